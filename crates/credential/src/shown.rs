//! What a checkpoint learns about a person: a fragment of a name on a phone; the name and the end of the
//! document's number on paper, which its holder agreed to. Short enough for a QR code.

use std::fmt;

use domain::identity::{Document, PersonName};

use crate::cbor::{Malformed, require};

/// The most bytes of a fragment: two Chinese characters or five letters of Latin, Cyrillic or Arabic with room to
/// spare, four letters of the scripts of three bytes.
pub const FRAGMENT_BYTES: usize = 12;
/// The most bytes of a name on paper: fifty Chinese characters.
pub const PAPER_NAME_BYTES: usize = 150;
/// How many characters of a document's number a sheet of paper shows.
pub const TAIL_CHARACTERS: usize = 4;

/// Words for a guard to compare. Personal: `Debug` hides them; `Display` is for the screen of the checkpoint.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownName(String);

impl ShownName {
    /// The fragment on a phone: the first character, and the last where there are three or more; of a name in an
    /// alphabet the first letter of each part ([`PersonName::fragment`]).
    pub fn fragment(name: &PersonName) -> Self {
        Self(cut(&name.fragment(), FRAGMENT_BYTES).into())
    }

    /// The name on paper; the end of one of more than [`PAPER_NAME_BYTES`] is cut.
    pub fn full(name: &PersonName) -> Self {
        Self(cut(name.full(), PAPER_NAME_BYTES).into())
    }

    pub(crate) fn read(text: &str, most: usize) -> Result<Self, Malformed> {
        let fits = !text.is_empty() && text.len() <= most && !text.chars().any(char::is_control);
        require(fits)?;
        Ok(Self(text.into()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ShownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShownName(hidden)")
    }
}

/// The last characters of a document's number, on paper alone.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentTail(String);

impl DocumentTail {
    /// The last four characters of the number; zeros stand before a shorter one.
    pub fn of(document: &Document) -> Self {
        let number: Vec<char> = document
            .number()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let tail = number.len().saturating_sub(TAIL_CHARACTERS);
        let text: String = number[tail..].iter().collect();
        Self(format!("{text:0>TAIL_CHARACTERS$}"))
    }

    pub(crate) fn read(text: &str) -> Result<Self, Malformed> {
        let plain = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
        require(text.len() == TAIL_CHARACTERS && text.bytes().all(plain))?;
        Ok(Self(text.into()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentTail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DocumentTail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DocumentTail(hidden)")
    }
}

/// At most this many bytes of a text, whole characters.
fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}
