//! Why a use case did not do what was asked. The texts are for the person or the operator who asked.

use domain::declaration::Problem;
use storage::{ReadError, WriteError};

/// Why a use case did not do what was asked; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is registered under this id.
    #[error("nobody is registered here; register first")]
    NotRegistered,
    /// There is no session of this secret, or no longer.
    #[error("you are not signed in, or no longer; sign in")]
    NotSignedIn,
    /// No device has this token, or none enrols by this code.
    #[error(
        "no checkpoint is enrolled with this; ask whoever looks after the checkpoints for a code"
    )]
    NotACheckpoint,
    /// Too much of something for a while.
    #[error("too many {what}; try again in {retry_after_s} seconds")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// After how many seconds it can be tried again.
        retry_after_s: u32,
    },
    /// A neighbour gives no answer: what was asked waits until it does.
    #[error(
        "the {neighbour} gives no answer now; nothing is lost, try again in {retry_after_s} seconds"
    )]
    Waits {
        /// Who.
        neighbour: &'static str,
        /// After how many seconds it can be tried again.
        retry_after_s: u32,
    },
    /// The document is registered already.
    #[error("this document is registered already; sign in instead")]
    AlreadyRegistered,
    /// Fields that cannot be kept as they are.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<Problem>),
    /// The declaration, stay or request that was named is not there.
    #[error("{0} is not there; look at the list again")]
    Unknown(&'static str),
    /// A published thing that does not hold together.
    #[error("{0}")]
    Refused(String),
    /// Rows of the person are missing and their decisions altered: staff must look before anything is decided.
    #[error("the person's rows were altered; an alarm is raised, and staff must look first")]
    Damaged,
    /// A code cannot be signed: the operator must look.
    #[error("codes cannot be signed now: {0}")]
    Signing(String),
    /// Others changed the same person all the time.
    #[error("the data changed again and again while this was done; try again")]
    Busy,
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The database cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Error {
    /// One field that cannot be kept as it is.
    pub(crate) fn field(field: &str, text: &str) -> Self {
        Self::Invalid(vec![Problem {
            field: field.to_owned(),
            text: text.to_owned(),
        }])
    }
}
