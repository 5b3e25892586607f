//! Where in a policy file a field stands, so that whoever wrote it finds it.

use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A place in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Where a field such as `rule[stay-high].when.stay_in` stands in the text of a policy file: where it is missing, what
/// should hold it.
pub fn position(text: &str, field: &str) -> Option<Position> {
    Positions::of(text).find(field)
}

/// A text, taken apart once.
pub(super) struct Positions<'t> {
    text: &'t str,
    root: Option<Spanned<DeTable<'t>>>,
}

/// A step on the way to a field: a key, and what is chosen of its list.
struct Step<'f> {
    key: &'f str,
    chosen: Option<&'f str>,
}

impl<'t> Positions<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let root = DeTable::parse(text).ok();
        Self { text, root }
    }

    pub(super) fn find(&self, field: &str) -> Option<Position> {
        let mut table = self.root.as_ref()?.get_ref();
        let mut found = 0;
        for step in steps(field) {
            let Some((key, value)) = entry(table, step.key) else {
                break;
            };
            found = key.span().start;
            let value = match step.chosen {
                Some(chosen) => match element(value, chosen) {
                    Some(value) => value,
                    None => break,
                },
                None => value,
            };
            if step.chosen.is_some() {
                found = value.span().start;
            }
            match value.get_ref() {
                DeValue::Table(inner) => table = inner,
                _ => break,
            }
        }
        Some(self.at(found))
    }

    fn at(&self, offset: usize) -> Position {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Position {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }
}

fn steps(field: &str) -> impl Iterator<Item = Step<'_>> {
    field.split('.').map(|part| match part.split_once('[') {
        Some((key, chosen)) => Step {
            key,
            chosen: Some(chosen.trim_end_matches(']')),
        },
        None => Step {
            key: part,
            chosen: None,
        },
    })
}

fn entry<'v, 't>(
    table: &'v DeTable<'t>,
    key: &str,
) -> Option<(
    &'v Spanned<toml::de::DeString<'t>>,
    &'v Spanned<DeValue<'t>>,
)> {
    table.iter().find(|(name, _)| name.get_ref() == key)
}

/// The element of a list with this number, counted from 1, or else the last with this id.
fn element<'v, 't>(
    list: &'v Spanned<DeValue<'t>>,
    chosen: &str,
) -> Option<&'v Spanned<DeValue<'t>>> {
    let list = list.get_ref().as_array()?;
    let has_id = |value: &&Spanned<DeValue<'_>>| {
        let id = value
            .get_ref()
            .as_table()
            .and_then(|table| entry(table, "id"));
        id.and_then(|(_, id)| id.get_ref().as_str()) == Some(chosen)
    };
    match chosen.parse::<usize>() {
        Ok(number) => list.get(number.checked_sub(1)?),
        Err(_) => list.iter().rfind(has_id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "version = \"1\"\n\n[[rule]]\nid = \"a\"\n\n[[rule]]\nid   = \"b\"\nwhen = { symptoms = 1, within_days = 70 }\n\n[[rule.test]]\ntoday = 2020-02-20\n";

    #[test]
    fn a_field_is_found_by_its_rule_and_a_missing_one_by_what_should_hold_it() {
        let at = |field: &str| {
            let found = position(TEXT, field).unwrap();
            (found.line, found.column)
        };
        assert_eq!(at("version"), (1, 1));
        assert_eq!(at("rule[b].when.within_days"), (8, 24));
        assert_eq!(at("rule[b].review"), (6, 1));
        assert_eq!(at("rule[b].test[1]"), (10, 1));
        assert_eq!(at("inherits"), (1, 1));
    }

    #[test]
    fn columns_count_characters() {
        let text = "reason = { zh = \"密切接触者\", en = \"\" }\n";
        let found = position(text, "reason.en").unwrap();
        assert_eq!((found.line, found.column), (1, 26));
    }
}
