//! The code of a venue (N-5): what a place puts up, and a person scans. It is no health code and opens no gate, and it is no
//! address: an app reads it or leaves it, and goes nowhere.
//!
//! ```text
//! text     = "HCV1:" Base45(message)
//! message  = COSE_Sign1 (RFC 9052), tagged, ES256 by the issuer's key
//!   protected = {1: -7, 4: key id, 16: "application/vnd.healthcode.venue+cwt"}
//!   payload   = {1: issuer, 6: hour of issue in seconds, -65540: {1: venue, 2: edition, 3: kind, 4: name,
//!               5: latitude, 6: longitude, ? 7: minute, ? 8: demo}}
//! ```
//!
//! Latitude and longitude are hundred-thousandths of a degree (WGS 84): the phone compares its own position with them and tells
//! it nobody. On paper there is no minute, and the figures of the day stand beside it; on a screen the minute, in seconds, says
//! when it was made, and the code is good for two minutes.

use domain::ids::VenueId;
use domain::place::DivisionCode;
use domain::time::Instant;
use domain::venue::{Position, SCREEN_AHEAD_MS, SCREEN_MS, VenueKind};
use domain::verdict::Refusal;

use crate::cbor::{Malformed, Reader, require, write};
use crate::cose;
use crate::credential::SignError;
use crate::hour::Hour;
use crate::issuing::{self, Issuing};
use crate::key::KeyPair;
use crate::key_set::KeySet;
use crate::media::Media;
use crate::text::{self, MOST_BYTES};

/// What the text of a venue's code begins with: health code, venue, version 1.
pub const VENUE_PREFIX: &str = "HCV1:";
/// The most bytes of a venue's name: thirty Chinese characters.
pub const VENUE_NAME_BYTES: usize = 90;

const ISS: i64 = 1;
const IAT: i64 = 6;
/// Of our own; labels below -65536 are for private use (RFC 8392, section 9.1).
const VENUE: i64 = -65_540;

/// What the code of a venue says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VenueCode {
    /// The city in which it lies.
    pub issuer: DivisionCode,
    /// The hour in which it was issued.
    pub issued: Hour,
    /// Which venue.
    pub venue: VenueId,
    /// How often its code was renewed.
    pub edition: u32,
    /// What it is.
    pub kind: VenueKind,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub position: Position,
    /// When a screen showed it, in whole seconds; none on paper.
    pub minute: Option<Instant>,
    /// Made by a demo.
    pub demo: bool,
}

impl VenueCode {
    /// Signs it with the issuer's key, and writes its text.
    pub fn sign(&self, key: &KeyPair) -> Result<String, SignError> {
        let bytes = cose::sign_tagged(Media::Venue, &self.payload(), key)?;
        if bytes.len() > MOST_BYTES || self.name.len() > VENUE_NAME_BYTES {
            return Err(SignError::TooLong(bytes.len()));
        }
        Ok(text::encode_as(VENUE_PREFIX, &bytes))
    }

    /// Verifies the text of a code: that a key of the city which it names signed it while it was in use, and, of a screen's, that
    /// it is of this minute. Refusals are those of a health code, in their order.
    pub fn verify(text: &str, keys: &KeySet, now: Instant) -> Result<Self, Refusal> {
        let read = issuing::verify(text, (VENUE_PREFIX, Media::Venue), keys, |bytes| {
            let read = Self::read(bytes)?;
            let issuing = Issuing {
                issuer: read.issuer,
                issued: read.issued,
                demo: read.demo,
            };
            Ok((read, issuing))
        })?;
        read.timely(now)
    }

    fn timely(self, now: Instant) -> Result<Self, Refusal> {
        let Some(minute) = self.minute else {
            return Ok(self);
        };
        if minute > now.plus_ms(SCREEN_AHEAD_MS) {
            return Err(Refusal::FromTheFuture);
        }
        if now >= minute.plus_ms(SCREEN_MS) {
            return Err(Refusal::TooOld);
        }
        Ok(self)
    }

    fn payload(&self) -> Vec<u8> {
        write(|e| {
            e.map(3)?;
            e.i64(ISS)?.str(&self.issuer.to_string())?;
            e.i64(IAT)?.u64(self.issued.seconds())?;
            e.i64(VENUE)?;
            e.map(6 + u64::from(self.minute.is_some()) + u64::from(self.demo))?;
            e.u8(1)?.i64(self.venue.0)?;
            e.u8(2)?.u32(self.edition)?;
            e.u8(3)?.u64(number_of(self.kind))?;
            e.u8(4)?.str(&self.name)?;
            e.u8(5)?.i32(self.position.latitude())?;
            e.u8(6)?.i32(self.position.longitude())?;
            if let Some(minute) = self.minute {
                e.u8(7)?.i64(minute.ms().div_euclid(1_000))?;
            }
            if self.demo {
                e.u8(8)?.bool(true)?;
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
        reader.exactly(VENUE)?;
        let read = Self::read_venue(&mut reader, issuer, hour)?;
        reader.end()?;
        let fits = !read.name.is_empty() && read.name.len() <= VENUE_NAME_BYTES;
        require(fits && !read.name.chars().any(char::is_control))?;
        require(read.payload() == bytes)?;
        Ok(read)
    }

    fn read_venue(
        reader: &mut Reader<'_>,
        issuer: DivisionCode,
        hour: Hour,
    ) -> Result<Self, Malformed> {
        let entries = reader.map()?;
        require((6..=8).contains(&entries))?;
        reader.exactly(1)?;
        let venue = VenueId(reader.int()?);
        reader.exactly(2)?;
        let edition = u32::try_from(reader.uint()?).map_err(|_| Malformed)?;
        reader.exactly(3)?;
        let kind = kind_of(reader.uint()?).ok_or(Malformed)?;
        reader.exactly(4)?;
        let name = reader.text()?.to_owned();
        reader.exactly(5)?;
        let latitude = degrees(reader)?;
        reader.exactly(6)?;
        let position = Position::new(latitude, degrees(reader)?).ok_or(Malformed)?;
        let (mut minute, mut demo) = (None, false);
        for _ in 6..entries {
            match reader.int()? {
                7 => minute = Some(seconds(reader.uint()?)?),
                8 => demo = reader.bool()?,
                _ => return Err(Malformed),
            }
        }
        Ok(Self {
            issuer,
            issued: hour,
            venue,
            edition,
            kind,
            name,
            position,
            minute,
            demo,
        })
    }
}

fn degrees(reader: &mut Reader<'_>) -> Result<i32, Malformed> {
    i32::try_from(reader.int()?).map_err(|_| Malformed)
}

fn seconds(seconds: u64) -> Result<Instant, Malformed> {
    let seconds = u32::try_from(seconds).map_err(|_| Malformed)?;
    Ok(Instant::from_ms(i64::from(seconds) * 1_000))
}

/// Kinds that have a code, by their place in the list.
fn number_of(kind: VenueKind) -> u64 {
    let mut all = VenueKind::ALL.iter();
    all.position(|known| *known == kind).unwrap_or_default() as u64
}

fn kind_of(number: u64) -> Option<VenueKind> {
    let kind = VenueKind::ALL.get(usize::try_from(number).ok()?).copied();
    kind.filter(|kind| kind.place().is_some())
}
