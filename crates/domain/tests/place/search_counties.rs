//! The search box for counties.

use domain::place::search_counties;

fn found(query: &str, year: i16, limit: usize) -> Vec<String> {
    let counties = search_counties(query, year, limit);
    let codes = counties.iter().map(|county| county.code.to_string());
    codes.collect()
}

#[test]
fn s0_5_a_county_is_found_by_chinese_pinyin_initials_english_and_code() {
    for query in [
        "西湖区",
        "西湖",
        "xihu",
        "Xihu District",
        "xh",
        "330106",
        "杭州西湖",
        "杭州市西湖区",
    ] {
        let counties = found(query, 2022, 20);
        assert!(
            counties.contains(&"330106".to_owned()),
            "{query}: {counties:?}"
        );
    }
    assert_eq!(found("杭州西湖", 2022, 1), ["330106"]);
}

#[test]
fn s0_5_the_name_of_a_city_finds_its_counties_and_a_city_without_counties_itself() {
    let wuhan = found("武汉", 2022, 50);
    assert!(
        wuhan.contains(&"420106".to_owned()) && wuhan.len() >= 13,
        "{wuhan:?}"
    );
    assert!(found("dongguan", 2022, 20).contains(&"441900".to_owned()));
}

#[test]
fn s0_8_a_county_is_found_in_the_years_in_which_it_was_in_force() {
    assert!(found("江干区", 2020, 5).contains(&"330104".to_owned()));
    assert!(found("江干区", 2023, 5).is_empty());
}

#[test]
fn an_empty_query_finds_none() {
    assert!(found("", 2022, 5).is_empty() && found(" - ", 2022, 5).is_empty());
}
