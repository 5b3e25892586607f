//! The data keys at work: sealing words, hashing what is looked up, and the MAC on each fact row.

use std::collections::BTreeMap;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{constant_time, hmac, rand};
use zeroize::Zeroizing;

use crate::error::OpenError;
use crate::value::Value;

/// Bytes of a fact's MAC and of a look-up hash: HMAC-SHA256, cut to half.
pub(crate) const MAC: usize = 16;

/// A keyed MAC or hash.
pub(crate) type Mac = [u8; MAC];

/// The one place where a sealed word belongs; it opens nowhere else.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// Whose row it is.
    pub(crate) owner: i64,
    /// The row's id within its owner; 0 where the owner has one.
    pub(crate) row: i64,
}

/// A sealed word, and which key sealed it.
pub(crate) struct SealedWord {
    pub(crate) key_id: i64,
    /// Nonce, then AES-256-GCM-SIV of the word, associated data: its [`Cell`].
    pub(crate) bytes: Vec<u8>,
}

/// The unwrapped data keys. No `Debug`, no `Display`; the library wipes them when they are dropped.
pub(crate) struct Keys {
    seal: BTreeMap<i64, LessSafeKey>,
    newest_seal: i64,
    lookup: hmac::Key,
    mac: hmac::Key,
}

impl Keys {
    /// Takes the keys of all three purposes: those that seal by their id, and the newest of the others.
    pub(crate) fn new(
        seal: &BTreeMap<i64, Zeroizing<Vec<u8>>>,
        lookup: &[u8],
        mac: &[u8],
    ) -> Result<Self, OpenError> {
        let mut opened = BTreeMap::new();
        for (&key_id, bytes) in seal {
            let unbound = UnboundKey::new(&AES_256_GCM_SIV, bytes)
                .map_err(|_| OpenError::AlteredKey("seal"))?;
            opened.insert(key_id, LessSafeKey::new(unbound));
        }
        let newest = opened.last_key_value().map(|(&key_id, _)| key_id);
        Ok(Self {
            seal: opened,
            newest_seal: newest.ok_or(OpenError::AlteredKey("seal"))?,
            lookup: hmac::Key::new(hmac::HMAC_SHA256, lookup),
            mac: hmac::Key::new(hmac::HMAC_SHA256, mac),
        })
    }

    /// Seals a word for one cell, with the newest key.
    pub(crate) fn seal(&self, cell: Cell, word: &[u8]) -> SealedWord {
        let sealed = self
            .seal
            .get(&self.newest_seal)
            .and_then(|key| seal_with(key, &associated(cell), word));
        #[expect(
            clippy::expect_used,
            reason = "words are far below the cipher's limit of 64 GiB, and the library ends the program \
                      itself where the system gives no random numbers"
        )]
        let bytes = sealed.expect("a short word is sealed");
        SealedWord {
            key_id: self.newest_seal,
            bytes,
        }
    }

    /// Opens a word that was sealed for this cell; `None` where it was altered or belongs elsewhere.
    pub(crate) fn open(&self, cell: Cell, key_id: i64, sealed: &[u8]) -> Option<Zeroizing<String>> {
        let mut bytes = self.open_bytes(cell, key_id, sealed)?;
        let text = String::from_utf8(std::mem::take(&mut *bytes)).ok()?;
        Some(Zeroizing::new(text))
    }

    /// The same for what is no text.
    pub(crate) fn open_bytes(
        &self,
        cell: Cell,
        key_id: i64,
        sealed: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let key = self.seal.get(&key_id)?;
        open_with(key, &associated(cell), sealed)
    }

    /// The keyed hash by which a word is found again. `kind` keeps equal words of two kinds apart.
    pub(crate) fn lookup(&self, kind: &str, word: &str) -> Mac {
        let mut text = Vec::with_capacity(word.len() + 32);
        put(&mut text, kind.as_bytes());
        put(&mut text, word.as_bytes());
        cut(hmac::sign(&self.lookup, &text))
    }

    /// The MAC of a row: its table and every column in order, its owner among them. No two rows have the same
    /// text, because each part carries its kind and length.
    pub(crate) fn mac(&self, table: &str, columns: &[Value]) -> Mac {
        let mut text = MacText::with_capacity(64 + columns.len() * 9);
        text.begin(table);
        for column in columns {
            text.value(column);
        }
        self.mac_of(&text)
    }

    /// The MAC of a row whose text is made already.
    pub(crate) fn mac_of(&self, text: &MacText) -> Mac {
        cut(hmac::sign(&self.mac, &text.0))
    }

    /// Whether this is the MAC of a row whose text is made already.
    pub(crate) fn is_mac_of(&self, text: &MacText, mac: &[u8]) -> bool {
        constant_time::verify_slices_are_equal(&self.mac_of(text), mac).is_ok()
    }

    /// Whether this is the MAC of the row.
    pub(crate) fn verify(&self, table: &str, columns: &[Value], mac: &[u8]) -> bool {
        constant_time::verify_slices_are_equal(&self.mac(table, columns), mac).is_ok()
    }
}

