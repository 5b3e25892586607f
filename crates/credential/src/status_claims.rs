//! What a status list and its differences have in common: which list, from when, until when, at which version, and how
//! a signature on it is believed.
//!
//! The claims are those of Token Status List (draft-ietf-oauth-status-list, section 5.2): 2 `sub`, the address of the
//! list; 4 `exp`; 6 `iat`; 65533 the list itself; 65534 `ttl`. Our own label -65538 carries the version, so that a gate
//! knows from where to ask for the difference, and -65540 the newest head of the log, where there is one, so that gates are
//! witnesses of it; other libraries pass over both.

use domain::time::Instant;

use crate::cbor::{Malformed, Reader, Written};
use crate::cose::Sign1;
use crate::hour::Hour;
use crate::key::{KeyError, Kid};
use crate::key_set::KeySet;
use crate::status::ADDRESS_BYTES;

pub(crate) const SUB: i64 = 2;
pub(crate) const EXP: i64 = 4;
pub(crate) const IAT: i64 = 6;
pub(crate) const STATUS_LIST: i64 = 65_533;
pub(crate) const TTL: i64 = 65_534;
pub(crate) const VERSION: i64 = -65_538;

/// After how many seconds a gate with a network asks for what has changed.
pub const STATUS_TTL_S: u64 = 300;

/// How far ahead of a gate's clock a list may have been made.
const AHEAD_MS: i64 = 5 * 60_000;

/// Why a status list, a difference, a trust list or a request for a list is not believed, in the order of the checks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum ListError {
    /// Longer than any list.
    #[error("list: longer than any; fetch it again")]
    TooLong,
    /// Not COSE as we write it, or of another kind.
    #[error("list: no signed list of this kind; fetch it again")]
    Structure,
    /// Claims that are missing, unknown or out of their range.
    #[error("list: its claims cannot be read; fetch it again, or update this program")]
    Claims,
    /// Signed by a key that is not known, or is no key for lists.
    #[error("list: signed by a key that is not known; fetch the key set, then the list again")]
    UnknownKey,
    /// The signature does not hold.
    #[error("list: the signature does not hold; it is forged or damaged, fetch it again")]
    Signature,
    /// Made at a time for which the key was not in use.
    #[error("list: signed with a key that was not in use; fetch the key set, then the list again")]
    KeyOutOfUse,
    /// The list at another address, or a difference to another version.
    #[error("list: another list or version than asked for; fetch the whole list")]
    Other,
    /// Made ahead of the clock.
    #[error("list: made ahead of this clock; set the clock by the server's")]
    FromTheFuture,
    /// Its time is over.
    #[error("list: its time is over; fetch the one of today")]
    Expired,
}

impl ListError {
    /// The word in files and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Structure => "structure",
            Self::Claims => "claims",
            Self::UnknownKey => "unknown_key",
            Self::Signature => "signature",
            Self::KeyOutOfUse => "key_out_of_use",
            Self::Other => "other",
            Self::FromTheFuture => "from_the_future",
            Self::Expired => "expired",
        }
    }
}

/// Which list, from when, until when, at which version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    pub(crate) list: String,
    pub(crate) issued: Instant,
    pub(crate) expires: Instant,
}

impl Head {
    /// Writes `sub`, `exp` and `iat`.
    pub(crate) fn write(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.i64(SUB)?.str(&self.list)?;
        e.i64(EXP)?.u64(seconds(self.expires))?;
        e.i64(IAT)?.u64(seconds(self.issued))?.ok()
    }

    /// Reads what [`write`](Self::write) wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.exactly(SUB)?;
        let list = reader.text()?;
        if list.len() > ADDRESS_BYTES {
            return Err(Malformed);
        }
        reader.exactly(EXP)?;
        let expires = instant(reader.uint()?)?;
        reader.exactly(IAT)?;
        Ok(Self {
            list: list.to_owned(),
            issued: instant(reader.uint()?)?,
            expires,
        })
    }

    /// Whether it is that of `list`, and its time is now.
    pub(crate) fn holds(&self, list: &str, now: Instant) -> Result<(), ListError> {
        if self.list == list {
            timely(self.issued, self.expires, now)
        } else {
            Err(ListError::Other)
        }
    }
}

/// Whether what was made at `issued` counts now.
pub(crate) fn timely(issued: Instant, expires: Instant, now: Instant) -> Result<(), ListError> {
    if issued > now.plus_ms(AHEAD_MS) {
        Err(ListError::FromTheFuture)
    } else if now >= expires {
        Err(ListError::Expired)
    } else {
        Ok(())
    }
}

/// Whether the signature is that of a key of the service itself, in use when the message was made. The keys of cities
/// sign codes and nothing else.
pub(crate) fn signed(
    message: &Sign1<'_>,
    kid: Kid,
    keys: &KeySet,
    issued: Instant,
) -> Result<(), ListError> {
    let key = keys.find(kid).filter(|key| key.issuer.number() == 0);
    let key = key.ok_or(ListError::UnknownKey)?;
    if !message.holds(&key.key) {
        return Err(ListError::Signature);
    }
    if key.in_use(Hour::of(issued)) {
        Ok(())
    } else {
        Err(ListError::KeyOutOfUse)
    }
}

/// What a signing step answers where a list cannot be signed.
pub(crate) type Signed = Result<Vec<u8>, KeyError>;

/// The `NumericDate` of a moment.
pub(crate) fn seconds(instant: Instant) -> u64 {
    instant.ms().div_euclid(1_000).max(0).unsigned_abs()
}

/// The moment of a `NumericDate`, before the year 10000.
pub(crate) fn instant(seconds: u64) -> Result<Instant, Malformed> {
    match i64::try_from(seconds) {
        Ok(seconds) if seconds < 253_402_300_800 => Ok(Instant::from_ms(seconds * 1_000)),
        _ => Err(Malformed),
    }
}
