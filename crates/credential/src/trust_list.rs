//! A trust list: the foreign issuers that a service recognises, with their keys, and what their states mean here.
//!
//! ```text
//! list    = 18(COSE_Sign1), ES256 by a key of the service
//!   protected = {1: -7, 4: key id, 16: "application/vnd.healthcode.trust-list+cwt"}
//!   payload   = {4: exp, 6: iat, -65539: [* issuer]}
//! issuer  = [name, address, [* division], key set, [5 states]]
//! ```
//!
//! `address` stands in front of the issuer's status lists; a code whose list stands elsewhere is none of theirs. Of their
//! key set only keys of the divisions that are recognised stand here, and the key of their service, which signs their
//! lists. The five states are what green, yellow, red, unconfirmed and none of theirs mean here, by number.

use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Instant;
use domain::verdict::Refusal;

use crate::cbor::{Malformed, Reader, Written, require, write};
use crate::claims::{number_of, state_of};
use crate::cose::{self, Sign1};
use crate::key::KeyPair;
use crate::key_set::KeySet;
use crate::media::Media;
use crate::status::ADDRESS_BYTES;
use crate::status_claims::{EXP, IAT, ListError, Signed, instant, seconds, signed, timely};
use crate::verify::{Rules, Verified, verify_presentation};

/// The most issuers of a list.
pub const MOST_ISSUERS: usize = 40;
/// The most bytes of a list.
pub const MOST_TRUST_BYTES: usize = 2 << 20;
/// The most divisions of an issuer.
const MOST_DIVISIONS: u64 = 40;
/// The most bytes of a name.
const NAME_BYTES: usize = 120;
const ISSUERS: i64 = -65_539;

/// What each state of a foreign issuer means here. Never anything milder: the stricter counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StateMap([State; 5]);

impl StateMap {
    /// Every state means the same.
    pub const SAME: Self = Self([
        State::Green,
        State::Yellow,
        State::Red,
        State::Unconfirmed,
        State::None,
    ]);

    /// The same map with another meaning of one state, where it is no milder one.
    #[must_use]
    pub fn with(mut self, theirs: State, here: State) -> Self {
        let at = usize::from(number_of(theirs));
        self.0[at] = theirs.max(here);
        self
    }

    /// What a state means here.
    pub fn of(&self, theirs: State) -> State {
        self.0[usize::from(number_of(theirs))].max(theirs)
    }

    fn write(self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.array(5)?;
        self.0
            .iter()
            .try_for_each(|state| e.u8(number_of(*state))?.ok())
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.array_of(5)?;
        let mut map = Self::SAME;
        for theirs in Self::SAME.0 {
            let here = state_of(reader.uint()?).ok_or(Malformed)?;
            require(here >= theirs)?;
            map = map.with(theirs, here);
        }
        Ok(map)
    }
}

/// A foreign issuer that is recognised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrustedIssuer {
    /// What it is called.
    pub name: String,
    /// What stands in front of its status lists.
    pub address: String,
    /// The divisions whose codes are recognised, their cities included.
    pub divisions: Vec<DivisionCode>,
    /// Their keys, and that of the service itself.
    pub keys: KeySet,
    /// What their states mean here.
    pub states: StateMap,
}

impl TrustedIssuer {
    /// Whether its status lists stand under this address.
    pub fn has_list(&self, address: &str) -> bool {
        let path = address.strip_prefix(&self.address);
        path.is_some_and(|path| path.starts_with('/'))
    }

    /// Whether codes of this division are recognised.
    pub fn recognises(&self, division: DivisionCode) -> bool {
        self.divisions.iter().any(|own| own.contains(division))
    }

    fn write(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.array(5)?.str(&self.name)?.str(&self.address)?;
        e.array(self.divisions.len() as u64)?;
        for division in &self.divisions {
            e.str(&division.to_string())?;
        }
        e.bytes(&self.keys.encode())?;
        self.states.write(e)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.array_of(5)?;
        let (name, address) = (reader.text()?, reader.text()?);
        require(name.len() <= NAME_BYTES && address.len() <= ADDRESS_BYTES)?;
        let count = reader.array()?;
        require((1..=MOST_DIVISIONS).contains(&count))?;
        let division = |_| reader.text()?.parse().map_err(|_| Malformed);
        let divisions: Result<Vec<DivisionCode>, Malformed> = (0..count).map(division).collect();
        Ok(Self {
            name: name.to_owned(),
            address: address.to_owned(),
            divisions: divisions?,
            keys: KeySet::decode(reader.bytes()?).map_err(|_| Malformed)?,
            states: StateMap::read(reader)?,
        })
    }
}

