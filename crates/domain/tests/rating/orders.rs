//! Which orders open, and what an order that is there covers.

use crate::support::{date, facts, feb, first_days, policy, rated};
use domain::quarantine::{Course, OrderState, course};
use domain::rating::rate;
use domain::state::State;

const STAYS: &str = "stays = [\
    { id = 1, place = \"420106\", area = \"listed\", from = 2020-02-08, to = 2020-02-10, recorded = 2020-02-10, level = \"medium\" },\
    { id = 2, place = \"420106\", area = \"listed\", from = 2020-02-07, to = 2020-02-10, recorded = 2020-02-10, level = \"medium\" }]";

#[test]
fn s2_29_a_later_version_of_the_policy_counts_no_evidence_again() {
    let mut policy = policy(&[(
        "stay-medium",
        "stay_in = \"medium\"",
        "colour = \"yellow\"\ndays = 7",
    )]);
    let (decision, mut known) = rated(&policy, &facts(STAYS), feb(10));
    assert_eq!(
        decision.opens.len(),
        1,
        "two stays of one day open one order"
    );
    known.orders[0].checked_in = (11..17).map(feb).collect();
    policy.rules[0].effective = feb(18);
    let decision = rate(&policy, &known, feb(18));
    assert_eq!((decision.state, decision.opens), (State::Green, vec![]));
}

#[test]
fn another_city_counts_no_evidence_again() {
    let policy = policy(&[(
        "stay-medium",
        "stay_in = \"medium\"",
        "colour = \"yellow\"\ndays = 7",
    )]);
    let (_, mut known) = rated(&policy, &facts(STAYS), feb(10));
    known.orders[0].checked_in = (11..17).map(feb).collect();
    known.applies_from = Some(feb(18));
    let decision = rate(&policy, &known, feb(18));
    assert_eq!((decision.state, decision.opens), (State::Green, vec![]));
}

#[test]
fn n_3_evidence_that_becomes_known_while_an_order_is_suspended_opens_its_own() {
    let policy = policy(&[
        (
            "official",
            "official_order = \"red\"",
            "colour = \"red\"\ndays = 14",
        ),
        ("contact", "contact = true", "colour = \"red\"\ndays = 14"),
    ]);
    let official = "official_orders = [{ id = 1, colour = \"red\", from = 2020-02-10, until = 2020-03-10, recorded = 2020-02-10 }]";
    let (_, mut known) = rated(&policy, &facts(official), feb(10));
    known.orders[0].state = OrderState::Suspended(feb(12));
    assert_eq!(rate(&policy, &known, feb(12)).state, State::Green);
    known.contacts =
        facts("contacts = [{ id = 2, on = 2020-02-09, recorded = 2020-02-13 }]").contacts;
    let decision = rate(&policy, &known, feb(13));
    assert_eq!(
        (decision.state, first_days(&decision)),
        (State::Red, vec![feb(13)])
    );
}

#[test]
fn an_order_whose_days_are_all_counted_opens_complete() {
    let policy = policy(&[("contact", "contact = true", "colour = \"red\"\ndays = 1")]);
    let known = facts("contacts = [{ on = 2020-02-10, recorded = 2020-02-10 }]");
    let (decision, known) = rated(&policy, &known, feb(12));
    assert_eq!(decision.opens[0].state, OrderState::Complete(feb(11)));
    let again = rate(&policy, &known, feb(12));
    assert_eq!((again.opens, again.changes), (vec![], vec![]));
}

#[test]
fn an_order_that_has_not_begun_colours_nobody() {
    let policy = policy(&[("contact", "contact = true", "colour = \"red\"\ndays = 14")]);
    let known = facts(
        "orders = [{ rule = \"contact\", colour = \"red\", days = 14, first_day = 2020-02-20 }]",
    );
    let decision = rate(&policy, &known, feb(10));
    assert_eq!(
        (decision.state, decision.review_on),
        (State::Green, Some(feb(20)))
    );
    assert_eq!(
        rate(&policy, &known, feb(20)).until,
        Some(date("2020-03-05"))
    );
}

#[test]
fn an_order_of_any_length_has_its_dates() {
    let policy = policy(&[("contact", "contact = true", "colour = \"red\"\ndays = 14")]);
    let known = facts(
        "contacts = [{ on = 2020-02-10, recorded = 2020-02-10 }]\n\
         orders = [{ rule = \"contact\", colour = \"red\", days = 65535, then = { colour = \"yellow\", days = 65535 }, \
         first_day = 2020-02-10, evidence = [{ kind = \"contact\", id = 9 }] }, \
         { rule = \"contact\", colour = \"red\", days = 14, first_day = 1700-01-01 }]",
    );
    assert_eq!(rate(&policy, &known, feb(12)).state, State::Red);
    let Course::Running { missed, .. } = course(&known.orders[0], feb(12)) else {
        panic!("it runs")
    };
    assert_eq!(missed, u16::MAX);
}

#[test]
fn what_two_rules_make_of_one_day_opens_side_by_side_whatever_arrived_first() {
    let policy = policy(&[
        ("fever", "temperature = 37.3", "colour = \"red\"\ndays = 4"),
        (
            "ill",
            "symptoms = 1",
            "colour = \"red\"\ndays = 2\nthen = { colour = \"yellow\", days = 3 }",
        ),
    ]);
    let fever = "{ id = 1, on = 2020-02-10, recorded = 2020-02-10, temperature = 37.3 }";
    let both =
        "{ id = 3, on = 2020-02-10, recorded = 2020-02-10, temperature = 37.3, new = [\"fever\"] }";
    for (first, second) in [(fever, both), (both, fever)] {
        let (_, known) = rated(&policy, &facts(&format!("symptoms = [{first}]")), feb(10));
        let mut known_both = facts(&format!("symptoms = [{first}, {second}]"));
        known_both.orders = known.orders;
        let (_, mut known) = rated(&policy, &known_both, feb(10));
        for order in &mut known.orders {
            order.checked_in = (11..14).map(feb).collect();
        }
        let decision = rate(&policy, &known, feb(14));
        assert_eq!(
            (decision.state, decision.until),
            (State::Yellow, Some(feb(15))),
            "first {first}"
        );
    }
}
