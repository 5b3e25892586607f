//! Rules that contradict each other or themselves, and rules that never come to anything.

use crate::support::{faults, rule, said};

#[test]
fn s2_24_two_rules_that_answer_one_question_otherwise_are_refused() {
    let two = rule(
        "one",
        "entry = true, exposure = \"close\"",
        "colour = \"red\"\ndays = 14",
    ) + &rule(
        "two",
        "entry = true, exposure = \"close\", within_days = 14",
        "colour = \"yellow\"\ndays = 7",
    );
    let found = faults(&two);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(said(&found, "rule[two].when").contains("contradicts one"));
}

#[test]
fn s2_24_a_rule_that_contradicts_an_inherited_one_takes_its_place_or_is_refused() {
    let own = rule(
        "abroad",
        "entry = true, within_days = 14",
        "colour = \"yellow\"\ndays = 14",
    );
    assert!(said(&faults(&own), "rule[abroad].when").contains("contradicts entry"));
    assert!(faults(&own.replace("\"abroad\"", "\"entry\"")).is_empty());
    assert!(faults(&format!("without = [\"entry\"]\n{own}")).is_empty());
}

#[test]
fn s2_24_a_rule_that_another_always_outdoes_is_refused() {
    let milder = rule(
        "narrow",
        "stay_in = \"high\", within_days = 7",
        "colour = \"red\"\ndays = 7",
    );
    assert!(said(&faults(&milder), "rule[narrow].when").contains("stay-high gives as much"));
    let stricter = milder.replace("days = 7\nreview", "days = 21\nreview");
    assert!(faults(&stricter).is_empty(), "it gives more");
    let wider = milder.replace("within_days = 7", "within_days = 21");
    assert!(faults(&wider).is_empty(), "it reaches further back");
    let follows = rule(
        "fever",
        "temperature = 38.0, contact = true, within_days = 5",
        "colour = \"yellow\"",
    ) + &rule(
        "heat",
        "temperature = 37.8, within_days = 5",
        "colour = \"yellow\"",
    );
    assert!(said(&faults(&follows), "rule[fever].when").contains("heat gives as much"));
    let owed = follows.replace(
        "temperature = 37.8",
        "until_negative = true, temperature = 37.8",
    );
    assert!(
        faults(&owed).is_empty(),
        "a negative result ends the one and not the other"
    );
}

#[test]
fn s2_24_what_nothing_can_meet_is_refused() {
    let many = rule("many", "symptoms = 10", "colour = \"red\"\ndays = 7");
    assert!(said(&faults(&many), "rule[many].when.symptoms").contains("at most 9"));
    let done = rule(
        "done",
        "test = \"negative\", until_negative = true",
        "colour = \"yellow\"",
    );
    assert!(said(&faults(&done), "rule[done].when.until_negative").contains("never apply"));
    let nothing = rule("none", "until_negative = true", "colour = \"yellow\"");
    said(&faults(&nothing), "rule[none].when");
}

#[test]
fn s2_24_a_rule_that_contradicts_itself_is_refused() {
    let order = rule(
        "owed",
        "contact = true, until_negative = true",
        "colour = \"red\"\ndays = 14",
    );
    assert!(said(&faults(&order), "rule[owed].days").contains("contradicts until_negative"));
    let hospital = rule("ill", "in_hospital = true", "colour = \"red\"\ndays = 14");
    assert!(said(&faults(&hospital), "rule[ill].days").contains("contradicts in_hospital"));
    let officials = rule(
        "two",
        "official_order = \"red\", until_negative = true",
        "colour = \"red\"",
    );
    said(&faults(&officials), "rule[two].when.until_negative");
    let general = rule(
        "general",
        "exposure = \"general\"",
        "colour = \"yellow\"\ndays = 7",
    );
    assert!(said(&faults(&general), "rule[general].when.exposure").contains("colours nobody"));
}

#[test]
fn s2_24_a_quarantine_raises_a_pop_up_and_no_colour() {
    let colours = rule("again", "quarantine = \"entry\"", "colour = \"red\"");
    assert!(said(&faults(&colours), "rule[again].when.quarantine").contains("make it a popup"));
    let beside = "[[popup]]\nid = \"both\"\nwhen = { quarantine = \"entry\", contact = true }\nreview = 2020-12-01\n\
                  text = { zh = \"由\", en = \"x\" }\ncontact = { zh = \"由\", en = \"x\" }\n";
    assert!(said(&faults(beside), "popup[both].when.quarantine").contains("alone"));
}
