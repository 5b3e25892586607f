//! The same character typed in several ways becomes one: full-width forms, blanks, marks that nobody sees.

/// The longest text that is looked at, in bytes. The longest real one is a machine-readable zone of 90
/// full-width characters.
const LIMIT_BYTES: usize = 512;

/// Whether a text from outside is too long to be looked at.
pub(super) fn too_long(text: &str) -> bool {
    text.len() > LIMIT_BYTES
}

/// The half-width form of a full-width character (U+FF01 to U+FF5E); any other stays as it is.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a character takes no room on the screen: what copying from a chat or a certificate leaves behind.
pub(super) fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// A number as it is kept: half-width, upper-case, without blanks and unseen marks.
pub(super) fn number(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !unseen(*c))
        .map(|c| narrow(c).to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_blanks_and_unseen_marks_are_one_with_plain_digits() {
        assert_eq!(
            number("\u{202D}１１０１０５　1949 1231\u{00A0}002ｘ\u{202C}\n"),
            "11010519491231002X"
        );
    }
}
