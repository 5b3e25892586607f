//! A status list: two bits for each place, packed with zlib and signed as a CWT (Token Status List).
//!
//! ```text
//! token   = 18(COSE_Sign1), ES256 by a key of the service
//!   protected = {1: -7, 4: key id, 16: "application/statuslist+cwt"}
//!   payload   = {2: address, 4: exp, 6: iat, 65533: {"lst": zlib, "bits": 2}, 65534: ttl, -65538: version,
//!              ? -65540: mark of the log}
//! ```
//!
//! The entry of place n stands in the bits 2 (n mod 4) and up of byte n / 4 (section 4.1 of the draft). Reading is
//! strict but for the packing itself, which two libraries do in two ways: a list is unpacked to its full length and
//! no further.

use std::io::{Read, Write};

use domain::time::Instant;
use domain::verdict::Status;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::cbor::{Malformed, Reader, require, write};
use crate::cose::{self, Sign1};
use crate::key::KeyPair;
use crate::key_set::KeySet;
use crate::log::LogMark;
use crate::media::Media;
use crate::status_claims::{
    Head, ListError, STATUS_LIST, STATUS_TTL_S, Signed, TTL, VERSION, signed,
};

/// The most places of a list.
pub const MOST_PLACES: u32 = 1 << 26;
/// The most bytes of a signed list: its entries, were they not to be packed at all.
pub const MOST_LIST_BYTES: usize = 17 << 20;
/// The version of a list, and the newest head of the log at its making.
type Version = (u64, Option<LogMark>);

/// Entries in a byte.
const IN_A_BYTE: u32 = 4;

/// The entries of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusList(Vec<u8>);

impl StatusList {
    /// A list of this many places, all of them as issued; rounded up to whole bytes, at most [`MOST_PLACES`].
    pub fn new(places: u32) -> Self {
        let bytes = places.min(MOST_PLACES).div_ceil(IN_A_BYTE);
        Self(vec![0; bytes as usize])
    }

    /// How many places it has.
    pub fn places(&self) -> u32 {
        self.0.len() as u32 * IN_A_BYTE
    }

    /// Writes an entry; a place that the list does not have is none.
    pub fn set(&mut self, place: u32, status: Status) {
        let shift = place % IN_A_BYTE * 2;
        if let Some(byte) = self.0.get_mut((place / IN_A_BYTE) as usize) {
            *byte = *byte & !(3 << shift) | status.bits() << shift;
        }
    }

    /// The entry of a place; [`Status::Unused`] where the list does not have it.
    pub fn get(&self, place: u32) -> Status {
        let byte = self.0.get((place / IN_A_BYTE) as usize);
        byte.map_or(Status::Unused, |byte| {
            Status::from_bits(byte >> (place % IN_A_BYTE * 2))
        })
    }

    /// The entries that are not as issued, by place.
    pub fn changed(&self) -> impl Iterator<Item = (u32, Status)> {
        let bytes = self.0.iter().enumerate().filter(|(_, byte)| **byte != 0);
        let places = bytes.flat_map(|(at, _)| {
            let first = at as u32 * IN_A_BYTE;
            first..first + IN_A_BYTE
        });
        let entries = places.map(|place| (place, self.get(place)));
        entries.filter(|(_, status)| *status != Status::AsIssued)
    }

    /// Packed with zlib.
    pub fn pack(&self) -> Vec<u8> {
        let mut zlib = ZlibEncoder::new(Vec::with_capacity(1 << 16), Compression::best());
        let packed = zlib.write_all(&self.0).and_then(|()| zlib.finish());
        debug_assert!(packed.is_ok(), "writing to memory cannot fail");
        packed.unwrap_or_default()
    }

    /// Unpacks a list, up to the most places.
    fn unpack(packed: &[u8]) -> Result<Self, Malformed> {
        let most = u64::from(MOST_PLACES / IN_A_BYTE);
        let mut bytes = Vec::new();
        let mut unpacker = ZlibDecoder::new(packed).take(most + 1);
        unpacker.read_to_end(&mut bytes).map_err(|_| Malformed)?;
        let whole = unpacker.into_inner().total_in() == packed.len() as u64;
        require(whole && bytes.len() as u64 <= most)?;
        Ok(Self(bytes))
    }
}

/// A list as it is signed and believed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusListToken {
    /// The address of the list, as codes name it.
    pub list: String,
    /// When it was made, in whole seconds: its age is counted from here.
    pub issued: Instant,
    /// From when it is no longer good: its last code is over.
    pub expires: Instant,
    /// The version, from which differences go on.
    pub version: u64,
    /// The newest head of the log of its service.
    pub log: Option<LogMark>,
    /// The entries.
    pub entries: StatusList,
}

impl StatusListToken {
    /// Signs entries that were packed before: what is signed anew every minute is packed once.
    pub fn sign(
        list: &str,
        (issued, expires): (Instant, Instant),
        (version, log): (u64, Option<LogMark>),
        packed: &[u8],
        key: &KeyPair,
    ) -> Signed {
        let head = Head {
            list: list.to_owned(),
            issued,
            expires,
        };
        let payload = payload(&head, (version, log), packed);
        cose::sign_tagged(Media::StatusList, &payload, key)
    }

    /// Verifies a list that was fetched from the address `list`, with the keys of its service.
    pub fn verify(
        bytes: &[u8],
        keys: &KeySet,
        list: &str,
        now: Instant,
    ) -> Result<Self, ListError> {
        if bytes.len() > MOST_LIST_BYTES {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read_tagged(bytes, Media::StatusList);
        let (kid, message) = message.map_err(|_| ListError::Structure)?;
        let (head, (version, log), packed) =
            read(message.payload).map_err(|_| ListError::Claims)?;
        signed(&message, kid, keys, head.issued)?;
        head.holds(list, now)?;
        // Unpacked only where the signature held: a stranger cannot make a gate unpack anything.
        let entries = StatusList::unpack(packed).map_err(|_| ListError::Claims)?;
        Ok(Self {
            list: head.list,
            issued: head.issued,
            expires: head.expires,
            version,
            log,
            entries,
        })
    }
}

fn payload(head: &Head, (version, log): Version, packed: &[u8]) -> Vec<u8> {
    write(|e| {
        e.map(6 + u64::from(log.is_some()))?;
        head.write(e)?;
        e.i64(STATUS_LIST)?.map(2)?;
        e.str("lst")?.bytes(packed)?;
        e.str("bits")?.u8(2)?;
        e.i64(TTL)?.u64(STATUS_TTL_S)?;
        e.i64(VERSION)?.u64(version)?;
        LogMark::write(log, e)
    })
}

fn read(bytes: &[u8]) -> Result<(Head, Version, &[u8]), Malformed> {
    let mut reader = Reader::new(bytes);
    let entries = reader.map()?;
    require(entries == 6 || entries == 7)?;
    let head = Head::read(&mut reader)?;
    reader.exactly(STATUS_LIST)?;
    reader.map_of(2)?;
    reader.word("lst")?;
    let packed = reader.bytes()?;
    reader.word("bits")?;
    reader.exactly(2)?;
    reader.exactly(TTL)?;
    require(reader.uint()? == STATUS_TTL_S)?;
    reader.exactly(VERSION)?;
    let version = reader.uint()?;
    let log = LogMark::read(&mut reader, entries == 7)?;
    reader.end()?;
    require(payload(&head, (version, log), packed) == bytes)?;
    Ok((head, (version, log), packed))
}
