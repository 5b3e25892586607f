//! Until when a decision stands by itself.

use crate::support::{facts, feb, policy};
use domain::rating::{rate, state_until};
use domain::state::State;

#[test]
fn a_fact_that_never_counts_asks_for_no_review() {
    let policy = policy(&[("official", "official_order = \"red\"", "colour = \"red\"")]);
    let known = facts(
        "official_orders = [{ colour = \"red\", from = 2020-02-22, until = 2020-02-22, recorded = 2020-02-20 }]",
    );
    assert_eq!(rate(&policy, &known, feb(20)).review_on, None);
}

#[test]
fn a_state_changes_when_a_day_is_missed_and_those_after_it_were_counted() {
    let policy = policy(&[("contact", "contact = true", "colour = \"red\"\ndays = 14")]);
    let known = facts(
        "orders = [{ rule = \"contact\", colour = \"red\", days = 2, grace_days = 2, first_day = 2020-02-10, \
         checked_in = [2020-02-12] }]",
    );
    let state = |day| rate(&policy, &known, feb(day)).state;
    assert_eq!(
        [state(12), state(13), state(14)],
        [State::Red, State::Red, State::Green]
    );
    assert_eq!(state_until(&policy, &known, feb(12)), Some(feb(14)));
}

#[test]
fn a_state_is_vouched_for_until_the_first_of_all_changes_to_come() {
    let policy = policy(&[
        ("red", "official_order = \"red\"", "colour = \"red\""),
        (
            "yellow",
            "official_order = \"yellow\"",
            "colour = \"yellow\"",
        ),
    ]);
    let known = facts(
        "official_orders = [\
         { colour = \"red\", from = 2020-02-10, until = 2020-02-20, recorded = 2020-02-10 },\
         { colour = \"yellow\", from = 2020-02-12, until = 2020-02-13, recorded = 2020-02-10 },\
         { colour = \"red\", from = 2020-02-14, until = 2020-02-24, recorded = 2020-02-10 }]",
    );
    assert_eq!(state_until(&policy, &known, feb(10)), Some(feb(24)));
    let green = facts(
        "official_orders = [\
         { colour = \"yellow\", from = 2020-02-12, until = 2020-02-12, recorded = 2020-02-10 },\
         { colour = \"red\", from = 2020-02-14, until = 2020-02-24, recorded = 2020-02-10 }]",
    );
    assert_eq!(state_until(&policy, &green, feb(10)), Some(feb(14)));
}

#[test]
fn an_order_that_begins_later_ends_too() {
    let policy = policy(&[("entry", "entry = true, within_days = 5", "colour = \"red\"")]);
    let known = facts(
        "entries = [{ on = 2020-02-16, recorded = 2020-02-18 }]\n\
         orders = [{ rule = \"entry\", colour = \"red\", days = 1, first_day = 2020-02-22 }]",
    );
    assert_eq!(state_until(&policy, &known, feb(20)), Some(feb(23)));
}
