//! The rating against the plain one, and what must hold of every decision.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::rating::rate;
use domain::time::Date;
use proptest::prelude::*;
use simulation::histories::{self, Draw};
use simulation::plain::{self, PlainDecision};

const START: Date = Date::from_day(18_312);

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn s2_25_the_plain_rating_says_the_same(numbers in numbers()) {
        let mut draw = Draw::list(numbers);
        let policy = histories::policy(&mut draw, START);
        let today = START + draw.below(14) as i32;
        let facts = histories::facts(&mut draw, &policy, today).canonical();
        let fast = PlainDecision::of(&rate(&policy, &facts, today), &facts);
        let plain = plain::rate(&policy, &facts, today);
        prop_assert_eq!(fast, plain, "{:#?}\n{:#?}\n{}", policy.rules, facts, today);
    }
}
