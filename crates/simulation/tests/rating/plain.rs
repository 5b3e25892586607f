//! The rating and its slow, obvious second say the same.

use domain::rating::{Compiled, rate};
use proptest::prelude::*;
use simulation::histories::{self, Life};
use simulation::plain::{self, PlainDecision};

use crate::support::{START, case, cases, draw, live, words};

proptest! {
    #![proptest_config(cases(20_000))]

    #[test]
    fn s2_25_the_plain_rating_says_the_same(mut draw in draw()) {
        let (policy, facts, today) = case(&mut draw);
        let fast = PlainDecision::of(&rate(&policy, &facts, today), &facts);
        prop_assert_eq!(fast, plain::rate(&policy, &facts, today), "{}", words(&policy, &facts, today));
    }

    #[test]
    fn s2_25_the_compiled_rating_says_the_same(mut draw in draw()) {
        let (policy, facts, today) = case(&mut draw);
        let (expected, decision) = (plain::rate(&policy, &facts, today), rate(&policy, &facts, today));
        let compiled = Compiled::new(policy.clone());
        prop_assert_eq!(&compiled.rate(&facts, today), &decision);
        let rated = compiled.rate_state(&facts, today);
        prop_assert_eq!(
            (rated.state, rated.until, rated.review_on),
            (expected.state, expected.until, expected.review_on),
            "{}", words(&policy, &facts, today)
        );
        let mut rules = rated.rules;
        rules.sort();
        let names: Vec<_> = expected.rules.into_iter().map(|(name, ..)| name).collect();
        prop_assert_eq!(rules, names, "{}", words(&policy, &facts, today));
    }

    #[test]
    fn s2_29_the_plain_rating_says_the_same_on_every_day_of_a_life(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let mut life = Life::default();
        for day in histories::history(&mut draw, &policy, START) {
            let mut arrived = life.clone();
            arrived.begin(&day);
            let facts = arrived.facts();
            let fast = PlainDecision::of(&rate(&policy, &facts, day.date), &facts);
            prop_assert_eq!(fast, plain::rate(&policy, &facts, day.date), "{}", words(&policy, &facts, day.date));
            live(&mut life, &policy, &day);
        }
    }
}
