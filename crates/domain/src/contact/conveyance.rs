//! Kinds and numbers of conveyances, read strictly from what lists write.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use super::unread::{Unread, WhyUnread};

words! {
    /// The kinds of conveyances.
    ConveyanceKind {
        /// A train.
        Train = "train",
        /// A flight.
        Flight = "flight",
        /// A coach.
        Coach = "coach",
        /// A ship.
        Ship = "ship",
    }
}

/// What lists call each kind.
const CALLED: &[(&str, ConveyanceKind)] = &[
    ("火车", ConveyanceKind::Train),
    ("列车", ConveyanceKind::Train),
    ("高铁", ConveyanceKind::Train),
    ("动车", ConveyanceKind::Train),
    ("飞机", ConveyanceKind::Flight),
    ("航班", ConveyanceKind::Flight),
    ("客车", ConveyanceKind::Coach),
    ("大巴", ConveyanceKind::Coach),
    ("长途客车", ConveyanceKind::Coach),
    ("轮船", ConveyanceKind::Ship),
    ("客轮", ConveyanceKind::Ship),
];
/// The letters with which a train's number may begin.
pub(super) const TRAIN_LETTERS: &str = "GDCZTKYLS";
/// The most numbers of one conveyance.
const MOST_NUMBERS: usize = 4;
/// The longest name of a coach or ship, in characters.
const LONGEST_NAME: usize = 40;

impl ConveyanceKind {
    /// The kind by its word, or as lists call it.
    pub fn said(text: &str) -> Result<Self, Unread> {
        let plain = text.trim();
        let called = || CALLED.iter().find(|(name, _)| *name == plain);
        Self::from_word(plain)
            .or_else(|| called().map(|(_, kind)| *kind))
            .ok_or_else(|| Unread::new(text, WhyUnread::Kind))
    }
}

/// A number of a conveyance in its one form: `G2035`, `CA8215`, `5539`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Number(Arc<str>);

