//! The claims of a credential: a CWT claims set (RFC 8392) in one order, every label of it.
//!
//! | label | claim | value |
//! |---|---|---|
//! | 1 | `iss` | the jurisdiction, six digits as text |
//! | 4 | `exp` | the first hour in which it is no longer good, seconds |
//! | 5 | `nbf` | the first hour in which it is good, only where later than `iat` |
//! | 6 | `iat` | the hour of issue, seconds |
//! | 8 | `cnf` | `{1: COSE_Key}`, the code key (RFC 8747); absent on paper |
//! | 65535 | `status` | `{"status_list": {"idx", "uri"}}` (Token Status List) |
//! | -65537 | health | a map of our own; labels below -65536 are for private use (RFC 8392, section 9.1) |
//!
//! Labels inside the health claim, which no other document uses: 1 day (the local date it was rated for, days since
//! 1970-01-01), 2 state (0 green, 1 yellow, 2 red, 3 unconfirmed, 4 none), 3 name, 4 kind (0 person, 1 member,
//! 2 paper, 3 channel), 5 end of the document's number (paper alone), 6 pop-up and 7 demo (`true` or absent).

use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Date;
use domain::verdict::Kind;

use crate::cbor::{Malformed, Reader, Written, require, write};
use crate::hour::{Hour, Validity};
use crate::key::PublicKey;
use crate::shown::{DocumentTail, FRAGMENT_BYTES, PAPER_NAME_BYTES, ShownName};
use crate::status::StatusRef;

const ISS: i64 = 1;
const EXP: i64 = 4;
const NBF: i64 = 5;
const IAT: i64 = 6;
const CNF: i64 = 8;
const STATUS: i64 = 65_535;
const HEALTH: i64 = -65_537;

/// The last day that a credential may name, far beyond any service's life (the year 2149).
pub(crate) const LAST_DAY: u64 = 65_535;

/// Who shows a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeviceKind {
    /// The person, on their own device.
    Person,
    /// A guardian, for a family member.
    Member,
    /// The server, for a channel that cannot sign.
    Channel,
}

impl DeviceKind {
    /// The kind in the verdict table.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Person => Kind::Person,
            Self::Member => Kind::Member,
            Self::Channel => Kind::Channel,
        }
    }
}

/// What a credential is bound to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bearer {
    /// A code key: only who holds it can present the credential.
    Device {
        /// Who shows it.
        kind: DeviceKind,
        /// The code key (`cnf`), made for this credential alone.
        key: PublicKey,
        /// The fragment to compare.
        name: ShownName,
    },
    /// A sheet of paper: the guard compares it with a document.
    Paper {
        /// The name to compare.
        name: ShownName,
        /// The end of the document's number to compare.
        document: DocumentTail,
    },
}

impl Bearer {
    /// The kind in the verdict table.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Device { kind, .. } => kind.kind(),
            Self::Paper { .. } => Kind::Paper,
        }
    }

    /// The name to compare.
    pub const fn name(&self) -> &ShownName {
        match self {
            Self::Device { name, .. } | Self::Paper { name, .. } => name,
        }
    }

    /// The code key, where there is one.
    pub const fn key(&self) -> Option<&PublicKey> {
        match self {
            Self::Device { key, .. } => Some(key),
            Self::Paper { .. } => None,
        }
    }
}

/// What an issuer says of a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claims {
    /// The jurisdiction whose decision it is.
    pub issuer: DivisionCode,
    /// The local date that it was rated for.
    pub day: Date,
    /// When it is good.
    pub validity: Validity,
    /// Where its status stands.
    pub status: StatusRef,
    /// The state.
    pub state: State,
    /// Whether a pop-up stands beside the state (S0-21).
    pub pop_up: bool,
    /// Whose code it is.
    pub bearer: Bearer,
    /// Made by a demo: never passes at a real checkpoint.
    pub demo: bool,
}

impl Claims {
    /// The claims set.
    pub(crate) fn write(&self) -> Vec<u8> {
        write(|e| {
            let validity = &self.validity;
            let later = validity.begins() > validity.issued();
            let key = self.bearer.key();
            e.map(5 + u64::from(later) + u64::from(key.is_some()))?;
            e.i64(ISS)?.str(&self.issuer.to_string())?;
            e.i64(EXP)?.u64(validity.expires().seconds())?;
            if later {
                e.i64(NBF)?.u64(validity.begins().seconds())?;
            }
            e.i64(IAT)?.u64(validity.issued().seconds())?;
            if let Some(key) = key {
                e.i64(CNF)?.map(1)?.u8(1)?;
                key.write_cose_key(e)?;
            }
            e.i64(STATUS)?;
            self.status.write(e)?;
            e.i64(HEALTH)?;
            self.write_health(e)
        })
    }

