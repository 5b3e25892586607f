//! Why a use case did not do what was asked. The texts are for the person or the operator who asked, in both languages;
//! a log gets the English one, and of the database what it said itself.

mod missing;
mod text;

pub use missing::Missing;

use std::fmt;

use credential::passkey::PasskeyError;
use domain::appeal::AppealRefusal;
use domain::application::ApplicationRefusal;
use domain::correction_request::CorrectionRefusal;
use domain::declaration::Problem;
use domain::proposal::Refusal;
use storage::{ReadError, WriteError};

use crate::channel::ChannelRefusal;

/// Why a use case did not do what was asked; nothing was changed.
#[derive(Debug)]
pub enum Error {
    /// Nobody is registered under this id.
    NotRegistered,
    /// There is no session of this secret, or no longer.
    NotSignedIn,
    /// No device has this token, or none enrols by this code.
    NotACheckpoint,
    /// No service that is recognised here asks, or not for this.
    NotRecognised,
    /// A one-time code that is wrong, old, used, or was never sent: which of them is not said.
    WrongCode,
    /// No account of staff waits for this code.
    NoEnrolment,
    /// Login, password and one-time password do not go together, or the passkey is nobody's: which of them is not said.
    WrongSignIn,
    /// A challenge that has ended, was answered, or is not ours.
    ChallengeOver,
    /// What only who signed in by a passkey may do.
    PasskeyNeeded,
    /// Passkeys need a domain, and the service was reached without one.
    NoDomain,
    /// None of the member's duties opens this.
    NotYourDuty,
    /// A duty opens it, and not in this division.
    OutsideDivision,
    /// As many passwords wait to be looked at as may.
    Crowded {
        /// After how many seconds it can be tried again.
        retry_after_s: u32,
    },
    /// Too much of something for a while.
    TooMany {
        /// Of what.
        what: TooMany,
        /// After how many seconds it can be tried again.
        retry_after_s: u32,
    },
    /// A neighbour gives no answer: what was asked waits until it does.
    Waits {
        /// Who.
        neighbour: Awaited,
        /// After how many seconds it can be tried again.
        retry_after_s: u32,
    },
    /// The document is registered already.
    AlreadyRegistered,
    /// Fields that cannot be kept as they are.
    Invalid(Vec<Problem>),
    /// What was named is not there.
    Unknown(Missing),
    /// A published thing that does not hold together; its words are those of the file.
    Refused(String),
    /// Rows of the person are missing and their decisions altered: staff must look before anything is decided.
    Damaged,
    /// A proposal does not allow what was asked.
    Proposal(Refusal),
    /// An appeal does not allow what was asked.
    Appeal(AppealRefusal),
    /// A correction does not allow what was asked.
    Correction(CorrectionRefusal),
    /// A channel, or who came by one, is refused.
    Channel(ChannelRefusal),
    /// An application does not allow what was asked.
    Application(ApplicationRefusal),
    /// Nobody could be drawn to answer a proposal.
    NobodyToDraw,
    /// What an authenticator answered is not believed.
    Passkey(PasskeyError),
    /// A code cannot be signed: the operator must look.
    Signing(String),
    /// Others changed the same person all the time.
    Busy,
    /// The database cannot be read.
    Read(ReadError),
    /// The database cannot be written.
    Write(WriteError),
}

domain::closed! {
    /// Of what there was too much.
    TooMany {
        /// Wrong last six of a document, or another birth date than the registry knows, from one phone or about one document.
        WrongLastSix,
        /// Identities from one phone to which the registry did not agree.
        WrongIdentities,
        /// One-time codes to one number.
        CodesSent,
        /// Credentials of one person on a day.
        CredentialsToday,
        /// Passwords tried for one login.
        StaffSignIns,
        /// Comparisons of an itinerary of one person on a day.
        Comparisons,
        /// Looks at what the carriers recorded of one person on a day.
        RecordQueries,
        /// Wrong figures of venues by one person on a day.
        VenueFigures,
        /// Times that a member had one day of one venue opened to try events, on a day.
        VenueOpenings,
        /// Times that one person's tickets were asked for on a day.
        Tickets,
    }
}

