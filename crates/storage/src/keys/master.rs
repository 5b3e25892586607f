//! The master key: what wraps the data keys, and the id by which a wrong one is recognised.

use aws_lc_rs::aead::{AES_256_GCM_SIV, LessSafeKey, UnboundKey};
use aws_lc_rs::{hmac, rand};
use zeroize::Zeroizing;

/// Bytes of a key, master or data.
pub(crate) const KEY_BYTES: usize = 32;

/// What the file begins with, so that a key found somewhere is recognised as one.
const PREFIX: &str = "healthcode-master-key-1:";

/// 256 random bits. No `Debug`, no `Display`; wiped when dropped.
pub(crate) struct MasterKey(Zeroizing<[u8; KEY_BYTES]>);

impl MasterKey {
    /// A new key from the system's randomness.
    pub(crate) fn draw() -> Option<Self> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        rand::fill(bytes.as_mut()).ok()?;
        Some(Self(bytes))
    }

    /// The key of a text: 64 hexadecimal digits, with or without the prefix of the file.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix(PREFIX).unwrap_or(text);
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        hex::decode_to_slice(digits, bytes.as_mut()).ok()?;
        Some(Self(bytes))
    }

    /// The text that the key file holds.
    pub(crate) fn text(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(hex::encode(self.0.as_ref()));
        Zeroizing::new(format!("{PREFIX}{}\n", digits.as_str()))
    }

    /// The key's id: 16 hexadecimal digits that say nothing about it.
    pub(crate) fn id(&self) -> String {
        hex::encode(&self.derive("id").as_ref()[..8])
    }

    /// The key that wraps the data keys.
    pub(crate) fn wrapping(&self) -> Option<LessSafeKey> {
        let derived = self.derive("wrap");
        let unbound = UnboundKey::new(&AES_256_GCM_SIV, derived.as_ref()).ok()?;
        Some(LessSafeKey::new(unbound))
    }

    fn derive(&self, purpose: &str) -> hmac::Tag {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.as_ref());
        hmac::sign(&key, format!("healthcode 1 {purpose}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_what_was_written_and_from_bare_digits() {
        let key = MasterKey::draw().unwrap();
        let text = key.text();
        assert_eq!(MasterKey::parse(&text).unwrap().id(), key.id());
        let digits = text.trim().strip_prefix(PREFIX).unwrap();
        assert_eq!(MasterKey::parse(digits).unwrap().id(), key.id());
        assert!(MasterKey::parse(&digits[1..]).is_none());
        assert!(MasterKey::parse("").is_none());
        assert_ne!(MasterKey::draw().unwrap().id(), key.id());
    }
}