    fn write_health(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        let tail = match &self.bearer {
            Bearer::Paper { document, .. } => Some(document),
            Bearer::Device { .. } => None,
        };
        e.map(4 + u64::from(tail.is_some()) + u64::from(self.pop_up) + u64::from(self.demo))?;
        e.u8(1)?.i32(self.day.day())?;
        e.u8(2)?.u8(number_of(self.state))?;
        e.u8(3)?.str(self.bearer.name().text())?;
        e.u8(4)?.u8(kind_number(self.bearer.kind()))?;
        if let Some(tail) = tail {
            e.u8(5)?.str(tail.text())?;
        }
        if self.pop_up {
            e.u8(6)?.bool(true)?;
        }
        if self.demo {
            e.u8(7)?.bool(true)?;
        }
        Ok(())
    }

    /// Reads a claims set; one that we would write otherwise is none.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(payload);
        let entries = reader.map()?;
        require((5..=7).contains(&entries))?;
        reader.exactly(ISS)?;
        let issuer = reader.text()?.parse().map_err(|_| Malformed)?;
        reader.exactly(EXP)?;
        let expires = Hour::from_seconds(reader.uint()?)?;
        let mut label = reader.int()?;
        let mut begins = None;
        if label == NBF {
            begins = Some(Hour::from_seconds(reader.uint()?)?);
            label = reader.int()?;
        }
        require(label == IAT)?;
        let issue_hour = Hour::from_seconds(reader.uint()?)?;
        label = reader.int()?;
        let mut key = None;
        if label == CNF {
            reader.map_of(1)?;
            reader.exactly(1)?;
            key = Some(PublicKey::read_cose_key(&mut reader)?);
            label = reader.int()?;
        }
        require(label == STATUS)?;
        let status = StatusRef::read(&mut reader)?;
        reader.exactly(HEALTH)?;
        let health = Health::read(&mut reader)?;
        reader.end()?;
        let claims = Self {
            issuer,
            day: health.day,
            validity: Validity::of(issue_hour, begins.unwrap_or(issue_hour), expires)
                .ok_or(Malformed)?,
            status,
            state: health.state,
            pop_up: health.pop_up,
            demo: health.demo,
            bearer: health.bearer(key)?,
        };
        require(claims.write() == payload)?;
        Ok(claims)
    }
}

/// The health claim as it is read, before kind, key and name are brought together.
struct Health<'b> {
    day: Date,
    state: State,
    name: &'b str,
    kind: Kind,
    tail: Option<&'b str>,
    pop_up: bool,
    demo: bool,
}

impl<'b> Health<'b> {
    fn read(reader: &mut Reader<'b>) -> Result<Self, Malformed> {
        let entries = reader.map()?;
        require((4..=7).contains(&entries))?;
        reader.exactly(1)?;
        let day = reader.uint()?;
        require(day <= LAST_DAY)?;
        reader.exactly(2)?;
        let state = state_of(reader.uint()?).ok_or(Malformed)?;
        reader.exactly(3)?;
        let name = reader.text()?;
        reader.exactly(4)?;
        let kind = kind_of(reader.uint()?).ok_or(Malformed)?;
        let mut health = Self {
            day: Date::from_day(day as i32),
            state,
            name,
            kind,
            tail: None,
            pop_up: false,
            demo: false,
        };
        for _ in 4..entries {
            match reader.int()? {
                5 => health.tail = Some(reader.text()?),
                6 => health.pop_up = reader.bool()?,
                7 => health.demo = reader.bool()?,
                _ => return Err(Malformed),
            }
        }
        Ok(health)
    }

    fn bearer(&self, key: Option<PublicKey>) -> Result<Bearer, Malformed> {
        let kind = match (self.kind, key, self.tail) {
            (Kind::Paper, None, Some(tail)) => {
                return Ok(Bearer::Paper {
                    name: ShownName::read(self.name, PAPER_NAME_BYTES)?,
                    document: DocumentTail::read(tail)?,
                });
            }
            (Kind::Person, Some(key), None) => (DeviceKind::Person, key),
            (Kind::Member, Some(key), None) => (DeviceKind::Member, key),
            (Kind::Channel, Some(key), None) => (DeviceKind::Channel, key),
            _ => return Err(Malformed),
        };
        Ok(Bearer::Device {
            kind: kind.0,
            key: kind.1,
            name: ShownName::read(self.name, FRAGMENT_BYTES)?,
        })
    }
}

pub(crate) const fn number_of(state: State) -> u8 {
    match state {
        State::Green => 0,
        State::Yellow => 1,
        State::Red => 2,
        State::Unconfirmed => 3,
        State::None => 4,
    }
}

pub(crate) fn state_of(number: u64) -> Option<State> {
    State::ALL
        .into_iter()
        .find(|state| u64::from(number_of(*state)) == number)
}

const fn kind_number(kind: Kind) -> u8 {
    match kind {
        Kind::Person => 0,
        Kind::Member => 1,
        Kind::Paper => 2,
        Kind::Channel => 3,
    }
}

fn kind_of(number: u64) -> Option<Kind> {
    Kind::ALL
        .iter()
        .copied()
        .find(|kind| u64::from(kind_number(*kind)) == number)
}
