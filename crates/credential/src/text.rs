//! The text of a code: `HCP1:` and Base45 (RFC 9285), so that a QR code stays in its alphanumeric mode.

use domain::verdict::Refusal;

use crate::release::RELEASE_PREFIX;

/// What a text begins with: health code, presentation, version 1.
pub const PREFIX: &str = "HCP1:";
/// What a text of any version begins with.
const FAMILY: &str = "HCP";
/// The longest text in characters. It fits version 15 at error correction L (758) and, on paper, at M (600).
pub const MOST_CHARACTERS: usize = 600;
/// The most bytes that a text of [`MOST_CHARACTERS`] holds: three characters for two bytes.
pub const MOST_BYTES: usize = (MOST_CHARACTERS - PREFIX.len()) / 3 * 2;

/// The text of a message.
pub(crate) fn encode(bytes: &[u8]) -> String {
    encode_as(PREFIX, bytes)
}

/// The text of a message that is not a code.
pub(crate) fn encode_as(prefix: &str, bytes: &[u8]) -> String {
    format!("{prefix}{}", base45::encode(bytes))
}

/// The message of a text. One message has one text: what would be written otherwise is refused.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Refusal> {
    if text.len() > MOST_CHARACTERS {
        return Err(Refusal::TooLong);
    }
    let Some(body) = text.strip_prefix(PREFIX) else {
        return Err(other(text));
    };
    decode_body(body)
}

/// The message behind a prefix.
pub(crate) fn decode_body(body: &str) -> Result<Vec<u8>, Refusal> {
    let bytes = base45::decode(body).map_err(|_| Refusal::Garbled)?;
    // The crate takes a last pair that stands for more than a byte; RFC 9285 does not.
    let again = base45::encode(&bytes);
    if again == body {
        Ok(bytes)
    } else {
        Err(Refusal::Garbled)
    }
}

/// What a text without our prefix is.
fn other(text: &str) -> Refusal {
    if text.starts_with(RELEASE_PREFIX) {
        return Refusal::ReleaseCertificate;
    }
    let version = text
        .strip_prefix(FAMILY)
        .and_then(|rest| rest.split_once(':'));
    match version {
        Some((number, _)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            Refusal::Version
        }
        _ => Refusal::NotACode,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_9285_are_read() {
        assert_eq!(encode(b"AB"), "HCP1:BB8");
        assert_eq!(encode(b"Hello!!"), "HCP1:%69 VD92EX0");
        assert_eq!(encode(b"base-45"), "HCP1:UJCLQE7W581");
        assert_eq!(decode("HCP1:QED8WEX0").unwrap(), b"ietf!");
    }

    #[test]
    fn what_is_no_code_is_told_from_a_newer_and_a_garbled_one() {
        assert_eq!(decode("https://example.org"), Err(Refusal::NotACode));
        assert_eq!(decode(""), Err(Refusal::NotACode));
        assert_eq!(decode("HCP:AB"), Err(Refusal::NotACode));
        assert_eq!(decode("HC1:6BF"), Err(Refusal::NotACode));
        assert_eq!(decode("HCR1:BB8"), Err(Refusal::ReleaseCertificate));
        assert_eq!(decode("HCP2:BB8"), Err(Refusal::Version));
        assert_eq!(decode("HCP1:BB8A"), Err(Refusal::Garbled));
        assert_eq!(decode("HCP1:bb8"), Err(Refusal::Garbled));
        assert_eq!(decode("HCP1:BB8\n"), Err(Refusal::Garbled));
        assert_eq!(decode(&"A".repeat(601)), Err(Refusal::TooLong));
    }

    #[test]
    fn numbers_beyond_their_bytes_are_refused() {
        assert_eq!(
            decode("HCP1:GGW"),
            Err(Refusal::Garbled),
            "65,536 in three characters (RFC 9285, 6)"
        );
        assert_eq!(
            decode("HCP1:::"),
            Err(Refusal::Garbled),
            "2,024 in two characters"
        );
        assert!(decode("HCP1:FGW").is_ok());
        assert!(decode("HCP1:U5").is_ok(), "255 in two characters");
        assert_eq!(
            decode("HCP1:V5"),
            Err(Refusal::Garbled),
            "256 in two characters"
        );
    }

    #[test]
    fn the_limits_fit_each_other() {
        assert_eq!(MOST_BYTES, 396);
        assert!(encode(&[0xFF; MOST_BYTES]).len() <= MOST_CHARACTERS);
        assert!(encode(&[0xFF; MOST_BYTES + 1]).len() > MOST_CHARACTERS);
    }
}
