//! The oddities of a list as they are kept: `[["data.highlist[3]","empty_row"]]`.

use domain::risk::{Oddity, OddityKind};

use crate::value::Value;

const KINDS: [(OddityKind, &str); 4] = [
    (OddityKind::EmptyRow, "empty_row"),
    (OddityKind::NoArea, "no_area"),
    (OddityKind::BlankArea, "blank_area"),
    (OddityKind::NamesDisagree, "names_disagree"),
];

pub(super) fn json(oddities: &[Oddity]) -> Value {
    let word = |kind| KINDS.iter().find(|(k, _)| *k == kind).map(|(_, w)| *w);
    let rows: Vec<(&str, Option<&str>)> = oddities
        .iter()
        .map(|oddity| (oddity.field.as_str(), word(oddity.kind)))
        .collect();
    crate::fact::json(&rows)
}

/// The oddities of the kept form; `None` where this program does not know a kind.
pub(super) fn parse(rows: Vec<(String, String)>) -> Option<Vec<Oddity>> {
    let kind = |word: &str| KINDS.iter().find(|(_, w)| *w == word).map(|(k, _)| *k);
    rows.into_iter()
        .map(|(field, word)| {
            Some(Oddity {
                field,
                kind: kind(&word)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word() {
        for kind in [
            OddityKind::EmptyRow,
            OddityKind::NoArea,
            OddityKind::BlankArea,
            OddityKind::NamesDisagree,
        ] {
            let oddity = Oddity {
                field: "data.highlist[3]".into(),
                kind,
            };
            let Value::Text(text) = json(std::slice::from_ref(&oddity)) else {
                panic!("oddities are kept as text")
            };
            let rows = serde_json::from_str(&text).unwrap();
            assert_eq!(parse(rows).unwrap(), [oddity]);
        }
    }
}
