//! Which facts are evidence of what.

use crate::support::{facts, feb, first_days, policy, rated};
use domain::facts::Facts;
use domain::rating::rate;
use domain::state::State;

#[test]
fn each_choice_of_facts_that_meets_a_condition_is_evidence_of_its_own() {
    let policy = policy(&[(
        "ill-contact",
        "contact = true, symptoms = 1, within_days = 5",
        "colour = \"red\"\ndays = 1",
    )]);
    let text = "contacts = [{ id = 1, on = 2020-02-18, recorded = 2020-02-18 }]\n";
    let first = "{ id = 2, on = 2020-02-18, recorded = 2020-02-18, new = [\"fever\"] }";
    let second = "{ id = 3, on = 2020-02-19, recorded = 2020-02-19, new = [\"fever\"] }";
    let early = facts(&format!("{text}symptoms = [{first}]"));
    let (_, mut known) = rated(&policy, &early, feb(18));
    known.symptoms = facts(&format!("symptoms = [{first}, {second}]")).symptoms;
    let decision = rate(&policy, &known, feb(19));
    assert_eq!(
        first_days(&decision),
        [feb(19)],
        "ill again after the first order was over"
    );
    assert_eq!(decision.state, State::Red);
}

#[test]
fn s2_29_the_last_exposure_of_evidence_is_that_of_all_its_facts() {
    let policy = policy(&[
        (
            "close",
            "exposure = \"close\"",
            "colour = \"red\"\ndays = 14",
        ),
        (
            "both",
            "exposure = \"secondary\", contact = true",
            "colour = \"red\"\ndays = 14",
        ),
    ]);
    let known = facts(
        "exposures = [{ id = 1, class = \"close\", on = 2020-02-17, recorded = 2020-02-18 }]",
    );
    let (_, mut known) = rated(&policy, &known, feb(18));
    let more = facts(
        "exposures = [{ id = 2, class = \"secondary\", on = 2020-02-15, recorded = 2020-02-20 }]\n\
         contacts = [{ id = 3, on = 2020-02-19, recorded = 2020-02-20 }]",
    );
    known.exposures.extend(more.exposures);
    known.contacts.extend(more.contacts);
    let decision = rate(&policy, &known, feb(20));
    assert_eq!(
        first_days(&decision),
        [feb(20)],
        "the contact was on day 2 of the running order"
    );
}

#[test]
fn an_order_opens_no_earlier_than_its_evidence_begins() {
    let policy = policy(&[(
        "official",
        "official_order = \"red\"",
        "colour = \"red\"\ndays = 3",
    )]);
    let known = facts(
        "official_orders = [{ colour = \"red\", from = 2020-02-22, until = 2020-03-01, recorded = 2020-02-20 }]",
    );
    assert_eq!(rate(&policy, &known, feb(20)).review_on, Some(feb(22)));
    let decision = rate(&policy, &known, feb(22));
    assert_eq!(first_days(&decision), [feb(22)]);
    assert_eq!(decision.until, Some(feb(25)));
}

#[test]
fn a_symptom_that_a_report_names_twice_counts_once() {
    let policy = policy(&[("ill", "symptoms = 2", "colour = \"yellow\"")]);
    let report = |new: &str| {
        let text =
            format!("symptoms = [{{ on = 2020-02-20, recorded = 2020-02-20, new = [{new}] }}]");
        rate(&policy, &facts(&text), feb(20)).state
    };
    assert_eq!(report("\"fever\", \"fever\""), State::Green);
    assert_eq!(report("\"fever\", \"fatigue\""), State::Yellow);
}

#[test]
fn s2_29_the_same_evidence_arriving_again_opens_no_second_order() {
    let policy = policy(&[
        ("contact", "contact = true", "colour = \"yellow\"\ndays = 7"),
        (
            "secondary",
            "exposure = \"secondary\"",
            "colour = \"yellow\"\ndays = 7",
        ),
        ("entry", "entry = true", "colour = \"yellow\"\ndays = 7"),
        (
            "positive",
            "test = \"positive\"",
            "colour = \"yellow\"\ndays = 7",
        ),
        ("ill", "symptoms = 1", "colour = \"yellow\"\ndays = 7"),
    ]);
    for (kind, fact) in [
        ("contacts", ""),
        ("exposures", "class = \"secondary\", "),
        ("entries", ""),
        ("tests", "outcome = \"positive\", "),
        ("symptoms", "new = [\"fever\"], "),
    ] {
        let once = format!("{{ id = 5, {fact}on = 2020-02-10, recorded = 2020-02-10 }}");
        let (_, mut known) = rated(&policy, &facts(&format!("{kind} = [{once}]")), feb(10));
        let mut days: Vec<_> = (11..17).map(feb).collect();
        known.orders[0].checked_in.append(&mut days);
        for (id, recorded) in [(3, "10"), (9, "18")] {
            let again =
                format!("{{ id = {id}, {fact}on = 2020-02-10, recorded = 2020-02-{recorded} }}");
            let mut known_again: Facts =
                toml::from_str(&format!("{kind} = [{once}, {again}]")).unwrap();
            known_again.orders.clone_from(&known.orders);
            let decision = rate(&policy, &known_again.canonical(), feb(18));
            assert_eq!(
                decision.state,
                State::Green,
                "{kind} again on the {recorded}"
            );
            assert_eq!(
                (decision.opens, decision.changes.len()),
                (vec![], 1),
                "{kind}: it is complete"
            );
        }
    }
}
