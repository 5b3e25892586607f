//! The rules as data.

use domain::contact::{ContactRules, ContactRulesError, Reach, Setting};

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

#[test]
fn n_5_everything_without_sense_is_told_at_once_and_in_both_languages() {
    let text = ContactRules::built_in_text();
    let changes = [
        ("version   = \"2020-02-20\"", "version = \" \"", "version"),
        (
            "days_before = 2",
            "days_before = 15",
            "infectious_days_before",
        ),
        (
            "held_over_people = 300",
            "held_over_people = 0",
            "held_over_people",
        ),
        ("\"K\", \"Y\"]", "\"K\", \"y\"]", "sealed_letters"),
        (
            "hard_seat_numbers_in_a_bay            = 10",
            "hard_seat_numbers_in_a_bay = 0",
            "seats",
        ),
        (
            "reach    = { bays = 1 }",
            "reach = { rows = 1 }",
            "train-ordinary-bays",
        ),
        (
            "reach    = { rows = 3 }",
            "reach = { rows = 30 }",
            "aircraft-rows",
        ),
        ("class    = \"secondary\"", "class = \"close\"", "secondary"),
        (
            "settings = [\"coach_sealed\"]",
            "settings = [\"ship\"]",
            "coach_sealed",
        ),
        (
            "settings = [\"coach_sealed\"]",
            "settings = [\"ship\"]",
            "ship-crew",
        ),
    ];
    let mut wrong = text.to_owned();
    for (from, to, _) in changes {
        assert!(text.contains(from), "{from}");
        wrong = wrong.replacen(from, to, 1);
    }
    let Err(ContactRulesError::Faults(faults)) = ContactRules::parse(&wrong) else {
        panic!("these are faults");
    };
    for (from, _, field) in changes {
        let named = faults.iter().any(|fault| fault.field.ends_with(field));
        assert!(named, "{from}: {faults:?}");
    }
    for fault in &faults {
        assert!(
            !fault.text.zh.is_ascii() && fault.text.en.is_ascii(),
            "{fault}"
        );
    }
}