impl Number {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A conveyance: its kind and all numbers that it goes by, each once, in their order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Conveyance {
    /// What it is.
    pub kind: ConveyanceKind,
    /// Its numbers; at least one.
    pub numbers: Vec<Number>,
}

impl Conveyance {
    /// Whether both may be the same conveyance: of one kind, with a number that both go by.
    pub fn shares_number(&self, other: &Self) -> bool {
        let is_shared = |number| other.numbers.contains(number);
        self.kind == other.kind && self.numbers.iter().any(is_shared)
    }
}

/// Reads the numbers of a conveyance: one, or several as in `ZH4751(CA8215)` and `K1276/K1277`.
pub fn numbers(kind: ConveyanceKind, text: &str) -> Result<Conveyance, Unread> {
    let unread = || Unread::new(text, WhyUnread::Number);
    let plain = normal(text);
    let parts: Vec<&str> = match plain.strip_suffix(')') {
        Some(open) => {
            let (first, others) = open.split_once('(').ok_or_else(unread)?;
            std::iter::once(first)
                .chain(others.split(SEPARATORS))
                .collect()
        }
        None if matches!(kind, ConveyanceKind::Coach | ConveyanceKind::Ship) => {
            vec![plain.as_str()]
        }
        None => plain.split(SEPARATORS).collect(),
    };
    if parts.len() > MOST_NUMBERS {
        return Err(unread());
    }
    let first = parts.first().copied().unwrap_or_default();
    if kind == ConveyanceKind::Train && parts.iter().any(|part| is_cut(first, part)) {
        return Err(unread());
    }
    let mut numbers = Vec::new();
    for part in parts {
        let number = match kind {
            ConveyanceKind::Train => train(part),
            ConveyanceKind::Flight => flight(part),
            ConveyanceKind::Coach | ConveyanceKind::Ship => name(part),
        };
        let number = Number(number.ok_or_else(unread)?.into());
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Ok(Conveyance { kind, numbers })
}

/// What stands between two numbers.
const SEPARATORS: [char; 3] = ['/', '、', ','];

/// Compatible forms folded (full-width digits, letters and brackets), capitals, no blanks; but between two digits one blank
/// stays, so that two numbers are never read as one.
pub(super) fn normal(text: &str) -> String {
    let mut plain = String::new();
    let mut is_after_blank = false;
    for c in text.nfkc().flat_map(char::to_uppercase) {
        if c.is_whitespace() {
            is_after_blank = true;
            continue;
        }
        let parts_digits = c.is_ascii_digit() && plain.ends_with(|c: char| c.is_ascii_digit());
        if is_after_blank && parts_digits {
            plain.push(' ');
        }
        is_after_blank = false;
        plain.push(c);
    }
    plain
}

/// Whether a further number of a train may be the end of one, as in `K974/5`: digits alone where the first has a letter, or
/// fewer of them than the first.
fn is_cut(first: &str, part: &str) -> bool {
    let digits_alone = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    digits_alone(part) && !(digits_alone(first) && part.len() == first.len())
}

fn train(part: &str) -> Option<String> {
    let digits = part.trim_start_matches(|c: char| TRAIN_LETTERS.contains(c));
    let letter = &part[..part.len() - digits.len()];
    (letter.len() <= 1).then_some(())?;
    Some(format!("{letter}{}", plain_digits(digits)?))
}

fn flight(part: &str) -> Option<String> {
    let carrier = part.get(..2)?;
    let is_carrier = carrier
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && carrier.bytes().any(|b| b.is_ascii_uppercase());
    is_carrier.then_some(())?;
    let rest = &part[2..];
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let suffix = &rest[digits.len()..];
    (suffix.len() <= 1).then_some(())?;
    Some(format!("{carrier}{}{suffix}", plain_digits(digits)?))
}

/// One to four digits that are not zero, without zeros in front.
fn plain_digits(digits: &str) -> Option<u16> {
    let well_formed = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let number = well_formed.then(|| digits.parse().ok()).flatten()?;
    (number > 0).then_some(number)
}

/// The plate of a coach or the name of a ship.
fn name(part: &str) -> Option<String> {
    let length = (2..=LONGEST_NAME).contains(&part.chars().count());
    let sound = part.chars().all(|c| c.is_alphanumeric() || c == '-');
    (length && sound).then(|| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: ConveyanceKind, text: &str) -> Option<String> {
        let conveyance = numbers(kind, text).ok()?;
        let all: Vec<&str> = conveyance.numbers.iter().map(Number::as_str).collect();
        Some(all.join(" "))
    }

    #[test]
    fn s2_15_numbers_of_trains_and_flights_are_read_in_one_form() {
        use ConveyanceKind::{Coach, Flight, Train};
        let cases = [
            (Flight, "ZH4751(CA8215)", "ZH4751 CA8215"),
            (Flight, "ZH4751（CA8215）", "ZH4751 CA8215"),
            (Flight, "G52775", "G52775"),
            (Flight, "8L9564", "8L9564"),
            (Flight, "ca 0821", "CA821"),
            (Train, "Ｋ４５７", "K457"),
            (Train, "5539", "5539"),
            (Train, "K1276/K1277", "K1276 K1277"),
            (Train, "4605/4608", "4605 4608"),
            (Coach, "豫A12345", "豫A12345"),
            (Coach, "豫 A 12345", "豫A12345"),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(read(kind, text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn s2_15_what_is_no_number_is_refused_and_not_guessed() {
        use ConveyanceKind::{Flight, Train};
        for (kind, text) in [
            (Train, "GD12"),
            (Train, "K12345"),
            (Train, "K974/5"),
            (Train, "1276/7"),
            (Train, "K974/5539"),
            (Train, "X9"),
            (Train, "K45 8"),
            (Train, "55 39"),
            (Flight, "CA 82　15"),
            (Train, ""),
            (Train, "0"),
            (Flight, "4751"),
            (Flight, "国航1234"),
            (Flight, "ZH4751(CA8215"),
            (Flight, "ZH4751()"),
        ] {
            assert_eq!(read(kind, text), None, "{text}");
        }
    }
}
