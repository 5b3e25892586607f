//! What an audit finds: each with the hour, and what it means.

use crate::hour::Hour;
use crate::key::Kid;

/// One thing that is wrong with a log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LogFault {
    /// The bytes are no log.
    #[error("the file is no export of a log, or was damaged; fetch it again")]
    File,
    /// What stands in the place of a head is none.
    #[error("behind {0}: what should be a head is none")]
    Head(Hour),
    /// What stands in the place of a line is none.
    #[error("{0}: a line cannot be read")]
    Line(Hour),
    /// The key of a head is not among those of the service.
    #[error("{hour}: signed by a key that is none of the service's ({kid})")]
    Key {
        /// The hour.
        hour: Hour,
        /// The key that the head names.
        kid: Kid,
    },
    /// The signature does not hold.
    #[error("{0}: the signature of the head does not hold: it was changed after it was signed")]
    Signature(Hour),
    /// It does not follow the head before.
    #[error("{0}: the head does not name the one before: an hour was removed, put in or changed")]
    Chain(Hour),
    /// A line is missing, doubled, or at another place.
    #[error("{hour}: server {server}: line {number} is missing or stands at another place")]
    Gap {
        /// The hour.
        hour: Hour,
        /// The server.
        server: i64,
        /// The number that should follow.
        number: i64,
    },
    /// There are more or fewer lines than were sealed.
    #[error("{hour}: {found} lines, but {sealed} were sealed")]
    Count {
        /// The hour.
        hour: Hour,
        /// Lines that were sealed.
        sealed: u64,
        /// Lines that are there.
        found: u64,
    },
    /// The lines are others than those that were sealed.
    #[error(
        "{0}: the lines are not those that were sealed: one was changed, or two were exchanged"
    )]
    Root(Hour),
    /// A mark that was kept elsewhere is not of this log: another head stands at its hour.
    #[error(
        "{0}: another head was seen for this hour: the log was written anew, or told to others otherwise"
    )]
    OtherHead(Hour),
    /// A mark that was kept elsewhere has no head here.
    #[error(
        "{0}: a head was seen for this hour that is not there: the log was cut, or an older one was put back"
    )]
    NoHead(Hour),
}

impl LogFault {
    /// The word in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Head(_) => "head",
            Self::Line(_) => "line",
            Self::Key { .. } => "key",
            Self::Signature(_) => "signature",
            Self::Chain(_) => "chain",
            Self::Gap { .. } => "gap",
            Self::Count { .. } => "count",
            Self::Root(_) => "root",
            Self::OtherHead(_) => "other_head",
            Self::NoHead(_) => "no_head",
        }
    }

    /// The hour of which it speaks.
    pub const fn hour(&self) -> Option<Hour> {
        match self {
            Self::File => None,
            Self::Head(hour)
            | Self::Line(hour)
            | Self::Key { hour, .. }
            | Self::Signature(hour)
            | Self::Chain(hour)
            | Self::Gap { hour, .. }
            | Self::Count { hour, .. }
            | Self::Root(hour)
            | Self::OtherHead(hour)
            | Self::NoHead(hour) => Some(*hour),
        }
    }
}
