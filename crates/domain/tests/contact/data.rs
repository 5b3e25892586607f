//! The rules as data.

use domain::contact::{ContactRules, Reach, Setting};

use crate::support::rules;

#[test]
fn n_5_the_rules_are_published_data_in_both_languages_and_every_setting_has_one() {
    let rules = rules();
    assert_eq!(rules.version, "2020-02-20");
    for setting in Setting::ALL {
        let has_one = rules
            .rules
            .iter()
            .any(|rule| rule.settings.contains(setting));
        assert!(has_one, "{setting}");
    }
    for rule in &rules.rules {
        assert!(
            !rule.text.zh.is_ascii() && rule.text.en.is_ascii(),
            "{}",
            rule.id
        );
    }
    let within_a_metre = rules
        .rules
        .iter()
        .find(|rule| rule.id.as_str() == "within-one-metre");
    assert_eq!(within_a_metre.unwrap().reach, Reach::Investigation);
}

#[test]
fn n_5_rules_without_sense_are_refused_by_field() {
    let text = ContactRules::built_in_text();
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        ContactRules::parse(&text.replacen(from, to, 1))
            .unwrap_err()
            .to_string()
    };
    assert!(refused("held_over_people", "held_over_peple").contains("held_over_peple"));
    assert!(refused("= 360", "= 0").contains("limits"));
    assert!(refused("numbers_in_a_bay         = 2", "numbers_in_a_bay = 0").contains("seats"));
    assert!(refused("\"aircraft-rest\"", "\"aircraft-rows\"").contains("aircraft-rows"));
    assert!(refused("reach    = \"cabin\"", "reach = \"overlap\"").contains("ship-cabin"));
    assert!(
        refused("reach    = \"investigation\"", "reach = \"everyone\"").contains("investigation")
    );
    assert!(refused("class    = \"close\"", "class = \"case\"").contains("case"));
    assert!(ContactRules::parse(&"#".repeat(300_000)).is_err());
}
