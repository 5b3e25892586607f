//! What becomes of the past when evidence is withdrawn: everything is as if it had never been.

use crate::support::{facts, feb, first_days, policy, rated};
use domain::facts::Facts;
use domain::policy::Policy;
use domain::quarantine::OrderState;
use domain::rating::rate;
use domain::state::State;

const CASE: &str =
    "exposures = [{ id = 1, class = \"case\", on = 2020-02-12, recorded = 2020-02-12 }]\n";

fn two_rules() -> Policy {
    policy(&[
        (
            "case",
            "exposure = \"case\", within_days = 5",
            "colour = \"red\"\ndays = 14",
        ),
        (
            "contact",
            "contact = true, within_days = 5",
            "colour = \"red\"\ndays = 14",
        ),
    ])
}

/// A case on the 12th, and on the 13th a contact of the 11th, which the order of the case covers.
fn covered(policy: &Policy) -> Facts {
    let (_, known) = rated(policy, &facts(CASE), feb(12));
    let contact = "contacts = [{ id = 2, on = 2020-02-11, recorded = 2020-02-13 }]";
    let mut known = Facts {
        contacts: facts(contact).contacts,
        ..known
    };
    let (decision, mut kept) = rated(policy, &known, feb(13));
    assert_eq!(decision.opens, [], "covered");
    known = kept.clone();
    known.exposures.clear();
    kept = known;
    kept
}

#[test]
fn s2_29_what_a_withdrawn_order_covered_opens_on_its_own_date() {
    let policy = two_rules();
    let decision = rate(&policy, &covered(&policy), feb(20));
    assert_eq!(first_days(&decision), [feb(13)]);
    assert_eq!(decision.state, State::Red);
}

#[test]
fn the_past_holds_no_order_from_before_the_city_was_used_or_the_rule_in_force() {
    let mut policy = two_rules();
    let mut known = covered(&policy);
    known.applies_from = Some(feb(15));
    assert_eq!(first_days(&rate(&policy, &known, feb(20))), [feb(15)]);
    policy.rules[1].effective = feb(16);
    assert_eq!(first_days(&rate(&policy, &known, feb(20))), [feb(16)]);
    known.applies_from = Some(feb(19));
    assert!(
        rate(&policy, &known, feb(20)).opens.is_empty(),
        "the contact is older than five days"
    );
}

#[test]
fn s2_29_an_order_that_would_not_have_opened_is_withdrawn_with_the_one_that_made_it_needful() {
    let policy = two_rules();
    let mut known = covered(&policy);
    known.exposures = facts(CASE).exposures;
    known
        .contacts
        .extend(facts("contacts = [{ id = 3, on = 2020-02-12, recorded = 2020-02-15 }]").contacts);
    let (decision, mut known) = rated(&policy, &known, feb(15));
    assert_eq!(
        first_days(&decision),
        [feb(15)],
        "exposed on day 1 of the case's order"
    );
    known.exposures.clear();
    for order in &mut known.orders {
        order.checked_in = (13..17).map(feb).collect();
    }
    let (decision, known) = rated(&policy, &known, feb(17));
    assert_eq!(first_days(&decision), [feb(13)], "the contact of the 11th");
    assert_eq!(
        decision.until,
        Some(feb(27)),
        "and the contact of the 12th adds no day to it"
    );
    let states: Vec<bool> = known
        .orders
        .iter()
        .map(|o| o.state.is_withdrawn())
        .collect();
    assert_eq!(states, [true, false, true]);
    let again = rate(&policy, &known, feb(17));
    assert_eq!(
        (again.until, again.opens, again.changes),
        (Some(feb(27)), vec![], vec![])
    );
}

#[test]
fn an_order_withdrawn_by_the_decision_of_another_city_is_looked_at_here_too() {
    let policy = two_rules();
    let mut known = covered(&policy);
    known.orders[0].state = OrderState::Withdrawn(feb(20));
    assert_eq!(first_days(&rate(&policy, &known, feb(20))), [feb(13)]);
    assert_eq!(
        first_days(&rate(&policy, &known, feb(21))),
        [],
        "on the day of the withdrawal, not later"
    );
}

#[test]
fn evidence_that_began_after_it_was_known_is_found_in_the_past() {
    let policy = policy(&[
        ("case", "exposure = \"case\"", "colour = \"red\"\ndays = 14"),
        (
            "official",
            "official_order = \"red\"",
            "colour = \"red\"\ndays = 14",
        ),
    ]);
    let (_, mut known) = rated(&policy, &facts(CASE), feb(12));
    let official = "official_orders = [{ id = 2, colour = \"red\", from = 2020-02-14, until = 2020-02-16, recorded = 2020-02-13 }]";
    known.official_orders = facts(official).official_orders;
    assert_eq!(rate(&policy, &known, feb(14)).opens, [], "covered");
    known.exposures.clear();
    assert_eq!(first_days(&rate(&policy, &known, feb(20))), [feb(14)]);
}

#[test]
fn what_a_needless_order_covered_before_its_first_day_opens_in_the_same_decision() {
    let policy = policy(&[
        ("contact", "contact = true", "colour = \"red\"\ndays = 1"),
        (
            "official",
            "official_order = \"red\"",
            "colour = \"red\"\ndays = 4",
        ),
    ]);
    let known = facts(
        "contacts = [{ id = 1, on = 2020-02-14, recorded = 2020-02-16 }]\n\
         official_orders = [{ id = 5, colour = \"red\", from = 2020-02-17, until = 2020-02-19, recorded = 2020-02-18 }]\n\
         orders = [\
         { id = 2, rule = \"old\", colour = \"yellow\", days = 1, first_day = 2020-02-15, evidence = [{ kind = \"contact\", id = 9 }] },\
         { id = 3, rule = \"old\", colour = \"red\", days = 1, first_day = 2020-02-20, evidence = [{ kind = \"contact\", id = 1 }] }]",
    );
    let (decision, known) = rated(&policy, &known, feb(20));
    assert_eq!(first_days(&decision), [feb(18), feb(16)]);
    let again = rate(&policy, &known, feb(20));
    assert_eq!(
        (again.state, again.opens, again.changes),
        (decision.state, vec![], vec![])
    );
}
