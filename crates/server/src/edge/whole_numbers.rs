//! A number that JSON Schema calls an integer may be written with a point or an exponent, which no reader of whole numbers takes:
//! `430.0` and `4.3e2` are written as `430` here. The bytes are looked at and not parsed into values, so that everything else of them
//! is read as strictly as before.

/// The most digits of a whole number that is written with an exponent: those of the largest that is read.
const MOST_DIGITS: usize = 20;

/// Whether a number with a point or an exponent stands where something else is expected. What the sender wrote never begins these words.
pub(super) fn is_about_a_point(error: &serde_json::Error) -> bool {
    error
        .to_string()
        .starts_with("invalid type: floating point")
}

/// The same bytes with `430.0` and `4.3e2` written as `430` wherever they are numbers.
pub(super) fn with_whole_numbers(body: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(first) = rest.first() {
        let length = match first {
            b'"' => string_length(rest),
            b'-' | b'0'..=b'9' => number_length(rest),
            _ => 1,
        };
        let (token, behind) = rest.split_at(length);
        match whole_number(token) {
            Some(number) => written.extend_from_slice(&number),
            None => written.extend_from_slice(token),
        }
        rest = behind;
    }
    written
}

/// How long the string is that begins here, with its quotes.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// How long the number is that begins here.
fn number_length(text: &[u8]) -> usize {
    let is_of_it = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    let end = text.iter().position(|byte| !is_of_it(byte));
    end.unwrap_or(text.len())
}

/// The digits of a whole number that is written with a point or an exponent; nothing where it is written otherwise, is none, or has
/// more than [`MOST_DIGITS`].
fn whole_number(token: &[u8]) -> Option<Vec<u8>> {
    let (sign, unsigned) = match token.strip_prefix(b"-") {
        Some(unsigned) => (&token[..1], unsigned),
        None => (&token[..0], token),
    };
    let (said, exponent) = behind(unsigned, |byte| matches!(byte, b'e' | b'E'));
    let (whole, part) = behind(said, |byte| byte == b'.');
    let digits = |digits: &[u8]| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let is_number =
        digits(whole) && (whole.len() == 1 || !whole.starts_with(b"0")) && part.is_none_or(digits);
    if !is_number || (part.is_none() && exponent.is_none()) {
        return None;
    }
    let part = part.unwrap_or_default();
    let all = [whole, part].concat();
    let first = all.iter().position(|digit| *digit != b'0');
    let last = all.iter().rposition(|digit| *digit != b'0');
    let (Some(first), Some(last)) = (first, last) else {
        // A zero with a sign would be read as a number with a point again.
        return exponent
            .is_none_or(|text| power(text).is_some())
            .then(|| b"0".to_vec());
    };
    // How many zeros follow the last digit that is none.
    let behind_last = i64::try_from(whole.len()).ok()? - i64::try_from(last).ok()? - 1;
    let zeros = exponent.map_or(Some(0), power)? + behind_last;
    let zeros = usize::try_from(zeros).ok()?;
    let significant = &all[first..=last];
    if significant.len().checked_add(zeros)? > MOST_DIGITS {
        return None;
    }
    let zeros = vec![b'0'; zeros];
    Some([sign, significant, zeros.as_slice()].concat())
}

/// What stands before the first of such bytes, and behind it, where there is one.
fn behind(text: &[u8], is_between: impl Fn(u8) -> bool) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|byte| is_between(*byte)) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// The power of ten that an exponent says; nothing where it is written otherwise, or is larger than any number needs.
fn power(exponent: &[u8]) -> Option<i64> {
    let power: i32 = std::str::from_utf8(exponent).ok()?.parse().ok()?;
    Some(power.into())
}
