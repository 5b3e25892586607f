//! Assertions of others: compact JWS (RFC 7515) signed with ES256. Bytes in, bytes out: what the claims must say is
//! `domain`'s.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::key::{KeyError, KeyPair, PublicKey, SIGNATURE_BYTES};

/// The longest text that is looked at.
const MOST_CHARACTERS: usize = 4_096;

/// A compact JWS, taken apart. Nothing of it is believed before [`Jws::verify`].
pub struct Jws<'a> {
    signed: &'a str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

/// What the head may say. A `crit` asks for what is not understood here (RFC 7515, 4.1.11): refused.
#[derive(Deserialize)]
struct Head {
    alg: String,
    #[serde(default)]
    crit: Option<serde::de::IgnoredAny>,
}

impl<'a> Jws<'a> {
    /// The three parts of a text; `None` where it is no compact JWS of ES256, above all one of another algorithm or of
    /// none (RFC 8725, 3.1).
    pub fn parse(text: &'a str) -> Option<Self> {
        if text.len() > MOST_CHARACTERS {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (head, payload) = signed.split_once('.')?;
        let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
        let head: Head = serde_json::from_slice(&bytes(head)?).ok()?;
        if head.alg != "ES256" || head.crit.is_some() {
            return None;
        }
        let signature = bytes(signature)?;
        (signature.len() == SIGNATURE_BYTES).then_some(())?;
        Some(Self {
            signed,
            payload: bytes(payload)?,
            signature,
        })
    }

    /// The claims, before anybody knows whether they were signed: for looking up by which key to verify.
    pub fn unverified(&self) -> &[u8] {
        &self.payload
    }

    /// The claims, where the key signed them.
    pub fn verify(&self, key: &PublicKey) -> Option<&[u8]> {
        let signed = key.verify(self.signed.as_bytes(), &self.signature);
        signed.then_some(&self.payload)
    }
}

/// Signs claims (a JSON text) as a compact JWS of ES256, as a vendor's server does: for the sample channel and tests.
///
/// ```
/// use credential::{Jws, KeyPair, sign_jws};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pair = KeyPair::generate()?;
/// let text = sign_jws(br#"{"iss":"sample"}"#, &pair)?;
/// let jws = Jws::parse(&text).ok_or("no JWS")?;
/// assert_eq!(jws.verify(pair.public()), Some(&br#"{"iss":"sample"}"#[..]));
/// assert!(jws.verify(KeyPair::generate()?.public()).is_none());
/// # Ok(())
/// # }
/// ```
pub fn sign_jws(claims: &[u8], key: &KeyPair) -> Result<String, KeyError> {
    let head = URL_SAFE_NO_PAD.encode(br#"{"alg":"ES256","typ":"JWT"}"#);
    let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes())?);
    Ok(format!("{signed}.{signature}"))
}
