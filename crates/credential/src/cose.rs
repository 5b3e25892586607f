//! `COSE_Sign1` (RFC 9052, section 4.2) with ES256 (RFC 9053, section 2.1), in the one form that a code has.
//!
//! A code is untagged: what a text holds is said by its prefix, and one form is enough. Its protected header is one of two:
//! `{1: -7, 4: key id}` for the issuer part, `{1: -7, 13: credential}` for the holder part, where 13 is `kcwt` (RFC
//! 9528), the token whose `cnf` holds the key. What is no code (status lists, trust lists, heads of the log) is tagged and has `{1: -7,
//! 4: key id, 16: media type}`, so that no list is ever taken for a code or for another list. The unprotected header is empty, the payload is inside, there is no
//! external data, and the signature is r and s of 32 bytes each, as `WebCrypto` makes it.

use aws_lc_rs::digest::{self, Digest};

use crate::cbor::{Malformed, Reader, require, write};
use crate::key::{KeyError, KeyPair, Kid, PublicKey, SIGNATURE_BYTES};

/// `{1: -7, 4: h'…'}` up to the 8 bytes of the key id.
const ISSUER: [u8; 5] = [0xA2, 0x01, 0x26, 0x04, 0x48];
/// `{1: -7, 13: […]}` up to the credential, which is a CBOR array and fills the rest.
const HOLDER: [u8; 4] = [0xA2, 0x01, 0x26, 0x0D];

/// `{1: -7, 4: h'…', 16: "…"}` up to the 8 bytes of the key id.
const TYPED: [u8; 5] = [0xA3, 0x01, 0x26, 0x04, 0x48];
/// Tag 18, `COSE_Sign1`: what is no code is read by libraries that look for it.
const TAG: u8 = 0xD2;

/// What a service signs besides codes; the word is the media type in header 16 (RFC 9596).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Media {
    StatusList,
    StatusDifference,
    TrustList,
    LogHead,
}

impl Media {
    const ALL: [Self; 4] = [
        Self::StatusList,
        Self::StatusDifference,
        Self::TrustList,
        Self::LogHead,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::StatusList => "application/statuslist+cwt",
            Self::StatusDifference => "application/healthcode-status-difference+cwt",
            Self::TrustList => "application/healthcode-trust-list+cwt",
            Self::LogHead => "application/healthcode-log-head+cose",
        }
    }
}

/// The protected headers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Header<'b> {
    /// What is no code names its key and what it is.
    Typed(Kid, Media),
    /// The issuer part names its key.
    Issuer(Kid),
    /// The holder part carries the credential, and in it its key.
    Holder(&'b [u8]),
}

impl<'b> Header<'b> {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Issuer(kid) => [&ISSUER[..], kid.bytes()].concat(),
            Self::Holder(credential) => [&HOLDER[..], credential].concat(),
            Self::Typed(kid, media) => {
                let mut typ = write(|e| e.u8(16)?.str(media.word())?.ok());
                let mut bytes = [&TYPED[..], kid.bytes()].concat();
                bytes.append(&mut typ);
                bytes
            }
        }
    }

    fn read(bytes: &'b [u8]) -> Result<Self, Malformed> {
        if let Some(credential) = bytes.strip_prefix(&HOLDER) {
            return Ok(Self::Holder(credential));
        }
        if let Some(rest) = bytes.strip_prefix(&TYPED) {
            let kid = rest.first_chunk().ok_or(Malformed)?;
            let typed = |media: &Media| Self::Typed(Kid::from_bytes(*kid), *media);
            let mut all = Media::ALL.iter().map(typed);
            return all.find(|header| header.bytes() == bytes).ok_or(Malformed);
        }
        let kid = bytes.strip_prefix(&ISSUER).ok_or(Malformed)?;
        let kid = kid.try_into().map_err(|_| Malformed)?;
        Ok(Self::Issuer(Kid::from_bytes(kid)))
    }
}

/// A message that was read, signed by somebody or not.
#[derive(Clone, Copy)]
pub(crate) struct Sign1<'b> {
    /// Whose signature it claims to carry.
    pub(crate) header: Header<'b>,
    /// What is signed.
    pub(crate) payload: &'b [u8],
    /// SHA-256 of header and payload as they are signed.
    digest: Digest,
    /// r and s.
    signature: [u8; SIGNATURE_BYTES],
}

impl<'b> Sign1<'b> {
    /// Reads a message; one that we would write otherwise is none.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.array_of(4)?;
        let protected = reader.bytes()?;
        let header = Header::read(protected)?;
        reader.map_of(0)?;
        let payload = reader.bytes()?;
        let signature = reader.bytes_of()?;
        reader.end()?;
        require(message(protected, payload, &signature) == bytes)?;
        let digest = digest::digest(&digest::SHA256, &to_be_signed(protected, payload));
        Ok(Self {
            header,
            payload,
            digest,
            signature,
        })
    }

    /// Reads a tagged message of this kind: the id of its key, and the message.
    pub(crate) fn read_tagged(bytes: &'b [u8], media: Media) -> Result<(Kid, Self), Malformed> {
        let message = Self::read(bytes.strip_prefix(&[TAG]).ok_or(Malformed)?)?;
        match message.header {
            Header::Typed(kid, found) if found == media => Ok((kid, message)),
            _ => Err(Malformed),
        }
    }

    /// Whether the signature is that of this key.
    pub(crate) fn holds(&self, key: &PublicKey) -> bool {
        key.verify_digest(&self.digest, &self.signature)
    }

    /// SHA-256 of what is signed. The signature has no part in it: anyone can write the same signature in a
    /// second way (r, n - s), and what a gate remembers must not be fooled by that.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.digest.as_ref());
        bytes
    }
}

/// Signs a payload and writes the message.
pub(crate) fn sign(header: Header<'_>, payload: &[u8], key: &KeyPair) -> Result<Vec<u8>, KeyError> {
    let protected = header.bytes();
    let signature = key.sign(&to_be_signed(&protected, payload))?;
    Ok(message(&protected, payload, &signature))
}

/// Signs what is no code: a payload of this kind, tagged.
pub(crate) fn sign_tagged(
    media: Media,
    payload: &[u8],
    key: &KeyPair,
) -> Result<Vec<u8>, KeyError> {
    let message = sign(Header::Typed(key.kid(), media), payload, key)?;
    Ok([&[TAG][..], &message].concat())
}

/// The message, untagged.
fn message(protected: &[u8], payload: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> Vec<u8> {
    write(|e| {
        e.array(4)?.bytes(protected)?.map(0)?;
        e.bytes(payload)?.bytes(signature)?.ok()
    })
}

/// The `Sig_structure` (RFC 9052, section 4.4).
fn to_be_signed(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    write(|e| {
        e.array(4)?.str("Signature1")?.bytes(protected)?;
        e.bytes(&[])?.bytes(payload)?.ok()
    })
}
