//! Keys: ECDSA over P-256 with SHA-256 (ES256), the one algorithm that every browser's `WebCrypto` has.
//!
//! A public key comes as `WebCrypto` exports it (65 raw bytes, SPKI or JWK) and is checked to lie on the curve.
//! A private key is held by the cryptographic library and leaves it as PKCS#8 alone, for the store to wrap.

use std::fmt;

use aws_lc_rs::digest::{self, Digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _,
    ParsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::cbor::{Malformed, Reader, Written, require, write};

/// Bytes of a public key: 4, then x and y.
pub const PUBLIC_KEY_BYTES: usize = 65;
/// Bytes of a signature: r, then s.
pub const SIGNATURE_BYTES: usize = 64;
/// What stands before the 65 bytes in the SPKI of a P-256 key (RFC 5480).
const SPKI_HEAD: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A,
    0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// Why a key is no key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyError {
    /// Not the 65 bytes of an uncompressed point on P-256.
    #[error(
        "key: not a point on P-256; export it raw (65 bytes, the first is 4), as spki or as jwk"
    )]
    NotAPoint,
    /// Not the SPKI of a P-256 key.
    #[error("key: not the SPKI of a P-256 key (91 bytes)")]
    NotSpki,
    /// Not the JWK of a public P-256 key.
    #[error("key: not a public JWK; send kty \"EC\", crv \"P-256\", x and y, and never d")]
    NotJwk,
    /// Not the PKCS#8 of a P-256 key.
    #[error("key: not the PKCS#8 of a private P-256 key")]
    NotPkcs8,
    /// The cryptographic library failed.
    #[error("key: the cryptographic library failed; its random numbers may be out of reach")]
    Failed,
}

/// A key's id in a code: the first 8 bytes of its thumbprint (RFC 9679, SHA-256). Written as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid([u8; 8]);

impl Kid {
    /// The id with these bytes.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

impl fmt::Display for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kid({self})")
    }
}

/// A public key as JSON (RFC 7517), as `WebCrypto` exports it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Jwk {
    /// `EC`.
    pub kty: String,
    /// `P-256`.
    pub crv: String,
    /// 32 bytes in base64url without padding.
    pub x: String,
    /// 32 bytes in base64url without padding.
    pub y: String,
    /// Present in a private key alone, which nobody should send: such a JWK is refused.
    #[serde(default, skip_serializing)]
    pub d: Option<serde::de::IgnoredAny>,
}

/// A point on P-256 that verifies signatures.
///
/// ```
/// use credential::{KeyPair, PublicKey};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pair = KeyPair::generate()?;
/// let key = PublicKey::from_jwk(&pair.public().to_jwk())?;
/// assert!(key.verify(b"a challenge", &pair.sign(b"a challenge")?));
/// assert!(!key.verify(b"another", &pair.sign(b"a challenge")?));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PublicKey(ParsedPublicKey);

