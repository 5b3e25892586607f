//! Countries and regions.

use domain::place::{CountryCode, countries, country, country_of_alpha3, search_countries};

#[test]
fn na_is_namibia() {
    let code: CountryCode = "NA".parse().unwrap();
    let found = country(code).unwrap();
    assert_eq!(
        (found.en, found.zh, found.alpha3),
        ("Namibia", "纳米比亚", "NAM")
    );
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"NA\"");
    assert_eq!(serde_json::from_str::<CountryCode>("\"NA\"").unwrap(), code);
}

#[test]
fn every_country_has_two_names_and_unique_codes() {
    assert_eq!(countries().len(), 250);
    for pair in countries().windows(2) {
        assert!(pair[0].code < pair[1].code);
    }
    for found in countries() {
        assert!(!found.en.is_empty() && !found.zh.is_empty(), "{found:?}");
        assert_eq!(country_of_alpha3(found.alpha3), Some(found));
        assert_eq!(country(found.code), Some(found));
    }
}

#[test]
fn a_country_is_found_by_its_names_and_letters() {
    let first = |query: &str| search_countries(query, 1).first().map_or("none", |c| c.en);
    for query in ["日本", "japan", "JP", "jpn", "jap"] {
        assert_eq!(first(query), "Japan", "{query}");
    }
    assert_eq!(first("USA"), "United States");
    assert_eq!(first("cote divoire"), "Côte d'Ivoire");
    assert_eq!(first("中国"), "China");
    assert_eq!(first(""), "none");
}

#[test]
fn letters_that_are_no_country_have_none() {
    for text in ["ZZ", "AA", "QM"] {
        assert_eq!(country(text.parse().unwrap()), None, "{text}");
    }
    for text in ["", "jp", "JPN", "日本"] {
        assert!(text.parse::<CountryCode>().is_err(), "{text}");
    }
}
