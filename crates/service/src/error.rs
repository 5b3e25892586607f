//! Why a use case did not do what was asked. The texts are for the person or the operator who asked, in both languages;
//! a log gets the English one, and of the database what it said itself.

mod missing;

pub use missing::Missing;

use std::fmt;

use credential::passkey::PasskeyError;
use domain::declaration::Problem;
use domain::policy::Text;
use domain::proposal::Refusal;
use storage::{ReadError, WriteError};

use crate::proposal::{nobody_to_draw_text, refusal_text};

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

/// Of what there was too much.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TooMany {
    /// Wrong last six of a document from one phone.
    WrongLastSix,
    /// One-time codes to one number.
    CodesSent,
    /// Credentials of one person on a day.
    CredentialsToday,
    /// Passwords tried for one login.
    StaffSignIns,
}

/// Whose answer is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Awaited {
    /// Whoever knows which name, document and phone belong together.
    IdentityRegistry,
    /// Whoever sends short messages.
    Sms,
    /// A service whose codes are recognised here.
    RecognisedService,
    /// No neighbour was given to this service.
    OutsideWorld,
}

fn not_recognised_text() -> Text {
    Text::new(
        "请求不是由本服务承认的服务签署，或已过期；请双方互相导入对方导出的文件",
        "not signed by a service that is recognised here, or too long ago; each of the two imports what the other has exported",
    )
}

impl Error {
    /// What the person who asked is told. Of a database it says nothing but that it does not work now.
    pub fn text(&self) -> Text {
        match self {
            Self::NotRegistered => Text::new(
                "尚未注册，请先注册",
                "nobody is registered here; register first",
            ),
            Self::NotSignedIn => Text::new(
                "未登录或登录已失效，请登录",
                "you are not signed in, or no longer; sign in",
            ),
            Self::NotACheckpoint => Text::new(
                "没有以此登记的检查点，请向检查点管理人员索取登记码",
                "no checkpoint is enrolled with this; ask whoever looks after the checkpoints for a code",
            ),
            Self::NotRecognised => not_recognised_text(),
            Self::NoEnrolment
            | Self::WrongSignIn
            | Self::ChallengeOver
            | Self::PasskeyNeeded
            | Self::NoDomain
            | Self::NotYourDuty
            | Self::OutsideDivision
            | Self::Crowded { .. } => self.staff_text(),
            Self::TooMany {
                what,
                retry_after_s,
            } => what.text(*retry_after_s),
            Self::Waits {
                neighbour,
                retry_after_s,
            } => neighbour.text(*retry_after_s),
            Self::AlreadyRegistered => Text::new(
                "该证件已经注册，请直接登录",
                "this document is registered already; sign in instead",
            ),
            Self::Invalid(problems) => Text::new(
                joined(problems.iter().map(|p| &*p.text.zh), "；"),
                joined(problems.iter().map(|p| &*p.text.en), "; "),
            ),
            Self::Unknown(missing) => missing.text(),
            Self::Refused(words) => Text::new(
                format!("现在无法采用，请工作人员查看：{words}"),
                words.clone(),
            ),
            Self::Damaged => Text::new(
                "您的记录曾被改动，系统已报警，须由工作人员先行查看",
                "the person's rows were altered; an alarm is raised, and staff must look first",
            ),
            Self::Proposal(refusal) => refusal_text(*refusal),
            Self::NobodyToDraw => nobody_to_draw_text(),
            Self::Passkey(error) => Text::new(
                format!("通行密钥的签名无效，请重新签名：{error}"),
                error.to_string(),
            ),
            Self::Signing(why) => Text::new(
                format!("现在无法签发健康码，请稍后再试：{why}"),
                format!("codes cannot be signed now: {why}"),
            ),
            Self::Busy => Text::new(
                "办理期间数据多次变化，请再试一次",
                "the data changed again and again while this was done; try again",
            ),
            Self::Read(_) => Text::new(
                "现在无法读取数据，请稍后再试",
                "the data cannot be read now; try again later",
            ),
            Self::Write(_) => Text::new(
                "现在无法保存数据，请稍后再试",
                "the data cannot be kept now; try again later",
            ),
        }
    }

