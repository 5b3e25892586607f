//! Passkeys (Web Authentication, level 2): what an authenticator of a member of staff signs.
//!
//! An assertion signs a challenge that the caller chose. For a sign-in that is chance; for a proposal and its approval it
//! is the digest of the content, so that the signature stays with the content and is verified again whenever it is read.
//! That is why this stands here and is not borrowed: libraries for sign-in draw the challenge themselves and keep the
//! outcome, not the signature. Taken are keys of ES256, which every authenticator has; an attestation is neither asked
//! for nor read, because a passkey is brought into use with a code that was handed over in person.

mod authenticator;
mod registration;

pub use authenticator::Authenticator;
pub use registration::{Registration, register};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::key::PublicKey;

/// The most bytes of what a client says (`clientDataJSON`).
pub const MOST_CLIENT_DATA: usize = 2_048;
/// The most bytes of what an authenticator says (`authenticatorData`).
pub const MOST_AUTHENTICATOR_DATA: usize = 2_048;
/// The most bytes of a passkey's id.
pub const MOST_PASSKEY_ID: usize = 1_023;
/// The most bytes of a signature in its ASN.1 form.
const MOST_SIGNATURE: usize = 72;

/// SHA-256 of the relying party's id.
const RP_HASH: usize = 32;
/// Hash, flags, counter.
const HEAD: usize = RP_HASH + 1 + 4;
/// Somebody touched the authenticator.
const PRESENT: u8 = 0x01;
/// The authenticator knows who: by finger, face or PIN.
const VERIFIED: u8 = 0x04;
/// A key stands behind the head.
const HAS_KEY: u8 = 0x40;

/// Why what an authenticator said is not believed, in the order in which it is looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum PasskeyError {
    /// Not the shape, or too long.
    #[error("passkey: not what an authenticator writes")]
    Malformed,
    /// The client speaks of something else than was asked for.
    #[error("passkey: answers another question than the one that was asked")]
    Purpose,
    /// It answers another challenge.
    #[error("passkey: answers another challenge; ask again")]
    Challenge,
    /// The page that asked is not ours.
    #[error("passkey: was asked for by another page")]
    Origin,
    /// It was made for another service.
    #[error("passkey: belongs to another service")]
    RelyingParty,
    /// Nobody touched it, or it did not look at who did.
    #[error("passkey: must be unlocked by finger, face or PIN")]
    Unverified,
    /// Its key is no key of ES256.
    #[error("passkey: its key is none of ES256; use another authenticator")]
    Key,
    /// The signature is not that of the key.
    #[error("passkey: the signature does not hold")]
    Signature,
}

/// The service by which passkeys are asked for.
#[derive(Clone, Copy, Debug)]
pub struct RelyingParty<'a> {
    /// The domain of its pages, without scheme and port: `hz.example`.
    pub id: &'a str,
    /// The origin of its pages: `https://hz.example`.
    pub origin: &'a str,
}

/// A passkey as a service keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passkey {
    /// By which the authenticator knows it: 1 to [`MOST_PASSKEY_ID`] bytes.
    pub id: Vec<u8>,
    /// Its public key.
    pub key: PublicKey,
}

/// What an authenticator answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assertion {
    /// `authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// ECDSA in ASN.1.
    pub signature: Vec<u8>,
}

/// What a page asks an authenticator for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ceremony {
    Create,
    Get,
}

impl Passkey {
    /// Whether `assertion` is this passkey's over `challenge`, asked for by `party`, of a person whom the authenticator
    /// knew. Answers its counter, which an authenticator that is not copied raises each time; 0 where it keeps none.
    ///
    /// ```
    /// use credential::passkey::{Authenticator, RelyingParty, register};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let party = RelyingParty { id: "hz.example", origin: "https://hz.example" };
    /// let authenticator = Authenticator::generate()?;
    /// let passkey = register(&authenticator.create(&party, b"at enrolment"), b"at enrolment", &party)?;
    /// let assertion = authenticator.assert(&party, b"the digest of a proposal")?;
    /// assert!(passkey.verify(&assertion, b"the digest of a proposal", &party).is_ok());
    /// assert!(passkey.verify(&assertion, b"of another", &party).is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn verify(
        &self,
        assertion: &Assertion,
        challenge: &[u8],
        party: &RelyingParty<'_>,
    ) -> Result<u32, PasskeyError> {
        if assertion.signature.len() > MOST_SIGNATURE {
            return Err(PasskeyError::Malformed);
        }
        client_data(&assertion.client_data, Ceremony::Get, challenge, party)?;
        let head = Head::read(&assertion.authenticator_data, party)?;
        let signed = [
            &assertion.authenticator_data[..],
            digest(&SHA256, &assertion.client_data).as_ref(),
        ]
        .concat();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, self.key.raw());
        key.verify(&signed, &assertion.signature)
            .map_err(|_| PasskeyError::Signature)?;
        Ok(head.counter)
    }
}

/// What stands at the head of `authenticatorData`.
struct Head<'b> {
    counter: u32,
    /// What follows where a key is there.
    key: Option<&'b [u8]>,
}

impl<'b> Head<'b> {
    fn read(bytes: &'b [u8], party: &RelyingParty<'_>) -> Result<Self, PasskeyError> {
        if bytes.len() > MOST_AUTHENTICATOR_DATA {
            return Err(PasskeyError::Malformed);
        }
        let (head, rest) = bytes
            .split_at_checked(HEAD)
            .ok_or(PasskeyError::Malformed)?;
        if head[..RP_HASH] != *digest(&SHA256, party.id.as_bytes()).as_ref() {
            return Err(PasskeyError::RelyingParty);
        }
        let flags = head[RP_HASH];
        if flags & (PRESENT | VERIFIED) != (PRESENT | VERIFIED) {
            return Err(PasskeyError::Unverified);
        }
        let counter = head[RP_HASH + 1..].try_into();
        Ok(Self {
            counter: u32::from_be_bytes(counter.map_err(|_| PasskeyError::Malformed)?),
            key: (flags & HAS_KEY != 0).then_some(rest),
        })
    }
}

/// `clientDataJSON`, as far as it is looked at. Browsers may add members, and the standard asks to let them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

fn client_data(
    bytes: &[u8],
    ceremony: Ceremony,
    challenge: &[u8],
    party: &RelyingParty<'_>,
) -> Result<(), PasskeyError> {
    if bytes.len() > MOST_CLIENT_DATA {
        return Err(PasskeyError::Malformed);
    }
    let data: ClientData = serde_json::from_slice(bytes).map_err(|_| PasskeyError::Malformed)?;
    if data.r#type != ceremony.word() {
        return Err(PasskeyError::Purpose);
    }
    if data.challenge != URL_SAFE_NO_PAD.encode(challenge) {
        return Err(PasskeyError::Challenge);
    }
    if data.origin != party.origin || data.cross_origin {
        return Err(PasskeyError::Origin);
    }
    Ok(())
}

impl Ceremony {
    const fn word(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}
