//! What more evidence, the same evidence, and evidence in another order do.

use domain::facts::{Facts, TestOutcome};
use domain::policy::Policy;
use domain::rating::{Decision, rate};
use domain::time::Date;
use proptest::prelude::*;
use simulation::histories::{self, Day, Draw, Life, merge, pieces, withdraw};

use crate::support::{START, case, cases, days_in_words, draw, live, noticed, words};

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn facts_in_any_order_make_one_decision(mut draw in draw()) {
        let (policy, facts, today) = case(&mut draw);
        let shuffled = shuffled(&mut draw, facts.clone());
        prop_assert_eq!(
            noticed(&rate(&policy, &facts, today)),
            noticed(&rate(&policy, &shuffled, today)),
            "before they are canonical: {}", words(&policy, &facts, today)
        );
        prop_assert_eq!(
            rate(&policy, &facts.clone().canonical(), today),
            rate(&policy, &shuffled.canonical(), today),
            "{}", words(&policy, &facts, today)
        );
    }

    #[test]
    fn facts_that_arrive_on_one_date_one_by_one_or_together_give_one_result(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let (mut together, mut forwards, mut backwards) = (Life::default(), Life::default(), Life::default());
        let mut history = histories::history(&mut draw, &policy, START);
        for day in &mut history {
            day.decided = None;
            let pieces = pieces(&day.arrivals);
            let (whole, facts) = live(&mut together, &policy, day);
            let one = one_by_one(&mut forwards, &policy, day, pieces.iter());
            let other = one_by_one(&mut backwards, &policy, day, pieces.iter().rev());
            let expected = (whole.state, whole.until, whole.review_on);
            prop_assert_eq!(one, expected, "{}", words(&policy, &facts, day.date));
            prop_assert_eq!(other, expected, "backwards: {}", words(&policy, &facts, day.date));
        }
    }

    #[test]
    fn s2_29_rating_twice_changes_nothing(mut draw in draw()) {
        let (policy, facts, today) = case(&mut draw);
        let first = rate(&policy, &facts, today);
        let mut kept = facts.clone();
        first.keep(&mut kept.orders);
        let second = rate(&policy, &kept.canonical(), today);
        prop_assert_eq!((second.state, second.until), (first.state, first.until), "{}", words(&policy, &facts, today));
        prop_assert!(second.opens.is_empty(), "{:?}\n{}", second.opens, words(&policy, &facts, today));
        prop_assert!(second.changes.is_empty(), "{:?}\n{}", second.changes, words(&policy, &facts, today));
    }

    #[test]
    fn s2_29_the_same_evidence_arriving_again_changes_nothing(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let (mut once, mut twice) = (Life::default(), Life::default());
        let mut before = Facts::default();
        for day in histories::history(&mut draw, &policy, START) {
            merge(&mut before, day.arrivals.clone());
            let (expected, facts) = live(&mut once, &policy, &day);
            live(&mut twice, &policy, &day);
            let later = Day { arrivals: again(&mut draw, &before, day.date), ..nothing_on(day.date) };
            let (found, twice_facts) = live(&mut twice, &policy, &later);
            let rests = |d: &Decision| (d.state, d.until, d.review_on, noticed(d).pop_ups);
            prop_assert_eq!(
                rests(&found), rests(&expected),
                "{}\n{}", words(&policy, &twice_facts, day.date), words(&policy, &facts, day.date)
            );
            prop_assert_eq!(twice_facts.orders.len(), facts.orders.len(), "{}", words(&policy, &facts, day.date));
        }
    }

    #[test]
    fn no_side_door_a_further_fact_never_betters_the_state(mut draw in draw()) {
        let (policy, facts, today) = case(&mut draw);
        let mut more = facts.clone();
        let further = histories::fact(&mut draw, &policy, 77, today);
        // A negative result ends what a rule lets it end, and nothing else.
        let ends = policy.rules.iter().any(|rule| rule.when.ends_by_test());
        if ends && further.tests.iter().any(|test| test.outcome == TestOutcome::Negative) {
            return Ok(());
        }
        merge(&mut more, further);
        let (before, after) = (rate(&policy, &facts, today), rate(&policy, &more.canonical(), today));
        prop_assert!(after.state >= before.state, "{} {}\n{}", before.state, after.state, words(&policy, &facts, today));
        if after.state == before.state && after.state > domain::state::State::None {
            let until = |until: Option<Date>| until.map_or(i32::MAX, Date::day);
            prop_assert!(until(after.until) >= until(before.until), "{}", words(&policy, &facts, today));
        }
    }

    #[test]
    fn s2_29_withdrawn_evidence_is_as_if_it_had_never_been(mut draw in draw()) {
        let mut policy = histories::policy(&mut draw, START);
        policy.grace_days = policy.grace_days.min(1);
        let mut with = histories::history(&mut draw, &policy, START);
        for day in &mut with {
            day.decided = None;
        }
        let mut all = Facts::default();
        for day in &with {
            merge(&mut all, day.arrivals.clone());
        }
        let count = pieces(&all).len() as u32;
        // Of two reports of one thing the second counts once the first is withdrawn: not as if it had never been.
        if pieces(&all.canonical()).len() as u32 != count {
            return Ok(());
        }
        let id = 1 + i64::from(draw.below(count));
        let mut without = with.clone();
        for day in &mut without {
            withdraw(&mut day.arrivals, id);
        }
        let arrived = with.iter().position(|d| has(&d.arrivals, id)).unwrap_or(0);
        let on = arrived + draw.below((with.len() - arrived) as u32) as usize;
        with[on].withdrawn.push(id);
        let (mut one, mut other) = (Life::default(), Life::default());
        for (number, (day, same)) in with.iter().zip(&without).enumerate() {
            let (found, _) = live(&mut one, &policy, day);
            let (expected, facts) = live(&mut other, &policy, same);
            if number >= on {
                prop_assert_eq!(
                    (found.state, found.until), (expected.state, expected.until),
                    "{}\n{}", days_in_words(&with), words(&policy, &facts, day.date)
                );
            }
        }
    }
}

