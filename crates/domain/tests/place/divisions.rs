//! Codes and their years.

use domain::place::{DivisionCode, divisions};

use crate::support::code;

fn counties(city: &str, year: i16) -> Vec<&'static str> {
    let found = divisions().counties(code(city), year);
    found.iter().map(|county| county.name).collect()
}

#[test]
fn s0_8_hangzhou_has_the_counties_of_the_year() {
    let before = [
        "上城区",
        "下城区",
        "江干区",
        "拱墅区",
        "西湖区",
        "滨江区",
        "萧山区",
        "余杭区",
        "富阳区",
        "临安区",
        "桐庐县",
        "淳安县",
        "建德市",
    ];
    let after = [
        "上城区",
        "拱墅区",
        "西湖区",
        "滨江区",
        "萧山区",
        "余杭区",
        "富阳区",
        "临安区",
        "临平区",
        "钱塘区",
        "桐庐县",
        "淳安县",
        "建德市",
    ];
    assert_eq!(counties("330100", 2020), before);
    assert_eq!(counties("330100", 2022), after);
    let during = counties("330100", 2021);
    assert!(
        before
            .iter()
            .chain(&after)
            .all(|name| during.contains(name))
    );
    assert_eq!(during.len(), 15);
    let name = |digits, year| divisions().name(code(digits), year);
    assert_eq!(name("330103", 2020), Some("下城区"));
    assert_eq!(name("330103", 2021), Some("下城区"));
    assert_eq!(name("330103", 2022), None);
    assert_eq!(name("330110", 2022), Some("余杭区"));
    assert_eq!(name("330113", 2020), None);
    assert_eq!(name("330113", 2021), Some("临平区"));
}

#[test]
fn s0_8_a_code_that_changed_its_name_has_the_name_of_the_year() {
    let name = |digits, year| divisions().name(code(digits), year);
    assert_eq!(name("130502", 2019), Some("桥东区"));
    assert_eq!(name("130502", 2020), Some("襄都区"));
    assert_eq!(name("419001", 1990), Some("义马市"));
    assert_eq!(name("419001", 2022), Some("济源市"));
    assert_eq!(name("540422", 2023), Some("米林县"));
    assert_eq!(name("540422", 2024), None);
    assert_eq!(name("540481", 2022), None);
    assert_eq!(name("110103", 2010), Some("崇文区"));
    assert_eq!(name("110103", 2011), None);
}

#[test]
fn s2_16_an_id_number_may_begin_with_a_code_of_any_year() {
    let was_ever = |digits| divisions().was_ever(code(digits));
    for digits in [
        "110103", "330103", "371202", "429004", "513425", "653228", "810000", "820000", "830000",
    ] {
        assert!(was_ever(digits), "{digits}");
    }
    for digits in ["000000", "110100", "320576", "999999", "330199", "840000"] {
        assert!(!was_ever(digits), "{digits}");
    }
}

#[test]
fn a_zone_of_the_statistics_is_no_division() {
    for zone in domain::place::zones() {
        if let Some(number) = zone.statistical {
            assert!(!divisions().was_ever(number), "{zone:?}");
        }
        assert!(divisions().get(zone.city, 2022).is_some(), "{zone:?}");
    }
}

#[test]
fn s2_22_policy_is_inherited_from_county_to_city_to_province_to_nation() {
    let chain = |digits: &str| {
        let levels: Vec<_> = code(digits).ancestors().map(|c| c.to_string()).collect();
        levels.join(" ")
    };
    assert_eq!(chain("330106"), "330106 330100 330000 000000");
    assert_eq!(chain("110105"), "110105 110000 000000");
    assert_eq!(chain("500229"), "500229 500000 000000");
    assert_eq!(chain("429004"), "429004 420000 000000");
    assert_eq!(chain("441900"), "441900 440000 000000");
    assert_eq!(chain("330000"), "330000 000000");
    assert_eq!(chain("000000"), "000000");
    assert!(DivisionCode::NATION.contains(code("330106")));
    assert!(code("330000").contains(code("330106")));
    assert!(code("420000").contains(code("429004")));
    assert!(!code("330200").contains(code("330106")));
    assert!(!code("330106").contains(code("330100")));
}

#[test]
fn a_path_name_names_no_level_twice() {
    let path = |digits| divisions().path_name(code(digits), 2022).unwrap();
    assert_eq!(path("330106"), "浙江省 杭州市 西湖区");
    assert_eq!(path("110105"), "北京市 朝阳区");
    assert_eq!(path("429004"), "湖北省 仙桃市");
    assert_eq!(path("441900"), "广东省 东莞市");
    assert_eq!(path("330000"), "浙江省");
}

#[test]
fn a_stay_names_a_county_or_a_city_that_has_none() {
    let is_place = |digits| divisions().county_level(code(digits), 2022).is_some();
    for digits in [
        "330106", "429004", "441900", "442000", "460300", "460400", "620200", "810000",
    ] {
        assert!(is_place(digits), "{digits}");
    }
    for digits in ["330100", "330000", "110000", "000000", "320576", "330103"] {
        assert!(!is_place(digits), "{digits}");
    }
}
