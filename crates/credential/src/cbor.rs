//! CBOR as far as a code needs it: definite lengths, the shortest heads, nothing behind the end.
//!
//! Reading is typed and stops at the first surprise. Whether the bytes are the one way in which we write a value
//! is settled by writing it again and comparing (RFC 8949, core deterministic encoding): that leaves no room for
//! duplicates, another order, longer heads or unknown entries.

use std::convert::Infallible;

use minicbor::{Decoder, Encoder};

/// Bytes that are not what they should be. Callers say in their own words what that means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Malformed;

/// What an encoding step answers.
pub(crate) type Written = Result<(), minicbor::encode::Error<Infallible>>;

/// The bytes of what `build` writes.
pub(crate) fn write(build: impl FnOnce(&mut Encoder<Vec<u8>>) -> Written) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(400));
    let written = build(&mut encoder);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
    encoder.into_writer()
}

/// Reads one item after the other.
pub(crate) struct Reader<'b>(Decoder<'b>);

impl<'b> Reader<'b> {
    /// A reader at the first byte.
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self(Decoder::new(bytes))
    }

    /// The number of entries of a map of definite length.
    pub(crate) fn map(&mut self) -> Result<u64, Malformed> {
        self.0.map().ok().flatten().ok_or(Malformed)
    }

    /// A map of exactly this many entries.
    pub(crate) fn map_of(&mut self, entries: u64) -> Result<(), Malformed> {
        require(self.map()? == entries)
    }

    /// The number of elements of an array of definite length.
    pub(crate) fn array(&mut self) -> Result<u64, Malformed> {
        self.0.array().ok().flatten().ok_or(Malformed)
    }

    /// An array of exactly this many elements.
    pub(crate) fn array_of(&mut self, elements: u64) -> Result<(), Malformed> {
        require(self.array()? == elements)
    }

    /// A byte string of definite length.
    pub(crate) fn bytes(&mut self) -> Result<&'b [u8], Malformed> {
        self.0.bytes().map_err(|_| Malformed)
    }

    /// A byte string of `N` bytes.
    pub(crate) fn bytes_of<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.bytes()?.try_into().map_err(|_| Malformed)
    }

    /// A text of definite length.
    pub(crate) fn text(&mut self) -> Result<&'b str, Malformed> {
        self.0.str().map_err(|_| Malformed)
    }

    /// A whole number.
    pub(crate) fn int(&mut self) -> Result<i64, Malformed> {
        self.0.i64().map_err(|_| Malformed)
    }

    /// A whole number that is not negative.
    pub(crate) fn uint(&mut self) -> Result<u64, Malformed> {
        self.0.u64().map_err(|_| Malformed)
    }

    /// `true` or `false`.
    pub(crate) fn bool(&mut self) -> Result<bool, Malformed> {
        self.0.bool().map_err(|_| Malformed)
    }

    /// One item of any kind, unread.
    pub(crate) fn skip(&mut self) -> Result<(), Malformed> {
        self.0.skip().map_err(|_| Malformed)
    }

    /// This very number.
    pub(crate) fn exactly(&mut self, label: i64) -> Result<(), Malformed> {
        require(self.int()? == label)
    }

    /// This very text.
    pub(crate) fn word(&mut self, word: &str) -> Result<(), Malformed> {
        require(self.text()? == word)
    }

    /// Nothing more.
    pub(crate) fn end(&self) -> Result<(), Malformed> {
        require(self.0.position() == self.0.input().len())
    }
}

/// Refuses where something does not hold.
pub(crate) fn require(holds: bool) -> Result<(), Malformed> {
    if holds { Ok(()) } else { Err(Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indefinite_lengths_and_other_types_are_refused() {
        assert!(Reader::new(&[0xBF, 0x01, 0x02, 0xFF]).map().is_err());
        assert!(Reader::new(&[0x9F, 0x01, 0xFF]).array().is_err());
        assert!(Reader::new(&[0x5F, 0x41, 0x01, 0xFF]).bytes().is_err());
        assert!(Reader::new(&[0x7F, 0x61, 0x61, 0xFF]).text().is_err());
        assert!(Reader::new(&[0xF9, 0x3C, 0x00]).int().is_err());
        assert!(Reader::new(&[0x20]).uint().is_err());
        assert!(
            Reader::new(&[0x5A, 0xFF, 0xFF, 0xFF, 0xFF])
                .bytes()
                .is_err()
        );
        assert!(Reader::new(&[]).uint().is_err());
    }

    #[test]
    fn what_is_written_is_shortest() {
        let bytes = write(|e| {
            e.map(2)?.u8(1)?.u64(23)?;
            e.i64(-65_537)?.u64(1_000_000)?.ok()
        });
        assert_eq!(hex::encode(bytes), "a201173a000100001a000f4240");
    }
}
