//! A passkey is brought into use: the answer of an authenticator that has made one.

use super::{Ceremony, Head, MOST_PASSKEY_ID, Passkey, PasskeyError, RelyingParty};
use crate::cbor::{Malformed, Reader, require};
use crate::key::PublicKey;

/// The most bytes of an attestation object: a chain of certificates, which nobody reads, may stand in it.
const MOST_ATTESTATION: usize = 16_384;
/// The model of the authenticator, which is nobody's business.
const AAGUID: usize = 16;

/// What an authenticator that made a passkey answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registration {
    /// `attestationObject`.
    pub attestation: Vec<u8>,
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
}

impl From<Malformed> for PasskeyError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// The passkey of a registration over `challenge`, asked for by `party`.
pub fn register(
    registration: &Registration,
    challenge: &[u8],
    party: &RelyingParty<'_>,
) -> Result<Passkey, PasskeyError> {
    super::client_data(
        &registration.client_data,
        Ceremony::Create,
        challenge,
        party,
    )?;
    require(registration.attestation.len() <= MOST_ATTESTATION)?;
    let data = authenticator_data(&registration.attestation)?;
    let head = Head::read(data, party)?;
    passkey(head.key.ok_or(PasskeyError::Malformed)?)
}

/// `{"fmt": …, "attStmt": …, "authData": h'…'}`, in the order of CTAP2.
fn authenticator_data(attestation: &[u8]) -> Result<&[u8], Malformed> {
    let mut reader = Reader::new(attestation);
    reader.map_of(3)?;
    reader.word("fmt")?;
    reader.text()?;
    reader.word("attStmt")?;
    reader.skip()?;
    reader.word("authData")?;
    let data = reader.bytes()?;
    reader.end()?;
    Ok(data)
}

/// Model, length of the id, id, key; extensions may follow.
fn passkey(bytes: &[u8]) -> Result<Passkey, PasskeyError> {
    let (_, rest) = bytes.split_at_checked(AAGUID).ok_or(Malformed)?;
    let (length, rest) = rest.split_first_chunk().ok_or(Malformed)?;
    let length = usize::from(u16::from_be_bytes(*length));
    require((1..=MOST_PASSKEY_ID).contains(&length))?;
    let (id, rest) = rest.split_at_checked(length).ok_or(Malformed)?;
    Ok(Passkey {
        id: id.to_vec(),
        key: cose_key(rest).map_err(|_| PasskeyError::Key)?,
    })
}

/// `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`.
fn cose_key(bytes: &[u8]) -> Result<PublicKey, Malformed> {
    let mut reader = Reader::new(bytes);
    reader.map_of(5)?;
    reader.exactly(1)?;
    reader.exactly(2)?;
    reader.exactly(3)?;
    reader.exactly(-7)?;
    PublicKey::read_point(&mut reader)
}
