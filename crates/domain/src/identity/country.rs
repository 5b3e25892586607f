//! Countries by the codes that documents carry: those of ISO 3166, and the letters that ICAO 9303 part 3 adds
//! for issuers that are no country.

use crate::place::{countries, country_of_alpha3};

/// Issuers of travel documents that ISO 3166-1 lacks (ICAO 9303 part 3): British nationals by class, Kosovo,
/// the organisations, stateless persons and refugees, and Utopia, the country of specimens.
const ICAO_ONLY: [&str; 28] = [
    "GBD", "GBN", "GBO", "GBP", "GBS", "RKS", "XKX", "EUE", "UNO", "UNA", "UNK", "IAO", "XOM",
    "XPO", "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XMP", "XES", "XDC", "XXA", "XXB", "XXC",
    "XXX", "UTO",
];

/// Whether these are the three letters of a country (ISO 3166-1 alpha-3).
pub(super) fn is_country(letters: &str) -> bool {
    country_of_alpha3(letters).is_some()
}

/// Whether these are the three digits of a country (ISO 3166-1 numeric).
pub(super) fn is_country_number(digits: &str) -> bool {
    countries().iter().any(|country| country.numeric == digits)
}

/// Whether a passport can name these three letters as its issuer.
pub(super) fn is_issuer(letters: &str) -> bool {
    is_country(letters) || ICAO_ONLY.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_letters_and_by_number() {
        assert!(is_country("NAM") && is_country("CHN") && is_country_number("682"));
        assert!(is_issuer("UTO") && is_issuer("XXB") && !is_country("UTO"));
        assert!(!is_country("AAA") && !is_country("") && !is_country_number("999"));
        assert!(!is_country_number(""));
    }
}
