//! Until when a decision stands by itself.

use domain::facts::Facts;
use domain::policy::Policy;
use domain::rating::{Compiled, rate, state_until};
use domain::state::State;
use domain::time::Date;
use proptest::prelude::*;

use crate::support::{case, cases, draw, noticed, words};

/// Days after which nothing of a drawn case changes by itself.
const ALL_DAYS: i32 = 40;

/// The states from `today` on, when every decision is kept and no new fact comes.
fn states(policy: &Policy, facts: &Facts, today: Date) -> Vec<(Date, State)> {
    let mut facts = facts.clone();
    let days = (0..ALL_DAYS).map(|n| today + n);
    days.map(|date| {
        let decision = rate(policy, &facts, date);
        decision.keep(&mut facts.orders);
        (date, decision.state)
    })
    .collect()
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn the_state_is_the_same_on_every_day_before_state_until_and_another_on_it(mut draw in draw()) {
        let (policy, facts, today) = case(&mut draw);
        let states = states(&policy, &facts, today);
        let changes = states.iter().find(|(_, state)| *state != states[0].1).map(|(date, _)| *date);
        prop_assert_eq!(state_until(&policy, &facts, today), changes, "{}", words(&policy, &facts, today));
        let compiled = Compiled::new(policy.clone());
        for last in [today + 1, today + 2, today + 30] {
            let soon = changes.filter(|on| *on <= last);
            prop_assert_eq!(compiled.state_until(&facts, today, last), soon, "{}", words(&policy, &facts, today));
        }
    }

    #[test]
    fn nothing_changes_before_review_on(mut draw in draw()) {
        let (policy, mut facts, today) = case(&mut draw);
        rate(&policy, &facts, today).keep(&mut facts.orders);
        let decision = rate(&policy, &facts, today);
        let last = decision.review_on.unwrap_or(today + ALL_DAYS);
        let mut date = today.next();
        while date < last {
            let later = rate(&policy, &facts, date);
            let mut expected = noticed(&decision);
            expected.review_on = noticed(&later).review_on;
            prop_assert_eq!(noticed(&later), expected, "on {}: {}", date, words(&policy, &facts, today));
            prop_assert_eq!(later.review_on, decision.review_on, "{}", words(&policy, &facts, today));
            prop_assert!(later.opens.is_empty() && later.changes.is_empty(), "{}", words(&policy, &facts, today));
            date = date.next();
        }
    }
}
