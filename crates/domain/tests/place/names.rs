//! Names of every province, city and county.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use domain::place::{Kind, cities, city, divisions, province_en};

use crate::golden::golden;
use crate::support::code;

#[test]
fn s2_2_every_city_has_its_names_as_listed() {
    let mut text = String::from("# code, Chinese, pinyin, initials, English, province\n");
    for province in divisions().provinces() {
        writeln!(
            text,
            "{} {} {} {}",
            province.code,
            province.name,
            province.pinyin(),
            province.en()
        )
        .unwrap();
    }
    text.push('\n');
    for city in cities() {
        let province = province_en(city.code).unwrap();
        writeln!(
            text,
            "{} {} {} {} {} ({province})",
            city.code, city.zh, city.pinyin, city.initials, city.en
        )
        .unwrap();
    }
    golden("place_names.txt", &text);
}

#[test]
fn s2_1_s2_2_s2_8_every_prefecture_level_city_can_be_picked() {
    let count = |province: &str| {
        let province = code(province);
        cities()
            .iter()
            .filter(|city| city.province == province)
            .count()
    };
    assert!(cities().len() > 300);
    for municipality in ["110000", "120000", "310000", "500000"] {
        assert_eq!(count(municipality), 1, "{municipality}");
    }
    assert_eq!(count("330000"), 11);
    assert_eq!(count("440000"), 21);
    assert_eq!(count("410000"), 17 + 1, "Jiyuan lies directly under Henan");
    assert_eq!(
        count("420000"),
        13 + 4,
        "Xiantao, Qianjiang, Tianmen, Shennongjia"
    );
    assert_eq!(count("460000"), 4 + 15);
    assert_eq!(count("650000"), 14 + 12);
    let all: BTreeSet<_> = cities().iter().map(|city| city.code).collect();
    assert_eq!(all.len(), cities().len());
    for row in divisions().rows() {
        if row.kind == Kind::City && row.is_open() {
            assert!(all.contains(&row.code), "{row:?}");
        }
    }
}

#[test]
fn every_county_of_today_lies_in_a_city_that_can_be_picked() {
    for row in divisions().rows() {
        if row.kind == Kind::County && row.is_open() {
            let city = divisions().city_of(row.code, 2026).unwrap();
            assert!(city.code.contains(row.code), "{row:?}");
            assert!(
                divisions().counties(city.code, 2026).contains(row),
                "{row:?}"
            );
        }
    }
    let city_of = |digits, year| {
        divisions()
            .city_of(code(digits), year)
            .map(|city| city.code)
    };
    assert_eq!(city_of("110105", 2020), Some(code("110000")));
    assert_eq!(city_of("500229", 2020), Some(code("500000")));
    assert_eq!(city_of("429004", 2020), Some(code("429004")));
    assert_eq!(city_of("330113", 2020), None);
    assert_eq!(city_of("810000", 2020), None);
    assert!(city(code("330100")).is_some());
    assert!(city(code("110100")).is_none());
}

#[test]
fn every_character_of_a_name_has_a_reading() {
    for row in divisions().rows() {
        let syllables = row.pinyin();
        assert!(
            syllables.bytes().all(|b| b.is_ascii_lowercase()),
            "{row:?} {syllables}"
        );
        assert!(row.en().chars().all(|c| c < '\u{300}'), "{row:?}");
    }
    for city in cities() {
        let characters = city.zh_short.chars().count();
        assert_eq!(city.initials.chars().count(), characters, "{city:?}");
    }
}

#[test]
fn counties_are_read_as_people_read_them() {
    let read = |digits| divisions().get(code(digits), 2020).unwrap().pinyin();
    for (digits, pinyin) in [
        ("130225", "laoting"),
        ("130726", "yuxian"),
        ("140428", "zhangzi"),
        ("141024", "hongtong"),
        ("320116", "luhe"),
        ("330382", "yueqing"),
        ("361124", "yanshan"),
        ("371524", "donge"),
        ("440113", "panyu"),
        ("441422", "dabu"),
        ("511123", "qianwei"),
        ("652823", "yuli"),
    ] {
        assert_eq!(read(digits), pinyin, "{digits}");
    }
}

#[test]
fn a_county_has_its_rank_in_english() {
    let en = |digits| divisions().get(code(digits), 2022).unwrap().en();
    assert_eq!(en("330106"), "Xihu District");
    assert_eq!(en("330127"), "Chun'an County");
    assert_eq!(en("330282"), "Cixi");
    assert_eq!(en("340523"), "Hexian County");
    assert_eq!(en("310115"), "Pudong New Area");
    assert_eq!(en("140109"), "Wanbailin District");
    assert_eq!(en("429021"), "Shennongjia Forestry District");
    assert_eq!(en("469025"), "Baisha Autonomous County");
    assert_eq!(en("150221"), "Tumoteyou Banner");
    assert_eq!(en("330000"), "Zhejiang");
}