fn has(facts: &Facts, id: i64) -> bool {
    let mut without = facts.clone();
    withdraw(&mut without, id);
    without != *facts
}

type Dates = (domain::state::State, Option<Date>, Option<Date>);

fn one_by_one<'a>(
    life: &mut Life,
    policy: &Policy,
    day: &Day,
    pieces: impl Iterator<Item = &'a Facts>,
) -> Dates {
    let mut rest = Day {
        arrivals: Facts::default(),
        ..day.clone()
    };
    for piece in pieces {
        live(
            life,
            policy,
            &Day {
                arrivals: piece.clone(),
                ..rest.clone()
            },
        );
        rest.check_ins.clear();
    }
    let (decision, _) = live(life, policy, &rest);
    (decision.state, decision.until, decision.review_on)
}

fn nothing_on(date: Date) -> Day {
    Day {
        date,
        arrivals: Facts::default(),
        check_ins: Vec::new(),
        withdrawn: Vec::new(),
        decided: None,
    }
}

/// Some of the facts, declared again on `date` with other ids.
fn again(draw: &mut Draw, facts: &Facts, date: Date) -> Facts {
    let mut again = Facts::default();
    for mut piece in pieces(facts) {
        if draw.chance(80) {
            continue;
        }
        let later = 100 * i64::from((date - START) + 1);
        let other = if draw.chance(50) { -later } else { later };
        let renew = |id: &mut i64, recorded: &mut Date| (*id, *recorded) = (*id + other, date);
        piece
            .stays
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .exposures
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .contacts
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .symptoms
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .entries
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .tests
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .official_orders
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .hospital
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        piece
            .tests_due
            .iter_mut()
            .for_each(|f| renew(&mut f.id, &mut f.recorded));
        merge(&mut again, piece);
    }
    again
}

fn shuffled(draw: &mut Draw, mut facts: Facts) -> Facts {
    fn shuffle<T>(draw: &mut Draw, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, draw.below(last as u32 + 1) as usize);
        }
    }
    shuffle(draw, &mut facts.stays);
    shuffle(draw, &mut facts.exposures);
    shuffle(draw, &mut facts.contacts);
    shuffle(draw, &mut facts.symptoms);
    shuffle(draw, &mut facts.entries);
    shuffle(draw, &mut facts.tests);
    shuffle(draw, &mut facts.official_orders);
    shuffle(draw, &mut facts.hospital);
    shuffle(draw, &mut facts.tests_due);
    shuffle(draw, &mut facts.orders);
    facts
}
