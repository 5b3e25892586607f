//! What the reasons of a decision say.

use crate::support::{facts, feb, policy, rated};
use domain::rating::{Ends, rate};
use domain::state::Colour;

#[test]
fn n_2_two_orders_of_one_rule_keep_their_own_dates() {
    let policy = policy(&[("contact", "contact = true", "colour = \"red\"\ndays = 14")]);
    let known = facts(
        "contacts = [{ on = 2020-02-09, recorded = 2020-02-10 }, { on = 2020-02-11, recorded = 2020-02-12 }]",
    );
    let decision = rate(&policy, &known, feb(12));
    let dates: Vec<_> = decision
        .reasons
        .iter()
        .map(|r| (r.since, r.until, r.evidence.len()))
        .collect();
    assert_eq!(
        dates,
        [(feb(12), Some(feb(26)), 1), (feb(10), Some(feb(24)), 1)],
    );
}

#[test]
fn n_2_evidence_under_an_order_of_a_worse_colour_keeps_its_own() {
    let policy = policy(&[
        ("case", "exposure = \"case\"", "colour = \"red\"\ndays = 14"),
        ("contact", "contact = true", "colour = \"yellow\"\ndays = 7"),
    ]);
    let known = facts(
        "exposures = [{ class = \"case\", on = 2020-02-10, recorded = 2020-02-10 }]\n\
         contacts = [{ on = 2020-02-09, recorded = 2020-02-10 }]",
    );
    let decision = rate(&policy, &known, feb(10));
    let reasons: Vec<_> = decision
        .reasons
        .iter()
        .map(|r| (r.rule.as_str(), r.colour, r.until))
        .collect();
    assert_eq!(
        reasons,
        [
            ("case", Colour::Red, Some(feb(24))),
            ("contact", Colour::Yellow, Some(feb(24)))
        ]
    );
}

#[test]
fn n_2_of_several_orders_evidence_ends_with_the_last_whatever_their_order() {
    let policy = policy(&[
        ("case", "exposure = \"case\"", "colour = \"red\"\ndays = 14"),
        ("contact", "contact = true", "colour = \"yellow\"\ndays = 7"),
    ]);
    let (_, known) = rated(
        &policy,
        &facts(
            "exposures = [{ id = 1, class = \"case\", on = 2020-02-10, recorded = 2020-02-10 }, \
             { id = 2, class = \"case\", on = 2020-02-11, recorded = 2020-02-11 }]",
        ),
        feb(11),
    );
    assert_eq!(known.orders.len(), 2);
    let mut known = known;
    known.contacts =
        facts("contacts = [{ id = 3, on = 2020-02-09, recorded = 2020-02-12 }]").contacts;
    let mut turned = known.clone();
    turned.orders.reverse();
    for facts in [&known, &turned] {
        let decision = rate(&policy, facts, feb(12));
        let contact = decision
            .reasons
            .iter()
            .find(|r| r.rule.as_str() == "contact")
            .unwrap();
        assert_eq!(
            (contact.until, contact.ends),
            (
                Some(feb(25)),
                Ends::WithOrder {
                    order: known.orders[1].id
                }
            )
        );
    }
    assert_eq!(
        rate(&policy, &known.canonical(), feb(12)),
        rate(&policy, &turned.canonical(), feb(12))
    );
}