/// The foreign issuers that a service recognises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrustList {
    /// When it was signed, in whole seconds.
    pub issued: Instant,
    /// From when nobody is recognised by it.
    pub expires: Instant,
    /// Who is.
    pub issuers: Vec<TrustedIssuer>,
}

impl TrustList {
    /// Signs the list with the service's own key.
    pub fn sign(&self, key: &KeyPair) -> Signed {
        cose::sign_tagged(Media::TrustList, &self.payload(), key)
    }

    /// Verifies a list with the keys of the service that a gate belongs to.
    pub fn verify(bytes: &[u8], keys: &KeySet, now: Instant) -> Result<Self, ListError> {
        if bytes.len() > MOST_TRUST_BYTES {
            return Err(ListError::TooLong);
        }
        let message = Sign1::read_tagged(bytes, Media::TrustList);
        let (kid, message) = message.map_err(|_| ListError::Structure)?;
        let read = Self::read(message.payload).map_err(|_| ListError::Claims)?;
        signed(&message, kid, keys, read.issued)?;
        timely(read.issued, read.expires, now)?;
        Ok(read)
    }

    fn payload(&self) -> Vec<u8> {
        write(|e| {
            e.map(3)?;
            e.i64(EXP)?.u64(seconds(self.expires))?;
            e.i64(IAT)?.u64(seconds(self.issued))?;
            e.i64(ISSUERS)?.array(self.issuers.len() as u64)?;
            self.issuers.iter().try_for_each(|issuer| issuer.write(e))
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.map_of(3)?;
        reader.exactly(EXP)?;
        let expires = instant(reader.uint()?)?;
        reader.exactly(IAT)?;
        let issued = instant(reader.uint()?)?;
        reader.exactly(ISSUERS)?;
        let count = reader.array()?;
        require(count <= MOST_ISSUERS as u64)?;
        let issuers = (0..count).map(|_| TrustedIssuer::read(&mut reader));
        let issuers: Result<Vec<_>, _> = issuers.collect();
        reader.end()?;
        let read = Self {
            issued,
            expires,
            issuers: issuers?,
        };
        require(read.payload() == bytes)?;
        Ok(read)
    }
}

/// A code that is believed, and by whose word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recognised<'t> {
    /// The code. Its state is what its issuer says.
    pub code: Verified,
    /// The foreign issuer; `None` where the code is one's own.
    pub by: Option<&'t TrustedIssuer>,
}

impl Recognised<'_> {
    /// The state that counts here.
    pub fn state(&self) -> State {
        let theirs = self.code.claims.state;
        self.by.map_or(theirs, |issuer| issuer.states.of(theirs))
    }
}

/// Verifies the text of a code with one's own keys, and where they do not know its issuer, with those of the issuers
/// that are recognised. A trust list whose time is over recognises nobody.
pub fn verify_recognised<'t>(
    text: &str,
    keys: &KeySet,
    trust: Option<&'t TrustList>,
    now: Instant,
    rules: &Rules,
) -> Result<Recognised<'t>, Refusal> {
    match verify_presentation(text, keys, now, rules) {
        Err(Refusal::IssuerUnknown) => {}
        own => return own.map(|code| Recognised { code, by: None }),
    }
    let trust = trust.filter(|list| now < list.expires);
    for issuer in trust.iter().flat_map(|list| &list.issuers) {
        match verify_presentation(text, &issuer.keys, now, rules) {
            Err(Refusal::IssuerUnknown) => {}
            Err(refusal) => return Err(refusal),
            Ok(code) if !issuer.recognises(code.claims.issuer) => return Err(Refusal::WrongIssuer),
            Ok(code) if !issuer.has_list(code.claims.status.list()) => return Err(Refusal::Claims),
            Ok(code) => {
                let by = Some(issuer);
                return Ok(Recognised { code, by });
            }
        }
    }
    Err(Refusal::IssuerUnknown)
}
