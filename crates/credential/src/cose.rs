//! `COSE_Sign1` (RFC 9052, section 4.2) with ES256 (RFC 9053, section 2.1), in the one form that a code has.
//!
//! Untagged: what a text holds is said by its prefix, and one form is enough. The protected header is one of two,
//! the unprotected one is empty, the payload is inside, there is no external data, and the signature is r and s
//! of 32 bytes each, as `WebCrypto` makes it.

use aws_lc_rs::digest;

use crate::cbor::{Malformed, Reader, require, write};
use crate::key::{KeyError, KeyPair, Kid, PublicKey, SIGNATURE_BYTES};

/// `{1: -7}`: signed with ES256.
const HOLDER: [u8; 3] = [0xA1, 0x01, 0x26];
/// `{1: -7, 4: h'…'}` up to the key id: signed with ES256 by the key with this id.
const ISSUER: [u8; 5] = [0xA2, 0x01, 0x26, 0x04, 0x48];

/// The two protected headers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Header {
    /// The issuer part names its key.
    Issuer(Kid),
    /// The holder part names none: its key stands in the credential inside.
    Holder,
}

impl Header {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Holder => HOLDER.to_vec(),
            Self::Issuer(kid) => [&ISSUER[..], kid.bytes()].concat(),
        }
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes == HOLDER {
            return Ok(Self::Holder);
        }
        let kid = bytes.strip_prefix(&ISSUER).ok_or(Malformed)?;
        let kid = kid.try_into().map_err(|_| Malformed)?;
        Ok(Self::Issuer(Kid::from_bytes(kid)))
    }
}

/// A message that was read, signed by somebody or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sign1<'b> {
    /// Whose signature it claims to carry.
    pub(crate) header: Header,
    /// What is signed.
    pub(crate) payload: &'b [u8],
    /// r and s.
    pub(crate) signature: [u8; SIGNATURE_BYTES],
}

impl<'b> Sign1<'b> {
    /// Reads a message; one that we would write otherwise is none.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.array_of(4)?;
        let header = Header::read(reader.bytes()?)?;
        reader.map_of(0)?;
        let payload = reader.bytes()?;
        let signature = reader.bytes_of()?;
        reader.end()?;
        let message = Self {
            header,
            payload,
            signature,
        };
        require(message.bytes() == bytes)?;
        Ok(message)
    }

    /// Whether the signature is that of this key.
    pub(crate) fn holds(&self, key: &PublicKey) -> bool {
        key.verify(&to_be_signed(self.header, self.payload), &self.signature)
    }

    /// SHA-256 of what is signed. The signature has no part in it: anyone can write the same signature in a
    /// second way (r, n - s), and what a gate remembers must not be fooled by that.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let digest = digest::digest(&digest::SHA256, &to_be_signed(self.header, self.payload));
        bytes.copy_from_slice(digest.as_ref());
        bytes
    }

    fn bytes(&self) -> Vec<u8> {
        write(|e| {
            e.array(4)?.bytes(&self.header.bytes())?.map(0)?;
            e.bytes(self.payload)?.bytes(&self.signature)?.ok()
        })
    }
}

/// Signs a payload and writes the message.
pub(crate) fn sign(header: Header, payload: &[u8], key: &KeyPair) -> Result<Vec<u8>, KeyError> {
    let signature = key.sign(&to_be_signed(header, payload))?;
    let message = Sign1 {
        header,
        payload,
        signature,
    };
    Ok(message.bytes())
}

/// The `Sig_structure` (RFC 9052, section 4.4).
fn to_be_signed(header: Header, payload: &[u8]) -> Vec<u8> {
    write(|e| {
        e.array(4)?.str("Signature1")?.bytes(&header.bytes())?;
        e.bytes(&[])?.bytes(payload)?.ok()
    })
}
