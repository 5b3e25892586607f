//! The other half: an authenticator whose key lies in memory, for demonstrations, simulations and tests. It speaks for
//! browser and token together.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Assertion, Ceremony, HAS_KEY, PRESENT, Registration, RelyingParty, VERIFIED};
use crate::cbor::write;
use crate::key::{KeyError, PublicKey};

/// Bytes of the id that it gives its passkey: the first of the key's thumbprint.
const ID_BYTES: usize = 16;

/// An authenticator with one passkey. A secret: no `Debug`, no `Display`.
pub struct Authenticator {
    private: EcdsaKeyPair,
    public: PublicKey,
}

impl Authenticator {
    /// One with a new key.
    pub fn generate() -> Result<Self, KeyError> {
        let private = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING);
        let private = private.map_err(|_| KeyError::Failed)?;
        let public = PublicKey::from_raw(private.public_key().as_ref())?;
        Ok(Self { private, public })
    }

    /// The id of its passkey.
    pub fn id(&self) -> Vec<u8> {
        self.public.thumbprint()[..ID_BYTES].to_vec()
    }

    /// Makes its passkey for a service.
    pub fn create(&self, party: &RelyingParty<'_>, challenge: &[u8]) -> Registration {
        let mut data = head(party, PRESENT | VERIFIED | HAS_KEY);
        data.extend([0; 16]);
        data.extend((ID_BYTES as u16).to_be_bytes());
        data.extend(self.id());
        data.extend(write(|e| {
            e.map(5)?.u8(1)?.u8(2)?.u8(3)?.i8(-7)?;
            self.public.write_point(e)
        }));
        Registration {
            attestation: write(|e| {
                e.map(3)?.str("fmt")?.str("none")?.str("attStmt")?.map(0)?;
                e.str("authData")?.bytes(&data)?.ok()
            }),
            client_data: client_data(Ceremony::Create, party, challenge),
        }
    }

    /// Signs a challenge for a service.
    pub fn assert(
        &self,
        party: &RelyingParty<'_>,
        challenge: &[u8],
    ) -> Result<Assertion, KeyError> {
        let authenticator_data = head(party, PRESENT | VERIFIED);
        let client_data = client_data(Ceremony::Get, party, challenge);
        let signed = [
            &authenticator_data[..],
            digest(&SHA256, &client_data).as_ref(),
        ]
        .concat();
        let signature = self.private.sign(&SystemRandom::new(), &signed);
        Ok(Assertion {
            authenticator_data,
            client_data,
            signature: signature.map_err(|_| KeyError::Failed)?.as_ref().to_vec(),
        })
    }
}

/// Hash, flags, and a counter that is not kept.
fn head(party: &RelyingParty<'_>, flags: u8) -> Vec<u8> {
    let mut bytes = digest(&SHA256, party.id.as_bytes()).as_ref().to_vec();
    bytes.push(flags);
    bytes.extend([0; 4]);
    bytes
}

fn client_data(ceremony: Ceremony, party: &RelyingParty<'_>, challenge: &[u8]) -> Vec<u8> {
    let said = serde_json::json!({
        "type": ceremony.word(),
        "challenge": URL_SAFE_NO_PAD.encode(challenge),
        "origin": party.origin,
        "crossOrigin": false,
    });
    said.to_string().into_bytes()
}