domain::closed! {
    /// Whose answer is waited for.
    Awaited {
        /// Whoever knows which name, document and phone belong together.
        IdentityRegistry,
        /// Whoever sends short messages.
        Sms,
        /// Whoever sends letters by e-mail.
        Mail,
        /// A service whose codes are recognised here.
        RecognisedService,
        /// The laboratories' service.
        Laboratory,
        /// Whoever knows where a number was.
        Carrier,
        /// Whoever knows by what somebody travelled.
        Conveyances,
        /// No neighbour was given to this service.
        OutsideWorld,
    }
}

impl Error {
    /// One field that cannot be kept as it is.
    pub(crate) fn field(field: &str, zh: &str, en: &str) -> Self {
        Self::Invalid(vec![Problem::new(field, zh, en)])
    }
}

/// English, for logs and the program; a screen asks for [`Error::text`]. Problems are named with their fields.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Invalid(problems) => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("; "))
            }
            other => f.write_str(&other.text().en),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => error.source(),
            Self::Write(error) => error.source(),
            _ => None,
        }
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

#[cfg(test)]
mod tests {
    use domain::channel::AssertionFault;

    use super::*;

    /// What says one thing each.
    fn alone() -> Vec<Error> {
        vec![
            Error::NotRegistered,
            Error::NotSignedIn,
            Error::NotACheckpoint,
            Error::NotRecognised,
            Error::WrongCode,
            Error::NoEnrolment,
            Error::WrongSignIn,
            Error::ChallengeOver,
            Error::PasskeyNeeded,
            Error::NoDomain,
            Error::NotYourDuty,
            Error::OutsideDivision,
            Error::Crowded { retry_after_s: 5 },
            Error::AlreadyRegistered,
            Error::field("street", "请填写街道", "name the street"),
            Error::Channel(ChannelRefusal::Unknown),
            Error::Channel(ChannelRefusal::Off),
            Error::Channel(ChannelRefusal::LinkOver),
            Error::Channel(ChannelRefusal::SignsItself),
            Error::NobodyToDraw,
            Error::Passkey(PasskeyError::Challenge),
            Error::Refused("rule: no days".into()),
            Error::Damaged,
            Error::Signing("no key".into()),
            Error::Busy,
            Error::Write(WriteError::Conflict),
        ]
    }

    /// What says something else of each value of a closed list.
    fn of_each() -> Vec<Error> {
        let faults = AssertionFault::ALL.iter();
        let mut errors: Vec<Error> = faults
            .map(|fault| Error::Channel(ChannelRefusal::Assertion(*fault)))
            .collect();
        errors.extend(Missing::ALL.iter().copied().map(Error::Unknown));
        errors.extend(Refusal::ALL.iter().copied().map(Error::Proposal));
        errors.extend(AppealRefusal::ALL.iter().copied().map(Error::Appeal));
        errors.extend(
            CorrectionRefusal::ALL
                .iter()
                .copied()
                .map(Error::Correction),
        );
        errors.extend(
            ApplicationRefusal::ALL
                .iter()
                .copied()
                .map(Error::Application),
        );
        errors.extend(TooMany::ALL.iter().map(|what| Error::TooMany {
            what: *what,
            retry_after_s: 60,
        }));
        errors.extend(Awaited::ALL.iter().map(|neighbour| Error::Waits {
            neighbour: *neighbour,
            retry_after_s: 30,
        }));
        errors
    }

    #[test]
    fn s0_24_everything_that_is_refused_is_said_in_both_languages() {
        for error in alone().into_iter().chain(of_each()) {
            let text = error.text();
            assert!(text.en.is_ascii() && !text.en.is_empty(), "{}", text.en);
            assert!(!text.zh.is_ascii(), "{}", text.zh);
            let numbers = |text: &str| text.matches(|c: char| c.is_ascii_digit()).count();
            assert_eq!(numbers(&text.zh), numbers(&text.en), "{}", text.zh);
        }
    }
}
