//! The keys that a gate trusts: a COSE key set (RFC 9052, section 7), as it stands at its well-known address.
//!
//! Each key says whose it is and in which hours it signs. A gate judges by these hours alone: a pending key is
//! known days before its first hour, so that a gate that is offline on that day verifies what it signs, and a
//! retired one stays until the last credential that it signed has ended. The state is for people who read the set.
//!
//! A key is written `{1: 2, 2: kid, 3: -7, -1: 1, -2: x, -3: y, -65537: {1: issuer, 2: state, 3: from, 4: until,
//! 5: demo}}`; from and until are seconds on whole hours, until and demo are absent where they do not apply.

use domain::place::DivisionCode;

use crate::cbor::{Malformed, Reader, Written, require, write};
use crate::hour::Hour;
use crate::key::{Kid, PublicKey};

/// The most keys in a set: every city with three.
pub const MOST_KEYS: usize = 1_200;
/// The most bytes of a set.
pub const MOST_KEY_SET_BYTES: usize = 200 * MOST_KEYS;
/// Our parameter of a key; labels below -65536 are for private use (RFC 9052, section 11.2).
const USE: i64 = -65_537;

/// The life of an issuer's key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum KeyState {
    /// Published and not used yet (7 days, so that gates know it).
    Pending,
    /// Signs.
    Active,
    /// Signs no more; what it signed is still good until it ends.
    Retired,
}

impl KeyState {
    /// All states, in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Active, Self::Retired];

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    const fn number(self) -> u8 {
        match self {
            Self::Pending => 0,
            Self::Active => 1,
            Self::Retired => 2,
        }
    }
}

/// A key of an issuer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssuerKey {
    /// The key.
    pub key: PublicKey,
    /// The jurisdiction whose codes it signs.
    pub issuer: DivisionCode,
    /// Where it stands in its life.
    pub state: KeyState,
    /// The first hour in which it signs.
    pub from: Hour,
    /// The first hour in which it signs no more; `None` while that is not decided.
    pub until: Option<Hour>,
    /// Whether it is the key of a demo.
    pub demo: bool,
}

impl IssuerKey {
    /// Whether it signs in this hour.
    pub fn in_use(&self, hour: Hour) -> bool {
        self.from <= hour && self.until.is_none_or(|until| hour < until)
    }

    fn write(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.map(7)?.u8(1)?.u8(2)?;
        e.u8(2)?.bytes(self.key.kid().bytes())?;
        e.u8(3)?.i8(-7)?;
        self.key.write_point(e)?;
        e.i64(USE)?;
        e.map(3 + u64::from(self.until.is_some()) + u64::from(self.demo))?;
        e.u8(1)?.str(&self.issuer.to_string())?;
        e.u8(2)?.u8(self.state.number())?;
        e.u8(3)?.u64(self.from.seconds())?;
        if let Some(until) = self.until {
            e.u8(4)?.u64(until.seconds())?;
        }
        if self.demo {
            e.u8(5)?.bool(true)?;
        }
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.map_of(7)?;
        reader.exactly(1)?;
        reader.exactly(2)?;
        reader.exactly(2)?;
        let kid = Kid::from_bytes(reader.bytes_of()?);
        reader.exactly(3)?;
        reader.exactly(-7)?;
        let key = PublicKey::read_point(reader)?;
        require(key.kid() == kid)?;
        reader.exactly(USE)?;
        let entries = reader.map()?;
        require((3..=5).contains(&entries))?;
        reader.exactly(1)?;
        let issuer = reader.text()?.parse().map_err(|_| Malformed)?;
        reader.exactly(2)?;
        let state = reader.uint()?;
        let state = KeyState::ALL
            .into_iter()
            .find(|s| u64::from(s.number()) == state);
        reader.exactly(3)?;
        let mut read = Self {
            key,
            issuer,
            state: state.ok_or(Malformed)?,
            from: Hour::from_seconds(reader.uint()?)?,
            until: None,
            demo: false,
        };
        for _ in 3..entries {
            match reader.int()? {
                4 => read.until = Some(Hour::from_seconds(reader.uint()?)?),
                5 => read.demo = reader.bool()?,
                _ => return Err(Malformed),
            }
        }
        Ok(read)
    }
}

