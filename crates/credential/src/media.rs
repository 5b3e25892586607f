//! What a service signs besides codes. The media type of each stands in the header of its message (RFC 9596) and in that
//! of the answer over HTTP: one word for one thing. Those of our own lie in the vendor tree (RFC 6838, section 3.2).

/// A kind of signed message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Media {
    /// The status list of a day (Token Status List).
    StatusList,
    /// What has changed in one since a version.
    StatusDifference,
    /// Whom a service recognises.
    TrustList,
    /// A service asks another for a status list.
    ListRequest,
    /// The head of the log at the end of an hour.
    LogHead,
    /// The certificate of a release.
    Release,
    /// The code of a venue.
    Venue,
}

impl Media {
    /// All of them.
    pub(crate) const ALL: [Self; 7] = [
        Self::StatusList,
        Self::StatusDifference,
        Self::TrustList,
        Self::ListRequest,
        Self::LogHead,
        Self::Release,
        Self::Venue,
    ];

    /// The media type.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StatusList => "application/statuslist+cwt",
            Self::StatusDifference => "application/vnd.healthcode.status-difference+cwt",
            Self::TrustList => "application/vnd.healthcode.trust-list+cwt",
            Self::ListRequest => "application/vnd.healthcode.list-request+cwt",
            Self::LogHead => "application/vnd.healthcode.log-head+cose",
            Self::Release => "application/vnd.healthcode.release+cwt",
            Self::Venue => "application/vnd.healthcode.venue+cwt",
        }
    }

    /// The kind of a media type.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.word() == word)
    }
}
