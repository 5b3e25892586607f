//! The kinds of document, with the two-digit codes that gate vendors use.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of document that proves who a person is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证, and 港澳台居民居住证 (numbers that begin with 81, 82, 83). Code 10.
    ResidentId,
    /// 港澳居民来往内地通行证. Code 14.
    HongKongMacauPermit,
    /// 台湾居民来往大陆通行证. Code 15.
    TaiwanPermit,
    /// 护照. Code 20.
    Passport,
    /// 外国人永久居留身份证. Code 34.
    ForeignResidentCard,
    /// Whatever else a gate's reader names. Nobody registers with it: nothing about it can be checked. Code 99.
    Other,
}

impl DocumentKind {
    /// All kinds, by their codes.
    pub const ALL: [Self; 6] = [
        Self::ResidentId,
        Self::HongKongMacauPermit,
        Self::TaiwanPermit,
        Self::Passport,
        Self::ForeignResidentCard,
        Self::Other,
    ];

    /// The code that gate vendors use (FACTS, colours and partner screens).
    pub const fn code(self) -> &'static str {
        match self {
            Self::ResidentId => "10",
            Self::HongKongMacauPermit => "14",
            Self::TaiwanPermit => "15",
            Self::Passport => "20",
            Self::ForeignResidentCard => "34",
            Self::Other => "99",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HongKongMacauPermit => "hong_kong_macau_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::Passport => "passport",
            Self::ForeignResidentCard => "foreign_resident_card",
            Self::Other => "other",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_16_the_kinds_carry_the_codes_of_the_gate_vendors() {
        let codes: Vec<_> = DocumentKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes, ["10", "14", "15", "20", "34", "99"]);
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
            assert_eq!(DocumentKind::from_word(kind.word()), Some(kind));
            let json = serde_json::to_string(&kind).unwrap();
            assert_eq!(json, format!("\"{}\"", kind.word()));
        }
        assert_eq!(DocumentKind::from_code("11"), None);
    }
}
