//! Time-based one-time passwords (RFC 6238 over RFC 4226): HMAC-SHA-1, steps of 30 seconds, six digits, which is what
//! every authenticator app knows.

use aws_lc_rs::{constant_time, hmac};
use domain::time::Instant;

/// Bytes of a secret: the 160 bits that RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;
/// How long a step lasts.
const STEP_MS: i64 = 30_000;
/// Six digits.
const CODES: u32 = 1_000_000;
/// Steps to each side whose code counts too: clocks differ, and typing takes time.
const ASIDE: i64 = 1;
/// The letters of base32 (RFC 4648, 6).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step of an instant.
const fn step_at(now: Instant) -> i64 {
    now.ms().div_euclid(STEP_MS)
}

/// The six digits of a step.
fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let at = usize::from(bytes[bytes.len() - 1] & 0x0F);
    let four = [
        bytes[at] & 0x7F,
        bytes[at + 1],
        bytes[at + 2],
        bytes[at + 3],
    ];
    format!("{:06}", u32::from_be_bytes(four) % CODES)
}

/// The six digits that an authenticator app shows now.
pub fn shown(secret: &[u8], now: Instant) -> String {
    code(secret, step_at(now))
}

/// The step of which `typed` is the code, at `now` or one step aside; none where there is none. Whoever asks notes the
/// step and takes it no second time. Every step is computed, so that the time taken says nothing.
pub fn step_of(secret: &[u8], typed: &str, now: Instant) -> Option<i64> {
    let steps = step_at(now) - ASIDE..=step_at(now) + ASIDE;
    steps.fold(None, |found, step| {
        let own = code(secret, step);
        let same = constant_time::verify_slices_are_equal(own.as_bytes(), typed.as_bytes());
        same.ok().map(|()| step).or(found)
    })
}

/// A secret in base32, as it is typed into an authenticator app.
pub fn base32(secret: &[u8]) -> String {
    let mut text = String::with_capacity(secret.len().div_ceil(5) * 8);
    for five in secret.chunks(5) {
        let mut bytes = [0; 8];
        bytes[3..3 + five.len()].copy_from_slice(five);
        let bits = u64::from_be_bytes(bytes);
        for n in 0..(five.len() * 8).div_ceil(5) {
            let letter = (bits >> (35 - 5 * n)) & 31;
            text.push(LETTERS[letter as usize].into());
        }
    }
    text
}

/// The address that an authenticator app reads from a QR code: `otpauth://totp/…`. `issuer` and `account` are letters,
/// digits, dots, hyphens and underscores.
pub fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    let secret = base32(secret);
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B gives eight digits; six are their last.
        let vectors = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, expected) in vectors {
            let now = Instant::from_ms(seconds * 1_000);
            assert_eq!(shown(b"12345678901234567890", now), expected);
        }
    }

    #[test]
    fn a_code_counts_one_step_to_each_side_and_says_its_step() {
        let secret = b"12345678901234567890";
        let now = Instant::from_ms(1_234_567_890_000);
        for aside in -3..=3_i64 {
            let typed = shown(secret, now.plus_ms(aside * STEP_MS));
            let expected = (aside.abs() <= 1).then_some(step_at(now) + aside);
            assert_eq!(step_of(secret, &typed, now), expected, "{aside}");
        }
        for typed in ["", "0", "00592", "0059244", "abcdef", "００５９２４"] {
            assert_eq!(step_of(secret, typed, now), None, "{typed}");
        }
    }

    #[test]
    fn secrets_are_written_as_rfc_4648_has_it() {
        let vectors = [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ];
        for (bytes, text) in vectors {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        let address = address(b"fooba", "hz.example", "wang.min");
        assert!(
            address.starts_with(
                "otpauth://totp/hz.example:wang.min?secret=MZXW6YTB&issuer=hz.example"
            )
        );
    }
}
