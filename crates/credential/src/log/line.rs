//! A line as it is sealed: its bytes are the leaf of the tree, and the same line has no other bytes.

use domain::ids::StaffId;
use domain::log::{By, Purpose};
use domain::time::Instant;

use crate::cbor::{Malformed, Reader, require, write};
use crate::hour::Hour;

/// Bytes of a line's digest.
pub const LINE_DIGEST: usize = 16;

/// The most bytes of what was done.
const MOST_ACTION: usize = 200;

const HOUR: i64 = 1;
const SERVER: i64 = 2;
const NUMBER: i64 = 3;
const ID: i64 = 4;
const INSTANT: i64 = 5;
const ALIAS: i64 = 6;
const BY: i64 = 7;
const STAFF: i64 = 8;
const PURPOSE: i64 = 9;
const ACTION: i64 = 10;
const DIGEST: i64 = 11;

/// A line of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedLine {
    /// The hour whose tree holds it.
    pub hour: Hour,
    /// The server that wrote it.
    pub server: i64,
    /// Its running number within hour and server, from 1.
    pub number: i64,
    /// Its id.
    pub id: i64,
    /// The instant of what it speaks of, to the millisecond; before the hour where the line came late.
    pub instant: Instant,
    /// The random name of whom it is about.
    pub alias: Option<i64>,
    /// Who did it.
    pub by: By,
    /// For which purpose.
    pub purpose: Purpose,
    /// What was done.
    pub action: String,
    /// The service's keyed digest of what was written or shown.
    pub digest: [u8; LINE_DIGEST],
}

impl SealedLine {
    /// Its bytes, in the core deterministic encoding of CBOR.
    pub fn bytes(&self) -> Vec<u8> {
        let entries = 9 + u64::from(self.alias.is_some()) + u64::from(self.by.staff().is_some());
        write(|e| {
            e.map(entries)?;
            e.i64(HOUR)?.u32(self.hour.number())?;
            e.i64(SERVER)?.i64(self.server)?;
            e.i64(NUMBER)?.i64(self.number)?;
            e.i64(ID)?.i64(self.id)?;
            e.i64(INSTANT)?.i64(self.instant.ms())?;
            if let Some(alias) = self.alias {
                e.i64(ALIAS)?.i64(alias)?;
            }
            e.i64(BY)?.str(self.by.word())?;
            if let Some(staff) = self.by.staff() {
                e.i64(STAFF)?.i64(staff.0)?;
            }
            e.i64(PURPOSE)?.str(self.purpose.word())?;
            e.i64(ACTION)?.str(&self.action)?;
            e.i64(DIGEST)?.bytes(&self.digest)?.ok()
        })
    }

    /// Reads what [`bytes`](Self::bytes) wrote; anything else is no line.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Labels::new(bytes)?;
        let hour = u32::try_from(reader.int(HOUR)?).map_err(|_| Malformed)?;
        let mut line = Self {
            hour: Hour::from_number(hour),
            server: reader.int(SERVER)?,
            number: reader.int(NUMBER)?,
            id: reader.int(ID)?,
            instant: Instant::from_ms(reader.int(INSTANT)?),
            alias: reader.maybe_int(ALIAS)?,
            by: By::System,
            purpose: Purpose::Own,
            action: String::new(),
            digest: [0; LINE_DIGEST],
        };
        let by = reader.text(BY)?;
        let staff = reader.maybe_int(STAFF)?.map(StaffId);
        line.by = By::from_word(by, staff).ok_or(Malformed)?;
        line.purpose = Purpose::from_word(reader.text(PURPOSE)?).ok_or(Malformed)?;
        reader.text(ACTION)?.clone_into(&mut line.action);
        line.digest = reader.digest()?;
        require(line.action.len() <= MOST_ACTION && line.bytes() == bytes)?;
        Ok(line)
    }
}

/// Reads a map of known labels, some of which may be absent.
struct Labels<'b> {
    reader: Reader<'b>,
    left: u64,
    /// A label that was read and not yet asked for.
    next: Option<i64>,
}

impl<'b> Labels<'b> {
    fn new(bytes: &'b [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let left = reader.map()?;
        let next = None;
        Ok(Self { reader, left, next })
    }

    /// Whether the next entry has this label; if so, its value is read next.
    fn is(&mut self, label: i64) -> Result<bool, Malformed> {
        if self.next.is_none() && self.left > 0 {
            self.left -= 1;
            self.next = Some(self.reader.int()?);
        }
        let found = self.next == Some(label);
        if found {
            self.next = None;
        }
        Ok(found)
    }

    fn must(&mut self, label: i64) -> Result<&mut Reader<'b>, Malformed> {
        require(self.is(label)?)?;
        Ok(&mut self.reader)
    }

    fn int(&mut self, label: i64) -> Result<i64, Malformed> {
        self.must(label)?.int()
    }

    fn maybe_int(&mut self, label: i64) -> Result<Option<i64>, Malformed> {
        let found = self.is(label)?;
        found.then(|| self.reader.int()).transpose()
    }

    fn text(&mut self, label: i64) -> Result<&'b str, Malformed> {
        self.must(label)?.text()
    }

    fn digest(&mut self) -> Result<[u8; LINE_DIGEST], Malformed> {
        let digest = self.must(DIGEST)?.bytes_of()?;
        require(self.left == 0)?;
        self.reader.end()?;
        Ok(digest)
    }
}
