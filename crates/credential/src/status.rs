//! Where a credential's entry in a status list stands (Token Status List, section 6).

use std::fmt;

use crate::cbor::{Malformed, Reader, Written};

/// The most bytes of a list's address.
pub const ADDRESS_BYTES: usize = 48;

/// An address that is none, or too long for a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "status address: 1 to {ADDRESS_BYTES} printable ASCII characters without blanks; choose a shorter path"
)]
pub struct AddressError;

/// A list and the index of the entry in it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StatusRef {
    list: String,
    index: u32,
}

impl StatusRef {
    /// The entry `index` of the list at the address `list` (its URI, at most [`ADDRESS_BYTES`]).
    pub fn new(list: &str, index: u32) -> Result<Self, AddressError> {
        let fits = (1..=ADDRESS_BYTES).contains(&list.len());
        if !fits || !list.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(AddressError);
        }
        Ok(Self {
            list: list.into(),
            index,
        })
    }

    /// The address of the list.
    pub fn list(&self) -> &str {
        &self.list
    }

    /// The index in the list.
    pub const fn index(&self) -> u32 {
        self.index
    }

    /// Writes `{"status_list": {"idx": …, "uri": …}}`.
    pub(crate) fn write(&self, e: &mut minicbor::Encoder<Vec<u8>>) -> Written {
        e.map(1)?.str("status_list")?.map(2)?;
        e.str("idx")?.u32(self.index)?;
        e.str("uri")?.str(&self.list)?.ok()
    }

    /// Reads what [`write`](Self::write) wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.map_of(1)?;
        reader.word("status_list")?;
        reader.map_of(2)?;
        reader.word("idx")?;
        let index = u32::try_from(reader.uint()?).map_err(|_| Malformed)?;
        reader.word("uri")?;
        let uri = reader.text()?;
        Self::new(uri, index).map_err(|_| Malformed)
    }
}

impl fmt::Display for StatusRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.list, self.index)
    }
}
