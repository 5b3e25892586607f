//! Names of people, in any script: one normal form, and what a screen or a code may show of them.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::error::NameError;
use super::{surname, text};

/// The longest name, in characters (S2-16). A mark that stands above or below a letter is no character of its own.
const LONGEST: usize = 64;
/// The longest with these marks: who piles them up writes no name.
const LONGEST_WITH_MARKS: usize = 2 * LONGEST;
/// How many parts of an alphabetic name a code shows (DESIGN, issuer part).
const PARTS_SHOWN: usize = 5;
/// The separator inside names of several peoples of China, 阿卜杜拉·买买提.
const MIDDLE_DOT: char = '\u{00B7}';

/// A person's name: 1 to 64 characters of any script, composed (NFC), outer blanks cut, inner ones unified.
///
/// A secret: `Debug` hides it, and there is no `Display`.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Display>() {}
/// shown::<domain::identity::PersonName>();
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name as a person types it. Blanks between Chinese characters are layout and are cut (张　三 is 张三),
    /// full-width letters become plain ones, and every middle dot becomes `·`.
    pub fn parse(given: &str) -> Result<Self, NameError> {
        if text::too_long(given) {
            return Err(NameError::TooLong);
        }
        let given = given.trim();
        if let Some(i) = given.chars().position(steers) {
            return Err(NameError::Control { position: i + 1 });
        }
        let name = without_layout(&given.nfc().map(unified).collect::<String>());
        if name.chars().count() > LONGEST_WITH_MARKS {
            return Err(NameError::TooLong);
        }
        match name.chars().filter(|c| !is_combining_mark(*c)).count() {
            0 if name.is_empty() => Err(NameError::Empty),
            ..=LONGEST if !name.chars().any(is_letter) => Err(NameError::NoLetter),
            ..=LONGEST => Ok(Self(name)),
            _ => Err(NameError::TooLong),
        }
    }

    /// The name in full. For sealing, for the registry, for a paper code and for its holder; never for a log.
    /// [`parse`](Self::parse) reads it back.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// The surname and a star for each character after it (Beijing's rule, FACTS). Of a name in an alphabet, where
    /// nothing says which part is the surname, the first letter of each part.
    pub fn masked(&self) -> String {
        if self.is_ideographic() {
            let letters: Vec<char> = self.0.chars().collect();
            let shown = surname::length(&letters);
            let stars = letters.len() - shown;
            return letters
                .into_iter()
                .take(shown)
                .chain("*".repeat(stars).chars())
                .collect();
        }
        let parts: Vec<String> = self.initials().map(|letter| format!("{letter}*")).collect();
        parts.join(" ")
    }

    /// What a code carries for the inspector to compare: the first character, and the last where there are three
    /// or more; of a name in an alphabet the first letter of each part, five at most.
    pub fn fragment(&self) -> String {
        if !self.is_ideographic() {
            return self.initials().take(PARTS_SHOWN).collect();
        }
        let letters: Vec<char> = self.0.chars().filter(|c| is_letter(*c)).collect();
        let last = if letters.len() >= 3 {
            letters.last()
        } else {
            None
        };
        letters.first().into_iter().chain(last).collect()
    }

    /// Whether one character is a syllable or a word, as in Chinese, Japanese and Korean.
    fn is_ideographic(&self) -> bool {
        self.0.chars().any(ideographic)
    }

    fn initials(&self) -> impl Iterator<Item = char> + '_ {
        self.0
            .split([' ', '-', '.', ',', MIDDLE_DOT])
            .filter_map(|part| part.chars().find(|c| is_letter(*c)))
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(hidden)")
    }
}

/// Characters that steer a screen or a file: control characters, line and paragraph ends, marks of writing
/// direction and the byte order mark. The joiners inside Persian and Indian names are none.
fn steers(c: char) -> bool {
    let joiner = matches!(c, '\u{200C}' | '\u{200D}');
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || (text::unseen(c) && !joiner)
}

/// One character for each that looks the same.
fn unified(c: char) -> char {
    match c {
        '\u{2022}' | '\u{2027}' | '\u{22C5}' | '\u{30FB}' | '\u{FF0E}' | '\u{FF65}' => MIDDLE_DOT,
        c if c.is_whitespace() => ' ',
        c => text::narrow(c),
    }
}

/// Blanks unified; those that touch a Chinese character on both sides cut.
fn without_layout(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for part in name.split(' ').filter(|part| !part.is_empty()) {
        let joined = plain.ends_with(ideographic) && part.starts_with(ideographic);
        if !plain.is_empty() && !joined {
            plain.push(' ');
        }
        plain.push_str(part);
    }
    plain
}

/// Letters of any script; rare characters that old systems keep in the private use area count.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Chinese characters (with the private use area, where old systems keep rare ones), kana and Hangul.
fn ideographic(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{E000}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}
