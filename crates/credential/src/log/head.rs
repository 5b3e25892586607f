//! The head of an hour: what is signed about its lines, and about every hour before it.

use domain::time::Instant;

use super::mark::LogMark;
use super::tree::{Hash, sha256};
use crate::cbor::{Malformed, Reader, require, write};
use crate::cose::{self, Sign1};
use crate::hour::Hour;
use crate::key::{KeyError, KeyPair, Kid, PublicKey};
use crate::media::Media;

/// The most servers of one hour.
const MOST_SERVERS: u64 = 10_000;

/// What is signed about an hour.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogHead {
    /// The hour.
    pub hour: Hour,
    /// When it was sealed, to the millisecond.
    pub sealed: Instant,
    /// How many lines it has.
    pub lines: u64,
    /// How many lines there are up to its end, of all hours.
    pub total: u64,
    /// Each server with its last number, in the order of the servers.
    pub last: Vec<(i64, i64)>,
    /// The root of the tree over its lines, in the order of servers and numbers.
    pub root: Hash,
    /// The digest of the head before; zeros where there is none.
    pub previous: Hash,
    /// The first hour of which lines are kept: those of hours before have come to the end of their life.
    pub kept_from: Hour,
}

/// A head with its signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedHead {
    /// What is signed.
    pub head: LogHead,
    /// The id of the key.
    pub kid: Kid,
    /// The message.
    pub bytes: Vec<u8>,
}

impl LogHead {
    fn payload(&self) -> Vec<u8> {
        write(|e| {
            e.map(8)?;
            e.u8(1)?.u32(self.hour.number())?;
            e.u8(2)?.i64(self.sealed.ms())?;
            e.u8(3)?.u64(self.lines)?;
            e.u8(4)?.u64(self.total)?;
            e.u8(5)?.array(self.last.len() as u64)?;
            for (server, number) in &self.last {
                e.array(2)?.i64(*server)?.i64(*number)?;
            }
            e.u8(6)?.bytes(&self.root)?;
            e.u8(7)?.bytes(&self.previous)?;
            e.u8(8)?.u32(self.kept_from.number())?.ok()
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.map_of(8)?;
        reader.exactly(1)?;
        let hour = hour(&mut reader)?;
        reader.exactly(2)?;
        let sealed = Instant::from_ms(reader.int()?);
        reader.exactly(3)?;
        let lines = reader.uint()?;
        reader.exactly(4)?;
        let total = reader.uint()?;
        reader.exactly(5)?;
        let servers = reader.array()?;
        require(servers <= MOST_SERVERS)?;
        let mut last = Vec::new();
        for _ in 0..servers {
            reader.array_of(2)?;
            last.push((reader.int()?, reader.int()?));
        }
        reader.exactly(6)?;
        let root = reader.bytes_of()?;
        reader.exactly(7)?;
        let previous = reader.bytes_of()?;
        reader.exactly(8)?;
        let kept_from = self::hour(&mut reader)?;
        reader.end()?;
        let head = Self {
            hour,
            sealed,
            lines,
            total,
            last,
            root,
            previous,
            kept_from,
        };
        require(head.payload() == bytes)?;
        Ok(head)
    }

    /// What the next head names, and gates remember.
    pub fn digest(&self) -> Hash {
        sha256(&[&self.payload()])
    }

    /// The mark of it.
    pub fn mark(&self) -> LogMark {
        LogMark {
            hour: self.hour,
            total: self.total,
            digest: self.digest(),
        }
    }

    /// Signs it with a key of the service.
    pub fn sign(&self, key: &KeyPair) -> Result<Vec<u8>, KeyError> {
        cose::sign_tagged(Media::LogHead, &self.payload(), key)
    }
}

fn hour(reader: &mut Reader<'_>) -> Result<Hour, Malformed> {
    let number = u32::try_from(reader.uint()?).map_err(|_| Malformed)?;
    Ok(Hour::from_number(number))
}

impl SignedHead {
    /// Reads a head, signed by whomever it names.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (kid, message) = Sign1::read_tagged(bytes, Media::LogHead).ok()?;
        Some(Self {
            head: LogHead::read(message.payload).ok()?,
            kid,
            bytes: bytes.to_owned(),
        })
    }

    /// Whether the signature is that of this key.
    pub fn holds(&self, key: &PublicKey) -> bool {
        let message = Sign1::read_tagged(&self.bytes, Media::LogHead);
        message.is_ok_and(|(kid, message)| kid == key.kid() && message.holds(key))
    }
}