/// A set that is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeySetError {
    /// More keys or bytes than a set may have.
    #[error("key set: at most {MOST_KEYS} keys and {MOST_KEY_SET_BYTES} bytes")]
    TooLarge,
    /// Two keys with one id.
    #[error("key set: the key {0} stands there twice; leave one out")]
    Twice(Kid),
    /// A demo's key beside a real one.
    #[error("key set: keys of a demo and real ones; keep them apart")]
    Mixed,
    /// Not a key set as we write it.
    #[error(
        "key set: not a COSE key set of this service; fetch it again from its well-known address"
    )]
    Malformed,
}

/// The keys that a gate trusts, of one or several issuers.
///
/// ```
/// use credential::{Hour, IssuerKey, KeyPair, KeySet, KeyState};
/// use domain::time::Instant;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = IssuerKey {
///     key: KeyPair::generate()?.public().clone(),
///     issuer: "330100".parse()?,
///     state: KeyState::Pending,
///     from: Hour::of(Instant::from_ms(1_657_756_800_000)),
///     until: None,
///     demo: false,
/// };
/// let set = KeySet::new(vec![key])?;
/// assert_eq!(KeySet::decode(&set.encode())?, set);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeySet {
    /// Ordered by id, so that the same keys are the same bytes.
    keys: Vec<(Kid, IssuerKey)>,
}

impl KeySet {
    /// The set of these keys, in any order.
    pub fn new(keys: Vec<IssuerKey>) -> Result<Self, KeySetError> {
        if keys.len() > MOST_KEYS {
            return Err(KeySetError::TooLarge);
        }
        let mut keys: Vec<_> = keys.into_iter().map(|key| (key.key.kid(), key)).collect();
        keys.sort_by_key(|(kid, _)| *kid);
        if let Some(pair) = keys.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(KeySetError::Twice(pair[0].0));
        }
        if keys.windows(2).any(|pair| pair[0].1.demo != pair[1].1.demo) {
            return Err(KeySetError::Mixed);
        }
        Ok(Self { keys })
    }

    /// Reads a set.
    pub fn decode(bytes: &[u8]) -> Result<Self, KeySetError> {
        if bytes.len() > MOST_KEY_SET_BYTES {
            return Err(KeySetError::TooLarge);
        }
        let keys = read_keys(bytes).map_err(|_| KeySetError::Malformed)?;
        let set = Self::new(keys)?;
        if set.encode() == bytes {
            Ok(set)
        } else {
            Err(KeySetError::Malformed)
        }
    }

    /// The bytes of the set (`application/cose-key-set`).
    pub fn encode(&self) -> Vec<u8> {
        write(|e| {
            e.array(self.keys.len() as u64)?;
            self.keys().try_for_each(|key| key.write(e))
        })
    }

    /// The key with this id.
    pub fn find(&self, kid: Kid) -> Option<&IssuerKey> {
        let found = self.keys.binary_search_by_key(&kid, |(kid, _)| *kid).ok()?;
        self.keys.get(found).map(|(_, key)| key)
    }

    /// The keys, by id.
    pub fn keys(&self) -> impl Iterator<Item = &IssuerKey> {
        self.keys.iter().map(|(_, key)| key)
    }

    /// Whether the set is that of a demo. A set without keys is none.
    pub fn is_demo(&self) -> bool {
        self.keys().any(|key| key.demo)
    }
}

fn read_keys(bytes: &[u8]) -> Result<Vec<IssuerKey>, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.array()?;
    require(count <= MOST_KEYS as u64)?;
    let keys: Result<Vec<_>, _> = (0..count).map(|_| IssuerKey::read(&mut reader)).collect();
    reader.end()?;
    keys
}
