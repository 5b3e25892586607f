//! The search box.

use domain::place::{search, without_service};

fn found(query: &str, limit: usize) -> Vec<&'static str> {
    search(query, limit).iter().map(|city| city.zh).collect()
}

fn first(query: &str) -> &'static str {
    found(query, 1).first().copied().unwrap_or("nothing")
}

#[test]
fn s1_11_a_city_is_found_by_chinese_pinyin_initials_english_and_code() {
    for query in [
        "杭州",
        "杭州市",
        "hangzhou",
        "Hangzhou",
        "HANG ZHOU",
        "330100",
        "330106",
        "ｈａｎｇｚｈｏｕ",
    ] {
        assert_eq!(first(query), "杭州市", "{query}");
    }
    assert_eq!(found("hz", 9)[..3], ["杭州市", "湖州市", "菏泽市"]);
}

#[test]
fn s1_11_official_english_and_marks_are_understood() {
    for (query, city) in [
        ("urumqi", "乌鲁木齐市"),
        ("Ürümqi", "乌鲁木齐市"),
        ("wlmq", "乌鲁木齐市"),
        ("xi'an", "西安市"),
        ("xi’an", "西安市"),
        ("Xigaze", "日喀则市"),
        ("garzê", "甘孜藏族自治州"),
        ("lvliang", "吕梁市"),
        ("luliang", "吕梁市"),
        ("lüliang", "吕梁市"),
        ("hohhot", "呼和浩特市"),
        ("huhehaote", "呼和浩特市"),
        ("重庆", "重庆市"),
        ("chongqing", "重庆市"),
        ("cq", "重庆市"),
        ("500229", "重庆市"),
        ("110100", "北京市"),
        ("恩施", "恩施土家族苗族自治州"),
        ("xiantao", "仙桃市"),
    ] {
        assert_eq!(first(query), city, "{query}");
    }
}

#[test]
fn s1_11_what_fits_best_stands_first() {
    assert_eq!(found("suzhou", 9), ["苏州市", "宿州市"]);
    assert_eq!(found("吉林", 3)[..2], ["吉林市", "长春市"]);
    let zhejiang = found("浙江", 99);
    assert_eq!(zhejiang.len(), 11);
    assert_eq!(found("zhejiang", 99), zhejiang);
    assert_eq!(first("海南"), "海南藏族自治州");
    assert!(found("海南", 99).contains(&"三亚市"));
    assert!(found("3301", 9).contains(&"杭州市"));
    assert!(found("h", 99).iter().all(|city| !city.starts_with('北')));
}

#[test]
fn s1_11_nothing_typed_or_nothing_known_finds_nothing() {
    for query in ["", "  ", "？", "zzzz", "火星", "999999"] {
        assert!(search(query, 9).is_empty(), "{query}");
    }
    assert!(search(&"杭州".repeat(10_000), 9).is_empty());
    assert_eq!(search("h", 5).len(), 5);
    assert!(search("h", 0).is_empty());
}

#[test]
fn s1_11_the_service_is_found_by_its_names_alone_and_beside_a_city() {
    for query in [
        "健康码",
        "健康碼",
        "健康",
        "健康申报",
        "jiankangma",
        "jiankang",
        "Jian Kang Ma",
        "jkm",
        "JKM",
        "jksb",
        "health code",
        "Health-Code",
        "health",
        "health declaration",
    ] {
        assert_eq!(without_service(query).as_deref(), Some(""), "{query}");
    }
    for (query, city) in [
        ("杭州健康码", "杭州市"),
        ("健康码 杭州", "杭州市"),
        ("hzjkm", "杭州市"),
        ("Wuhan health code", "武汉市"),
    ] {
        let rest = without_service(query).unwrap();
        assert_eq!(first(&rest), city, "{query}");
    }
    for query in ["", "？", "杭州", "jian", "jk", "heal", "健", "码"] {
        assert_eq!(without_service(query), None, "{query}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_gets_an_answer(query in "\\PC{0,80}", limit in 0_usize..400) {
        let found = search(&query, limit);
        proptest::prop_assert!(found.len() <= limit);
        domain::place::search_countries(&query, limit);
    }
}
