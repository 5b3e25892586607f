//! The certificate of release: that somebody's quarantine ended after all its days. It is no code and opens no gate: its
//! text begins otherwise than a code's, its message is tagged and typed, and whoever scans it at a gate reads that it is
//! none ([`Refusal::ReleaseCertificate`]). It has no end, because what it says stays true.
//!
//! ```text
//! text     = "HCR1:" Base45(message)
//! message  = COSE_Sign1 (RFC 9052), tagged, ES256 by the issuer's key
//!   protected = {1: -7, 4: key id, 16: "application/vnd.healthcode.release+cwt"}
//!   payload   = {1: issuer, 6: hour of issue in seconds, -65538: {1: first day, 2: first free date, 3: name,
//!               4: end of the document's number, ? 5: demo}}     days since 1970-01-01
//! ```

use domain::place::DivisionCode;
use domain::time::Date;
use domain::verdict::Refusal;

use crate::cbor::{Malformed, Reader, require, write};
use crate::cose;
use crate::credential::SignError;
use crate::hour::Hour;
use crate::issuing::{self, Issuing};
use crate::key::KeyPair;
use crate::key_set::KeySet;
use crate::media::Media;
use crate::shown::{DocumentTail, PAPER_NAME_BYTES, ShownName};
use crate::text::{self, MOST_BYTES};

/// What the text of a certificate begins with: health code, release, version 1.
pub const RELEASE_PREFIX: &str = "HCR1:";

const ISS: i64 = 1;
const IAT: i64 = 6;
/// Of our own; labels below -65536 are for private use (RFC 8392, section 9.1).
const RELEASE: i64 = -65_538;
const LAST_DAY: u64 = crate::claims::LAST_DAY;

/// What a certificate of release says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Release {
    /// The jurisdiction whose rule had opened the quarantine.
    pub issuer: DivisionCode,
    /// The hour in which it was issued.
    pub issued: Hour,
    /// Day 1 of the quarantine.
    pub first_day: Date,
    /// The first date after it.
    pub free: Date,
    /// The name to compare.
    pub name: ShownName,
    /// The end of the document's number to compare.
    pub document: DocumentTail,
    /// Made by a demo.
    pub demo: bool,
}

impl Release {
    /// Signs it with the issuer's key, and writes its text.
    pub fn sign(&self, key: &KeyPair) -> Result<String, SignError> {
        let days = [self.first_day.day(), self.free.day()];
        if !days.iter().all(|day| (0..=LAST_DAY as i32).contains(day)) {
            return Err(SignError::Day);
        }
        let bytes = cose::sign_tagged(Media::Release, &self.payload(), key)?;
        if bytes.len() > MOST_BYTES {
            return Err(SignError::TooLong(bytes.len()));
        }
        Ok(text::encode_as(RELEASE_PREFIX, &bytes))
    }

    /// Verifies the text of a certificate: that a key of the jurisdiction which it names signed it while it was in use.
    /// Refusals are those of a code, in their order.
    pub fn verify(text: &str, keys: &KeySet) -> Result<Self, Refusal> {
        issuing::verify(text, (RELEASE_PREFIX, Media::Release), keys, |bytes| {
            let read = Self::read(bytes)?;
            let issuing = Issuing {
                issuer: read.issuer,
                issued: read.issued,
                demo: read.demo,
            };
            Ok((read, issuing))
        })
    }

    fn payload(&self) -> Vec<u8> {
        write(|e| {
            e.map(3)?;
            e.i64(ISS)?.str(&self.issuer.to_string())?;
            e.i64(IAT)?.u64(self.issued.seconds())?;
            e.i64(RELEASE)?.map(4 + u64::from(self.demo))?;
            e.u8(1)?.i32(self.first_day.day())?;
            e.u8(2)?.i32(self.free.day())?;
            e.u8(3)?.str(self.name.text())?;
            e.u8(4)?.str(self.document.text())?;
            if self.demo {
                e.u8(5)?.bool(true)?;
            }
            Ok(())
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.map_of(3)?;
        reader.exactly(ISS)?;
        let issuer = reader.text()?.parse().map_err(|_| Malformed)?;
        reader.exactly(IAT)?;
        let hour = Hour::from_seconds(reader.uint()?)?;
        reader.exactly(RELEASE)?;
        let entries = reader.map()?;
        require((4..=5).contains(&entries))?;
        reader.exactly(1)?;
        let first_day = day(reader.uint()?)?;
        reader.exactly(2)?;
        let free = day(reader.uint()?)?;
        reader.exactly(3)?;
        let name = ShownName::read(reader.text()?, PAPER_NAME_BYTES)?;
        reader.exactly(4)?;
        let document = DocumentTail::read(reader.text()?)?;
        let demo = if entries == 5 {
            reader.exactly(5)?;
            reader.bool()?
        } else {
            false
        };
        reader.end()?;
        let read = Self {
            issuer,
            issued: hour,
            first_day,
            free,
            name,
            document,
            demo,
        };
        require(read.first_day < read.free && read.payload() == bytes)?;
        Ok(read)
    }
}

fn day(number: u64) -> Result<Date, Malformed> {
    require(number <= LAST_DAY)?;
    Ok(Date::from_day(number as i32))
}
