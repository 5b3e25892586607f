//! What the page shows: the rules, the causes and what helps, against a golden file.

use std::fmt::Write as _;

use domain::help;
use domain::itinerary::{Cause, rules};

use crate::golden::golden;

#[test]
fn s0_8_the_published_rules_and_causes_are_those_of_the_golden_file() {
    let mut text = String::from("# The published rules of a check, for a window of 14 days\n");
    for rule in rules(14) {
        writeln!(text, "- {}\n  {}", rule.zh, rule.en).unwrap();
    }
    for cause in Cause::ALL {
        let (what, helps) = (cause.text(), cause.remedy());
        let lines = [what.zh, what.en, helps.zh, helps.en].join("\n  ");
        writeln!(text, "\n## {cause}\n  {lines}").unwrap();
    }
    golden("itinerary_rules.txt", &text);
}

#[test]
fn s0_24_every_rule_and_cause_is_there_in_both_languages() {
    let causes = Cause::ALL.iter().flat_map(|c| [c.text(), c.remedy()]);
    for text in rules(14).into_iter().chain(causes) {
        assert!(
            text.zh
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{text:?}"
        );
        assert!(text.en.is_ascii() && text.en.contains(' '), "{text:?}");
    }
    assert!(rules(21)[0].zh.contains("21天") && rules(21)[0].en.contains("21 days"));
}

#[test]
fn s0_1_each_cause_of_a_check_is_a_cause_of_the_help_page() {
    let mut helped: Vec<_> = Cause::ALL.iter().map(|c| help::Cause::from(*c)).collect();
    helped.dedup();
    assert_eq!(helped.len(), Cause::ALL.len());
}
