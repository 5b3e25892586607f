//! What has changed in a status list since a version: some KB every few minutes, where the whole list is hundreds.
//!
//! ```text
//! difference = 18(COSE_Sign1), ES256 by a key of the service
//!   protected = {1: -7, 4: key id, 16: "application/vnd.healthcode.status-difference+cwt"}
//!   payload   = {2: address, 4: exp, 6: iat, -65538: [from, to, changes], ? -65540: mark of the log}
//! ```
//!
//! `changes` is one number for each entry that is another than at version `from`, in the order of their places: the
//! distance to the place before (the first: to -1, less one), times four, plus the entry; written in groups of seven
//! bits, the lowest first, all but the last with the eighth bit set (LEB128). A difference without a change renews the
//! age of the list.

use domain::time::Instant;
use domain::verdict::Status;

use crate::cbor::{Malformed, Reader, require, write};
use crate::cose::{self, Sign1};
use crate::key::{KeyError, KeyPair};
use crate::key_set::KeySet;
use crate::log::LogMark;
use crate::media::Media;
use crate::status_claims::{Head, ListError, Signed, VERSION, signed};
use crate::status_list::{MOST_PLACES, StatusListToken};

/// The most changes of one difference; beyond, the whole list is fetched.
pub const MOST_CHANGES: usize = 50_000;
/// The most bytes of a difference: five for each change.
const MOST_BYTES: usize = 5 * MOST_CHANGES + 1_000;

/// What has changed in a list between two versions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusDifference {
    /// The address of the list.
    pub list: String,
    /// When it was made, in whole seconds.
    pub issued: Instant,
    /// From when the list is no longer good.
    pub expires: Instant,
    /// The version to which it goes on.
    pub from: u64,
    /// The version that comes of it.
    pub to: u64,
    /// The entries that are others now, by place.
    pub changes: Vec<(u32, Status)>,
    /// The newest head of the log of its service.
    pub log: Option<LogMark>,
}

impl StatusDifference {
    /// Signs it. The changes stand in the order of their places, each place once.
    pub fn sign(&self, key: &KeyPair) -> Signed {
        if self.changes.len() > MOST_CHANGES {
            return Err(KeyError::Failed);
        }
        cose::sign_tagged(Media::StatusDifference, &self.payload(), key)
    }

    /// Verifies a difference to the list at the address `list`, with the keys of its service.
    pub fn verify(
        bytes: &[u8],
        keys: &KeySet,
        list: &str,
        now: Instant,
    ) -> Result<Self, ListError> {
        if bytes.len() > MOST_BYTES {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read_tagged(bytes, Media::StatusDifference);
        let (kid, message) = message.map_err(|_| ListError::Structure)?;
        let read = Self::read(message.payload).map_err(|_| ListError::Claims)?;
        signed(&message, kid, keys, read.issued)?;
        read.head().holds(list, now)?;
        Ok(read)
    }

    fn head(&self) -> Head {
        Head {
            list: self.list.clone(),
            issued: self.issued,
            expires: self.expires,
        }
    }

    fn payload(&self) -> Vec<u8> {
        write(|e| {
            e.map(4 + u64::from(self.log.is_some()))?;
            self.head().write(e)?;
            e.i64(VERSION)?.array(3)?;
            e.u64(self.from)?.u64(self.to)?;
            e.bytes(&packed(&self.changes))?;
            LogMark::write(self.log, e)
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let entries = reader.map()?;
        require(entries == 4 || entries == 5)?;
        let head = Head::read(&mut reader)?;
        reader.exactly(VERSION)?;
        reader.array_of(3)?;
        let (from, to) = (reader.uint()?, reader.uint()?);
        let changes = unpacked(reader.bytes()?)?;
        let log = LogMark::read(&mut reader, entries == 5)?;
        reader.end()?;
        let read = Self {
            list: head.list,
            issued: head.issued,
            expires: head.expires,
            from,
            to,
            changes,
            log,
        };
        require(from <= to && read.payload() == bytes)?;
        Ok(read)
    }
}

impl StatusListToken {
    /// Goes on by a difference that was verified: the entries, the version and the age are the newer ones. Refused
    /// where the difference is to another list or version.
    pub fn go_on(&mut self, difference: &StatusDifference) -> Result<(), ListError> {
        if difference.list != self.list || difference.from != self.version {
            return Err(ListError::Other);
        }
        for (place, status) in &difference.changes {
            self.entries.set(*place, *status);
        }
        self.version = difference.to;
        self.log = difference.log.or(self.log);
        self.issued = self.issued.max(difference.issued);
        Ok(())
    }
}

fn packed(changes: &[(u32, Status)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(changes.len() * 3);
    let mut next = 0;
    for (place, status) in changes {
        let mut number = u64::from(place.saturating_sub(next)) << 2 | u64::from(status.bits());
        next = place.saturating_add(1);
        while number > 0x7F {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    bytes
}

fn unpacked(bytes: &[u8]) -> Result<Vec<(u32, Status)>, Malformed> {
    let mut changes = Vec::new();
    let (mut number, mut shift, mut next) = (0_u64, 0, 0_u64);
    for byte in bytes {
        require(shift < 35)?;
        number |= u64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 != 0 {
            continue;
        }
        let place = next + (number >> 2);
        require(place < u64::from(MOST_PLACES) && changes.len() < MOST_CHANGES)?;
        changes.push((place as u32, Status::from_bits(number as u8)));
        (number, shift, next) = (0, 0, place + 1);
    }
    require(shift == 0)?;
    Ok(changes)
}
