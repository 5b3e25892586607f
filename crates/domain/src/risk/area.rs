//! What a risk area is: the code of a county and the string of a list, and nothing cleverer.
//!
//! The strings hold exceptions ("除…外的其他区域"), stairs of one house and whole towns, so that matching them
//! by substring would colour the wrong people. Two strings are the same area when they are equal after their
//! blanks are tidied; a reworded string is another area, and asks (LEVEL OF A STAY).

use std::fmt;
use std::sync::Arc;

use super::siphash::hash63;
use crate::ids::AreaId;
use crate::place::DivisionCode;

/// Between the parts of what is hashed; no tidied text holds it.
const BETWEEN: char = '\u{1f}';

/// The string of an area: outer blanks cut, each run of inner ones one ASCII blank; 1 to 2,000 characters.
///
/// Blanks are whatever Unicode calls white space (tabs, full-width and no-break blanks), control
/// characters and the characters of no width: what nobody sees makes no other area.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AreaText(Arc<str>);

/// A string that names no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaTextError {
    /// Nothing but blanks.
    #[error("the area is blank; write what the list says")]
    Blank,
    /// Longer than any list has had (746).
    #[error(
        "the area has {0} characters and at most {max} are read; name its parts one by one",
        max = AreaText::MAX_CHARS
    )]
    TooLong(usize),
}

impl AreaText {
    /// The longest string that is read, in characters; the lists' longest had 746.
    pub const MAX_CHARS: usize = 2_000;

    /// Tidies the blanks of a string and checks its length.
    pub fn parse(text: &str) -> Result<Self, AreaTextError> {
        let tidied = tidy(text);
        match tidied.chars().count() {
            0 => Err(AreaTextError::Blank),
            chars if chars > Self::MAX_CHARS => Err(AreaTextError::TooLong(chars)),
            _ => Ok(Self(tidied.into())),
        }
    }

    /// The tidied string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The string within a street: Beijing's rows say the street where others say the county.
    #[must_use]
    pub(super) fn within(&self, street: &str) -> Self {
        Self(tidy(&format!("{street} {}", self.0)).into())
    }
}

impl fmt::Display for AreaText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of an area in a county: 63 bits of SipHash-2-4 over `330106`, U+001F and the tidied string.
///
/// Of a million areas (three years of lists) two share an id once in 17 million systems; the two would
/// then be ticked as one.
pub fn area_id(county: DivisionCode, text: &AreaText) -> AreaId {
    AreaId(hash63(format!("{county}{BETWEEN}{text}").as_bytes()))
}

/// The id of an area whose county has no code: the three names as written stand in its place.
pub fn uncoded_area_id(province: &str, city: &str, county: &str, text: &AreaText) -> AreaId {
    let names = format!("{province}{BETWEEN}{city}{BETWEEN}{county}{BETWEEN}{text}");
    AreaId(hash63(names.as_bytes()))
}

/// Outer blanks cut, each run of inner ones one ASCII blank.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    tidied
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> AreaText {
        AreaText::parse(text).unwrap()
    }

    fn code(code: &str) -> DivisionCode {
        code.parse().unwrap()
    }

    #[test]
    fn s0_23_blanks_make_no_other_area() {
        let plain = text("柳林街 黄海里1门");
        for written in [
            "\u{3000}柳林街 黄海里1门\t",
            "柳林街\t\u{3000} 黄海里1门",
            "柳林街\u{a0}黄海里1门\u{200b}\n",
        ] {
            assert_eq!(text(written), plain, "{written:?}");
        }
        assert_ne!(text("柳林街黄海里1门"), plain, "an inner blank is kept");
    }

    #[test]
    fn s0_23_a_blank_or_endless_area_is_refused() {
        assert_eq!(AreaText::parse(" \u{3000}\t"), Err(AreaTextError::Blank));
        assert!(AreaText::parse(&"区".repeat(2_000)).is_ok());
        let long = AreaText::parse(&"区".repeat(2_001));
        assert_eq!(long, Err(AreaTextError::TooLong(2_001)));
    }

    #[test]
    fn s0_23_an_area_that_contains_another_is_another() {
        let county = code("330106");
        let ids = ["西溪街道", "西溪街道1号楼", "除西溪街道外的其他区域"]
            .map(|area| area_id(county, &text(area)));
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
        assert_ne!(ids[0], area_id(code("330105"), &text("西溪街道")));
    }

    /// Ids are stored, so they may never change; a second implementation computed these.
    #[test]
    fn s0_23_the_id_of_an_area_is_the_same_for_ever() {
        let west_lake = area_id(code("330106"), &text("西溪街道"));
        let zone = uncoded_area_id("浙江省", "杭州市", "高新区", &text("西溪街道"));
        assert_eq!(
            (west_lake.0, zone.0),
            (8_831_500_400_922_291_268, 1_047_320_160_266_446_939)
        );
    }
}
