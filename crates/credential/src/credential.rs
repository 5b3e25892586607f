//! The issuer part: what a jurisdiction says of a code, signed.

use std::fmt;

use domain::verdict::Refusal;

use crate::claims::{Claims, LAST_DAY};
use crate::cose::{self, Header, Sign1};
use crate::key::{KeyError, KeyPair, Kid};
use crate::text::{self, MOST_BYTES};

/// A credential that could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SignError {
    /// It would not fit into a code.
    #[error("credential: {0} bytes, {MOST_BYTES} fit into a code; shorten the status address")]
    TooLong(usize),
    /// The date lies outside of what a credential can say.
    #[error("day: the date lies before 1970 or after 2149")]
    Day,
    /// The signature failed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A signed credential: its bytes, and what they say. Whether the signature holds is another question
/// ([`verify_credential`](crate::verify_credential)).
/// `Debug` names the key and no more: a code stands in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    bytes: Vec<u8>,
    kid: Kid,
    claims: Claims,
}

impl Credential {
    /// Signs claims with the issuer's key. Two signatures of the same claims differ (ECDSA draws a number).
    pub fn sign(claims: &Claims, key: &KeyPair) -> Result<Self, SignError> {
        if !(0..=LAST_DAY as i32).contains(&claims.day.day()) {
            return Err(SignError::Day);
        }
        let kid = key.kid();
        let payload = claims.write();
        let bytes = cose::sign(Header::Issuer(kid), &payload, key)?;
        if bytes.len() > MOST_BYTES {
            return Err(SignError::TooLong(bytes.len()));
        }
        Ok(Self {
            bytes,
            kid,
            claims: claims.clone(),
        })
    }

    /// Reads a credential without looking at its signature.
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > MOST_BYTES {
            return Err(Refusal::TooLong);
        }
        let message = Sign1::read(bytes).map_err(|_| Refusal::Structure)?;
        Self::of(bytes, &message)
    }

    /// The credential of a message that was read from `bytes`.
    pub(crate) fn of(bytes: &[u8], message: &Sign1<'_>) -> Result<Self, Refusal> {
        let Header::Issuer(kid) = message.header else {
            return Err(Refusal::Structure);
        };
        Ok(Self {
            bytes: bytes.to_vec(),
            kid,
            claims: Claims::read(message.payload).map_err(|_| Refusal::Claims)?,
        })
    }

    /// Its bytes: an untagged `COSE_Sign1`.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The id of the key that signed it, as it says.
    pub const fn kid(&self) -> Kid {
        self.kid
    }

    pub(crate) fn into_claims(self) -> Claims {
        self.claims
    }

    /// What it says. Nobody has looked at the signature yet.
    pub const fn unverified(&self) -> &Claims {
        &self.claims
    }

    /// The text of a sheet of paper. The text of every other code is made by [`present`](crate::present).
    pub fn text(&self) -> String {
        text::encode(&self.bytes)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential({}, hidden)", self.kid)
    }
}
