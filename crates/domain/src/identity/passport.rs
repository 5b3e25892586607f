//! Passports: the issuing country and the number, typed or read from the machine-readable zone.
//!
//! A passport number is unique within its issuer only, so the normal form carries both: `UTO:L898902C3`. Typed and
//! read from the zone, one passport has one form.

use super::country::is_issuer;
use super::error::{DocumentError, Phrase};
use super::mrz::Mrz;
use super::text;

/// What may stand between the issuer and the number.
const SEPARATORS: &[char] = &[' ', ':', '/', '-'];
/// Characters of a number: nine in a passport's zone, more in that of a card.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=22;

/// The normal form of a typed number (`UTO L898902C3`) or of a machine-readable zone.
pub(super) fn parse(given: &str) -> Result<String, DocumentError> {
    let (issuer, number) = if is_zone(given) {
        let zone = Mrz::parse(given)?;
        refuse_permit(&zone)?;
        (zone.issuer, zone.number)
    } else {
        typed(given)?
    };
    if !is_issuer(&issuer) {
        return Err(DocumentError::Country {
            expected: Phrase::new(
                "请在号码前填写签发国的三个字母，例如USA 123456789",
                "write the three letters of the issuing country in front of the number, such as USA 123456789",
            ),
        });
    }
    let wrong = number
        .chars()
        .enumerate()
        .find(|(_, c)| !c.is_ascii_alphanumeric());
    if let Some((i, found)) = wrong {
        return Err(DocumentError::Character {
            position: issuer.len() + i + 1,
            found,
            expected: Phrase::new(
                "护照号码只有A至Z和数字",
                "a passport number has letters A to Z and digits alone",
            ),
        });
    }
    if !LENGTH.contains(&number.len()) {
        return Err(DocumentError::Length {
            found: number.len(),
            expected: Phrase::new(
                "护照号码是5至22个字符，请按照片页填写",
                "a passport number has 5 to 22; copy it from the page with the photo",
            ),
        });
    }
    Ok(format!("{issuer}:{number}"))
}

/// Whether a text is a machine-readable zone: nothing else has the filling sign.
pub(super) fn is_zone(given: &str) -> bool {
    given.contains(['<', '＜'])
}

/// The issuer and the number of a typed text.
fn typed(given: &str) -> Result<(String, String), DocumentError> {
    let plain: String = given
        .chars()
        .filter(|c| !text::unseen(*c))
        .map(|c| {
            if c.is_whitespace() {
                ' '
            } else {
                text::narrow(c).to_ascii_uppercase()
            }
        })
        .collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(DocumentError::Empty);
    }
    let (issuer, rest) = plain.split_once(SEPARATORS).unwrap_or(("", plain));
    let number = rest.replace(SEPARATORS, "");
    Ok((issuer.into(), number))
}

/// China's permits are cards with a zone of their own; they are documents of another kind.
fn refuse_permit(zone: &Mrz) -> Result<(), DocumentError> {
    if zone.issuer == "CHN" && !zone.document_code.starts_with('P') {
        return Err(DocumentError::OtherKind {
            is: Phrase::new(
                "这是通行证或居留证的机读码，不是护照的",
                "this is the zone of a Chinese permit or residence card, not of a passport",
            ),
        });
    }
    Ok(())
}