    /// What a member of staff is told.
    fn staff_text(&self) -> Text {
        match self {
            Self::NoEnrolment => Text::new(
                "启用码不对、已用过或已过期，请向系统管理员索取新的启用码",
                "no account waits for this code, or no longer; ask whoever runs the service for a new one",
            ),
            Self::ChallengeOver => Text::new(
                "验证请求已过期或已用过，请重新开始",
                "the question to the passkey has ended or was answered; begin again",
            ),
            Self::PasskeyNeeded => {
                Text::new("此操作须以通行密钥登录", "sign in by a passkey to do this")
            }
            Self::NoDomain => Text::new(
                "通行密钥需要域名，请从本服务的网址打开页面（演示系统请用 localhost）",
                "passkeys need a domain; open the page at the service's own address (of a demonstration: localhost)",
            ),
            Self::NotYourDuty => Text::new(
                "您的职责不包括此操作，已记入日志",
                "none of your duties opens this; the attempt stands in the log",
            ),
            Self::OutsideDivision => Text::new(
                "不在您负责的区划之内，已记入日志",
                "this lies outside the divisions of your duties; the attempt stands in the log",
            ),
            Self::Crowded { retry_after_s } => Text::new(
                format!("登录的人较多，请在{retry_after_s}秒后再试"),
                format!("many are signing in just now; try again in {retry_after_s} seconds"),
            ),
            _ => Text::new(
                "登录名、密码或动态口令不对，或通行密钥不属于在职人员",
                "login, password or one-time password is not right, or the passkey is nobody's who works here",
            ),
        }
    }

    /// One field that cannot be kept as it is.
    pub(crate) fn field(field: &str, zh: &str, en: &str) -> Self {
        Self::Invalid(vec![Problem::new(field, zh, en)])
    }
}

impl TooMany {
    fn text(self, wait_s: u32) -> Text {
        let (zh, en) = match self {
            Self::WrongLastSix => (
                "证件后六位输错次数过多，今天可到服务台办理",
                "too many wrong last six of a document; a service counter helps today",
            ),
            Self::CodesSent => (
                "向该号码发送的验证码过多",
                "too many codes were sent to this number",
            ),
            Self::CredentialsToday => (
                "今天申请健康码次数过多，最近一次的仍然有效",
                "too many codes were asked for today; the last one is good",
            ),
            Self::StaffSignIns => (
                "该登录名尝试次数过多，也可用通行密钥登录",
                "too many tries for this login; a passkey signs you in at once",
            ),
        };
        Text::new(
            format!("{zh}；请在{wait_s}秒后再试"),
            format!("{en}; try again in {wait_s} seconds"),
        )
    }
}

impl Awaited {
    fn text(self, wait_s: u32) -> Text {
        let (zh, en) = match self {
            Self::IdentityRegistry => ("身份信息库", "identity registry"),
            Self::Sms => ("短信服务", "SMS service"),
            Self::RecognisedService => ("互认的服务", "recognised service"),
            Self::OutsideWorld => ("外部服务", "outside world"),
        };
        Text::new(
            format!("{zh}暂时没有应答，您的信息不会丢失，请在{wait_s}秒后再试"),
            format!("the {en} gives no answer now; nothing is lost, try again in {wait_s} seconds"),
        )
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
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
    use super::*;

    #[test]
    fn s0_24_everything_that_is_refused_is_said_in_both_languages() {
        let much = [
            TooMany::WrongLastSix,
            TooMany::CodesSent,
            TooMany::CredentialsToday,
            TooMany::StaffSignIns,
        ];
        let waits = [
            Awaited::IdentityRegistry,
            Awaited::Sms,
            Awaited::RecognisedService,
            Awaited::OutsideWorld,
        ];
        let mut errors = vec![
            Error::NotRegistered,
            Error::NotSignedIn,
            Error::NotACheckpoint,
            Error::NotRecognised,
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
            Error::Unknown(Missing::Declaration),
            Error::Unknown(Missing::Question),
            Error::Unknown(Missing::StatusList),
            Error::Unknown(Missing::Proposal),
            Error::Unknown(Missing::Passkey),
            Error::NobodyToDraw,
            Error::OutsideDivision,
            Error::Passkey(PasskeyError::Challenge),
            Error::Unknown(Missing::StaffSession),
            Error::Refused("rule: no days".into()),
            Error::Damaged,
            Error::Signing("no key".into()),
            Error::Busy,
            Error::Write(WriteError::Conflict),
        ];
        errors.extend(much.map(|what| Error::TooMany {
            what,
            retry_after_s: 60,
        }));
        let refusals = [
            Refusal::NotNow,
            Refusal::NotAsked,
            Refusal::TooLate,
            Refusal::SameHands,
            Refusal::NotYours,
        ];
        errors.extend(refusals.map(Error::Proposal));
        errors.extend(waits.map(|neighbour| Error::Waits {
            neighbour,
            retry_after_s: 30,
        }));
        for error in errors {
            let text = error.text();
            assert!(text.en.is_ascii() && !text.en.is_empty(), "{}", text.en);
            assert!(!text.zh.is_ascii(), "{}", text.zh);
            let numbers = |text: &str| text.matches(|c: char| c.is_ascii_digit()).count();
            assert_eq!(numbers(&text.zh), numbers(&text.en), "{}", text.zh);
        }
    }
}