impl PublicKey {
    /// The key of 65 raw bytes: 4, x, y.
    pub fn from_raw(raw: &[u8]) -> Result<Self, KeyError> {
        if raw.len() != PUBLIC_KEY_BYTES || raw[0] != 4 {
            return Err(KeyError::NotAPoint);
        }
        let parsed = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, raw);
        parsed.map(Self).map_err(|_| KeyError::NotAPoint)
    }

    /// The key of an SPKI (91 bytes).
    pub fn from_spki(spki: &[u8]) -> Result<Self, KeyError> {
        let raw = spki.strip_prefix(&SPKI_HEAD).ok_or(KeyError::NotSpki)?;
        Self::from_raw(raw)
    }

    /// The key of a PEM text, label `PUBLIC KEY` (RFC 7468, 13), as `openssl ec -pubout` writes it.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let body = text.trim().strip_prefix("-----BEGIN PUBLIC KEY-----");
        let body = body.and_then(|body| body.strip_suffix("-----END PUBLIC KEY-----"));
        let body: String = body.ok_or(KeyError::NotSpki)?.split_whitespace().collect();
        let spki = STANDARD.decode(body).map_err(|_| KeyError::NotSpki)?;
        Self::from_spki(&spki)
    }

    /// The key of a JWK.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, KeyError> {
        if jwk.kty != "EC" || jwk.crv != "P-256" || jwk.d.is_some() {
            return Err(KeyError::NotJwk);
        }
        Self::from_point(&coordinate(&jwk.x)?, &coordinate(&jwk.y)?)
    }

    /// Its 65 raw bytes.
    pub fn raw(&self) -> &[u8] {
        self.0.as_ref()
    }

    /// Its JWK.
    pub fn to_jwk(&self) -> Jwk {
        Jwk {
            kty: "EC".into(),
            crv: "P-256".into(),
            x: URL_SAFE_NO_PAD.encode(self.x()),
            y: URL_SAFE_NO_PAD.encode(self.y()),
            d: None,
        }
    }

    /// The SHA-256 thumbprint of its `COSE_Key` (RFC 9679).
    pub fn thumbprint(&self) -> [u8; 32] {
        let cose_key = write(|e| self.write_cose_key(e));
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest::digest(&digest::SHA256, &cose_key).as_ref());
        bytes
    }

    /// The first 8 bytes of the thumbprint.
    pub fn kid(&self) -> Kid {
        let mut kid = [0; 8];
        kid.copy_from_slice(&self.thumbprint()[..8]);
        Kid(kid)
    }

    /// Whether `signature` (r, s) is this key's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }

    /// The same, where the message's SHA-256 is known already.
    pub(crate) fn verify_digest(&self, digest: &Digest, signature: &[u8]) -> bool {
        self.0.verify_digest_sig(digest, signature).is_ok()
    }

    pub(crate) fn from_point(x: &[u8; 32], y: &[u8; 32]) -> Result<Self, KeyError> {
        Self::from_raw(&[&[4][..], x, y].concat())
    }

    pub(crate) fn x(&self) -> &[u8] {
        &self.raw()[1..33]
    }

    pub(crate) fn y(&self) -> &[u8] {
        &self.raw()[33..]
    }

    /// Writes the `COSE_Key` with its required parameters alone (RFC 9053, section 7.1.1):
    /// `{1: 2, -1: 1, -2: x, -3: y}`. y is written out: browsers do not read compressed points.
    pub(crate) fn write_cose_key(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.map(4)?.u8(1)?.u8(2)?;
        self.write_point(e)
    }

    /// Writes the three parameters of the curve.
    pub(crate) fn write_point(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.i8(-1)?.u8(1)?;
        e.i8(-2)?.bytes(self.x())?;
        e.i8(-3)?.bytes(self.y())?.ok()
    }

    /// Reads what [`write_cose_key`](Self::write_cose_key) wrote.
    pub(crate) fn read_cose_key(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.map_of(4)?;
        reader.exactly(1)?;
        reader.exactly(2)?;
        Self::read_point(reader)
    }

    /// Reads the three parameters of the curve.
    pub(crate) fn read_point(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.exactly(-1)?;
        reader.exactly(1)?;
        reader.exactly(-2)?;
        let x = reader.bytes_of()?;
        reader.exactly(-3)?;
        let y = reader.bytes_of()?;
        Self::from_point(&x, &y).map_err(|_| Malformed)
    }
}

fn coordinate(text: &str) -> Result<[u8; 32], KeyError> {
    // 32 bytes are 43 characters; anything longer is not decoded at all.
    require(text.len() == 43).map_err(|_| KeyError::NotJwk)?;
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyError::NotJwk)?;
    bytes.try_into().map_err(|_| KeyError::NotJwk)
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.raw() == other.raw()
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.kid())
    }
}

/// A private key with its public one. A secret: no `Debug`, no `Display`; it leaves as PKCS#8 alone.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<credential::KeyPair>();
/// ```
pub struct KeyPair {
    private: EcdsaKeyPair,
    public: PublicKey,
    kid: Kid,
}

impl KeyPair {
    /// A new key. This, and the random number inside each ECDSA signature, are the only places where the room
    /// draws chance itself: both belong to the cryptographic library (the system's generator), which lets
    /// nobody else choose them, because a chosen or repeated one gives the key away.
    pub fn generate() -> Result<Self, KeyError> {
        let private = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        Self::of(private.map_err(|_| KeyError::Failed)?)
    }

    /// The key of a PKCS#8 document (RFC 5208), as [`to_pkcs8`](Self::to_pkcs8) or `WebCrypto` wrote it.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, KeyError> {
        let private = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8);
        Self::of(private.map_err(|_| KeyError::NotPkcs8)?)
    }

    /// The PKCS#8 document, for the store to wrap. Wiped when dropped.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let document = self.private.to_pkcs8v1().map_err(|_| KeyError::Failed)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    /// Its public key.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The id of its public key.
    pub const fn kid(&self) -> Kid {
        self.kid
    }

    /// Signs a message: r and s of 32 bytes each, as `WebCrypto` and COSE write them.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE_BYTES], KeyError> {
        let signature = self.private.sign(&SystemRandom::new(), message);
        let signature = signature.map_err(|_| KeyError::Failed)?;
        signature.as_ref().try_into().map_err(|_| KeyError::Failed)
    }

    fn of(private: EcdsaKeyPair) -> Result<Self, KeyError> {
        let public = PublicKey::from_raw(private.public_key().as_ref())?;
        let kid = public.kid();
        Ok(Self {
            private,
            public,
            kid,
        })
    }
}
