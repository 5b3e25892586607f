//! The holder part: the code key signs the credential with the moment, every half minute anew.
//!
//! The payload is a CWT claims set: 6 (`iat`), the moment in seconds, and 10 (`Nonce`, RFC 9711), the answer to a
//! gate's challenge where one was asked. The credential stands in the protected header. A copied credential
//! without its key is worth nothing, and a picture of a presentation grows old within a minute.

use domain::time::Instant;

use crate::cbor::{Malformed, Reader, require, write};
use crate::cose::{self, Header};
use crate::credential::Credential;
use crate::key::{KeyError, KeyPair};
use crate::text::{self, MOST_BYTES};

const IAT: i64 = 6;
const NONCE: i64 = 10;

/// What a gate shows and a phone answers with: 8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Nonce([u8; 8]);

impl Nonce {
    /// The nonce of 8 bytes that were drawn and shown as a QR code.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// The nonce of six figures that a person types: their eight ASCII digits, `00` first. `None` from a million on.
    ///
    /// ```
    /// use credential::Nonce;
    ///
    /// assert_eq!(Nonce::from_figures(4711), Some(Nonce::from_bytes(*b"00004711")));
    /// assert_eq!(Nonce::from_figures(1_000_000), None);
    /// ```
    pub fn from_figures(figures: u32) -> Option<Self> {
        let text = (figures < 1_000_000).then(|| format!("{figures:08}"))?;
        text.as_bytes().try_into().ok().map(Self)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

/// A presentation that could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PresentError {
    /// A sheet of paper has no key.
    #[error("credential: a sheet of paper is shown as it is (Credential::text)")]
    Paper,
    /// The credential is bound to another key.
    #[error(
        "key: the credential was issued to another one; sign with the key that was sent when it was asked for"
    )]
    OtherKey,
    /// The clock stands before 1970.
    #[error("now: the clock stands before 1970; set it")]
    Clock,
    /// It would not fit into a code.
    #[error(
        "presentation: {0} bytes, {MOST_BYTES} fit into a code; the status address of the credential is too long"
    )]
    TooLong(usize),
    /// The signature failed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Presents a credential at a moment, with the answer to a challenge where one was asked: the text of the QR code.
/// Phones do the same in the browser; this is for channels that cannot sign, and for tests.
pub fn present(
    credential: &Credential,
    holder: &KeyPair,
    now: Instant,
    nonce: Option<Nonce>,
) -> Result<String, PresentError> {
    let bound_to = credential
        .unverified()
        .bearer
        .key()
        .ok_or(PresentError::Paper)?;
    if bound_to != holder.public() {
        return Err(PresentError::OtherKey);
    }
    let seconds = u64::try_from(now.ms().div_euclid(1_000)).map_err(|_| PresentError::Clock)?;
    let header = Header::Holder(credential.bytes());
    let bytes = cose::sign(header, &payload(seconds, nonce), holder)?;
    if bytes.len() > MOST_BYTES {
        return Err(PresentError::TooLong(bytes.len()));
    }
    Ok(text::encode(&bytes))
}

fn payload(seconds: u64, nonce: Option<Nonce>) -> Vec<u8> {
    write(|e| {
        e.map(1 + u64::from(nonce.is_some()))?;
        e.i64(IAT)?.u64(seconds)?;
        if let Some(nonce) = nonce {
            e.i64(NONCE)?.bytes(&nonce.0)?;
        }
        Ok(())
    })
}

/// What the holder says, before any signature was looked at.
pub(crate) struct Payload {
    /// The moment.
    pub(crate) made: Instant,
    /// The answer to a challenge.
    pub(crate) nonce: Option<Nonce>,
}

impl Payload {
    /// Reads a payload; one that we would write otherwise is none.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let entries = reader.map()?;
        require((1..=2).contains(&entries))?;
        reader.exactly(IAT)?;
        let seconds = reader.uint()?;
        let ms = i64::try_from(seconds)
            .ok()
            .and_then(|s| s.checked_mul(1_000));
        let made = Instant::from_ms(ms.ok_or(Malformed)?);
        let mut nonce = None;
        if entries == 2 {
            reader.exactly(NONCE)?;
            nonce = Some(Nonce(reader.bytes_of()?));
        }
        reader.end()?;
        require(payload(seconds, nonce) == bytes)?;
        Ok(Self { made, nonce })
    }
}
