//! The two check computations of identity documents: MOD 11-2 (Chinese cards) and 7-3-1 (ICAO).

/// The check characters of MOD 11-2 by remainder.
const CHECK_CHARACTERS: &[u8; 11] = b"10X98765432";

/// The check character of ISO 7064 MOD 11-2 over the digits before it, as on resident IDs (GB 11643) and
/// on the foreign permanent residence card of 2023. `None` where a character is no digit.
pub fn mod_11_2(digits: &str) -> Option<char> {
    let mut remainder = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        // The weight of a place is 2 to the power of its distance from the check character.
        remainder = (remainder + u32::from(byte - b'0')) * 2 % 11;
    }
    CHECK_CHARACTERS
        .get(remainder as usize)
        .map(|byte| char::from(*byte))
}

/// The check digit of ICAO 9303 part 3: weights 7, 3, 1 from the left, A to Z count 10 to 35, `<` counts 0.
/// `None` where a character is none of these.
pub(super) fn weights_7_3_1(text: &str) -> Option<char> {
    let mut sum = 0;
    for (byte, weight) in text.bytes().zip([7, 3, 1].into_iter().cycle()) {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            b'<' => 0,
            _ => return None,
        };
        sum += u32::from(value) * weight;
    }
    char::from_digit(sum % 10, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_ends_in_x() {
        assert_eq!(mod_11_2("11010519491231002"), Some('X'));
        assert_eq!(mod_11_2("44052418800101001"), Some('4'));
        assert_eq!(mod_11_2("1101051949123100A"), None);
    }

    #[test]
    fn the_specimen_of_icao_has_its_digits() {
        assert_eq!(weights_7_3_1("L898902C3"), Some('6'));
        assert_eq!(weights_7_3_1("740812"), Some('2'));
        assert_eq!(weights_7_3_1("ZE184226B<<<<<"), Some('1'));
        assert_eq!(weights_7_3_1("é"), None);
    }
}