/// Nonce and ciphertext of a text under a key.
pub(crate) fn seal_with(key: &LessSafeKey, associated: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let mut nonce = [0; NONCE_LEN];
    rand::fill(&mut nonce).ok()?;
    let mut body = text.to_vec();
    let aad = Aad::from(associated);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut body)
        .ok()?;
    let mut sealed = nonce.to_vec();
    sealed.append(&mut body);
    Some(sealed)
}

/// The text that [`seal_with`] sealed; `None` where one bit of it or of the associated data differs.
pub(crate) fn open_with(
    key: &LessSafeKey,
    associated: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, body) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut body = Zeroizing::new(body.to_vec());
    let length = key
        .open_in_place(nonce, Aad::from(associated), &mut body)
        .ok()?
        .len();
    body.truncate(length);
    Some(body)
}

fn associated(cell: Cell) -> Vec<u8> {
    let mut text = Vec::with_capacity(64);
    put(&mut text, cell.table.as_bytes());
    put(&mut text, cell.column.as_bytes());
    text.extend(cell.owner.to_be_bytes());
    text.extend(cell.row.to_be_bytes());
    text
}

fn put(text: &mut Vec<u8>, part: &[u8]) {
    text.extend((part.len() as u64).to_be_bytes());
    text.extend_from_slice(part);
}

/// What a row's MAC is made over, part by part; used again for the next row, it allocates nothing.
#[derive(Default)]
pub(crate) struct MacText(Vec<u8>);

impl MacText {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// Begins the text of a row of a table.
    pub(crate) fn begin(&mut self, table: &str) {
        self.0.clear();
        put(&mut self.0, table.as_bytes());
    }

    pub(crate) fn null(&mut self) {
        self.0.push(0);
    }

    pub(crate) fn number(&mut self, number: i64) {
        self.0.push(1);
        self.0.extend(number.to_be_bytes());
    }

    pub(crate) fn text(&mut self, words: &[u8]) {
        self.0.push(2);
        put(&mut self.0, words);
    }

    pub(crate) fn blob(&mut self, bytes: &[u8]) {
        self.0.push(3);
        put(&mut self.0, bytes);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::I64(number) => self.number(*number),
            // An engine without booleans gives them back as numbers.
            Value::Bool(yes) => self.number(i64::from(*yes)),
            Value::Text(words) => self.text(words.as_bytes()),
            Value::Blob(bytes) => self.blob(bytes),
        }
    }
}

fn cut(tag: hmac::Tag) -> Mac {
    let mut mac = [0; MAC];
    mac.copy_from_slice(&tag.as_ref()[..MAC]);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        let seal = [(1, Zeroizing::new(vec![7; 32]))].into();
        Keys::new(&seal, &[8; 32], &[9; 32]).unwrap()
    }

    fn cell(owner: i64) -> Cell {
        Cell {
            table: "person_sealed",
            column: "name",
            owner,
            row: 0,
        }
    }

    #[test]
    fn a_sealed_word_opens_in_its_own_cell_only() {
        let keys = keys();
        let sealed = keys.seal(cell(1), "王小明".as_bytes());
        let open = |cell, bytes: &[u8]| keys.open(cell, sealed.key_id, bytes);
        assert_eq!(open(cell(1), &sealed.bytes).unwrap().as_str(), "王小明");
        assert!(open(cell(2), &sealed.bytes).is_none());
        let mut street = cell(1);
        street.column = "street";
        assert!(open(street, &sealed.bytes).is_none());
        let mut altered = sealed.bytes.clone();
        altered[20] ^= 1;
        assert!(open(cell(1), &altered).is_none());
        assert!(open(cell(1), &[]).is_none());
    }

    #[test]
    fn the_same_word_is_never_sealed_the_same_twice() {
        let keys = keys();
        let first = keys.seal(cell(1), b"x").bytes;
        assert_ne!(first, keys.seal(cell(1), b"x").bytes);
    }

    #[test]
    fn columns_cannot_flow_into_each_other() {
        let keys = keys();
        let mac = |a: &str, b: &str| keys.mac("stay", &[a.into(), b.into()]);
        assert_ne!(mac("ab", "c"), mac("a", "bc"));
        let null = keys.mac("stay", &[Value::Null]);
        assert_ne!(null, keys.mac("stay", &[Value::I64(0)]));
        assert_ne!(null, keys.mac("stay", &[]));
        assert_ne!(keys.mac("stay", &[]), keys.mac("rating", &[]));
    }

    #[test]
    fn equal_words_of_two_kinds_are_found_apart() {
        let keys = keys();
        assert_eq!(
            keys.lookup("phone", "13800138000"),
            keys.lookup("phone", "13800138000")
        );
        assert_ne!(keys.lookup("phone", "1"), keys.lookup("document", "1"));
    }
}
