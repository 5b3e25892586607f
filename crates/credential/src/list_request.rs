//! The request of a service for a status list of another: by its signature the other knows who asks, and hands lists to
//! those alone whom it recognises itself.
//!
//! ```text
//! request = 18(COSE_Sign1), ES256 by a key of the service that asks
//!   protected = {1: -7, 4: key id, 16: "application/vnd.healthcode.list-request+cwt"}
//!   payload   = {3: address of the list, 6: iat}
//! ```
//!
//! 3 is `aud` (RFC 8392): a request that was heard elsewhere opens no other list and no other service. Five minutes later
//! it opens nothing.

use domain::time::Instant;

use crate::cbor::{Malformed, Reader, require, write};
use crate::cose::{self, Sign1};
use crate::key::KeyPair;
use crate::key_set::KeySet;
use crate::media::Media;
use crate::status::ADDRESS_BYTES;
use crate::status_claims::{IAT, ListError, Signed, instant, seconds, signed, timely};

/// For how long a request opens its list, in milliseconds.
pub const REQUEST_MS: i64 = 5 * 60_000;
/// The most bytes of a request; twice what it has.
pub const MOST_REQUEST_BYTES: usize = 512;
const AUD: i64 = 3;

/// A request for a status list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListRequest {
    /// The address of the list that is asked for, as codes name it.
    pub list: String,
    /// When it was made, in whole seconds.
    pub issued: Instant,
}

impl ListRequest {
    /// Signs it with the key of the service that asks.
    pub fn sign(&self, key: &KeyPair) -> Signed {
        cose::sign_tagged(Media::ListRequest, &self.payload(), key)
    }

    /// Verifies that a service of these keys asks for the list at the address `list`, now.
    pub fn verify(bytes: &[u8], keys: &KeySet, list: &str, now: Instant) -> Result<(), ListError> {
        if bytes.len() > MOST_REQUEST_BYTES {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read_tagged(bytes, Media::ListRequest);
        let (kid, message) = message.map_err(|_| ListError::Structure)?;
        let read = Self::read(message.payload).map_err(|_| ListError::Claims)?;
        signed(&message, kid, keys, read.issued)?;
        if read.list != list {
            return Err(ListError::Other);
        }
        timely(read.issued, read.issued.plus_ms(REQUEST_MS), now)
    }

    fn payload(&self) -> Vec<u8> {
        write(|e| {
            e.map(2)?;
            e.i64(AUD)?.str(&self.list)?;
            e.i64(IAT)?.u64(seconds(self.issued))?.ok()
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.map_of(2)?;
        reader.exactly(AUD)?;
        let list = reader.text()?;
        require(list.len() <= ADDRESS_BYTES)?;
        reader.exactly(IAT)?;
        let read = Self {
            list: list.to_owned(),
            issued: instant(reader.uint()?)?,
        };
        reader.end()?;
        require(read.payload() == bytes)?;
        Ok(read)
    }
}
