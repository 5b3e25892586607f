//! What holds on every day of a life.

use domain::policy::Policy;
use domain::quarantine::{Course, Order, OrderState, course};
use domain::rating::{Decision, rate};
use domain::state::State;
use domain::time::Date;
use proptest::prelude::*;
use simulation::histories::{self, Life};

use crate::support::{START, cases, draw, live, noticed, words};

/// Days before `today` that count: day 1 and those with a check-in.
fn counted(order: &Order, today: Date) -> usize {
    let days = (0..today - order.first_day).map(|n| order.first_day + n);
    days.filter(|d| *d == order.first_day || order.checked_in.contains(d))
        .count()
}

fn days(order: &Order) -> usize {
    usize::from(order.days) + order.then.map_or(0, |stage| usize::from(stage.days))
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn s2_29_nobody_is_released_before_all_days_are_counted(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let mut life = Life::default();
        for day in histories::history(&mut draw, &policy, START) {
            let (decision, facts) = live(&mut life, &policy, &day);
            for order in &facts.orders {
                let all = counted(order, day.date) >= days(order);
                match order.state {
                    OrderState::Complete(_) => prop_assert!(all, "{}", words(&policy, &facts, day.date)),
                    OrderState::Open => {
                        prop_assert!(decision.state >= State::Yellow, "{}", words(&policy, &facts, day.date));
                    }
                    OrderState::Suspended(_) | OrderState::Lifted(_) | OrderState::Withdrawn(_) => {}
                }
            }
        }
    }

    #[test]
    fn s2_29_a_red_stage_is_red_until_its_days_are_counted(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let mut life = Life::default();
        for day in histories::history(&mut draw, &policy, START) {
            let (decision, facts) = live(&mut life, &policy, &day);
            for order in facts.orders.iter().filter(|o| o.state.is_open()) {
                if counted(order, day.date) < usize::from(order.days) {
                    prop_assert!(decision.state >= order.colour.into(), "{}", words(&policy, &facts, day.date));
                }
            }
        }
    }

    #[test]
    fn s2_29_an_order_holds_its_days_under_every_policy(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let other = histories::policy(&mut draw, START);
        let mut life = Life::default();
        for day in histories::history(&mut draw, &policy, START) {
            let (_, facts) = live(&mut life, &policy, &day);
            let elsewhere = rate(&other, &facts, day.date);
            prop_assert!(elsewhere.changes.is_empty());
            for order in facts.orders.iter().filter(|o| o.state.is_open()) {
                let Course::Running { colour, until, .. } = course(order, day.date) else { continue };
                prop_assert!(elsewhere.state >= colour.into(), "{}", words(&other, &facts, day.date));
                let reason = elsewhere.reasons.iter().any(|r| r.rule == order.rule && r.until == Some(until));
                prop_assert!(reason, "{}", words(&other, &facts, day.date));
            }
        }
    }

    #[test]
    fn s2_29_a_later_version_with_the_same_rules_changes_nothing(mut draw in draw()) {
        let mut policy = histories::policy(&mut draw, START);
        policy.grace_days = policy.grace_days.min(1);
        let mut renewed: Policy = policy.clone();
        let (mut one, mut other) = (Life::default(), Life::default());
        for day in histories::history(&mut draw, &policy, START) {
            if draw.chance(30) {
                let in_force = renewed.rules.iter_mut().filter(|r| r.effective < day.date);
                in_force.for_each(|rule| rule.effective = day.date);
            }
            let (expected, facts) = live(&mut one, &policy, &day);
            let (found, _) = live(&mut other, &renewed, &day);
            let rests = |d: &Decision| (d.state, d.until, d.review_on, noticed(d).pop_ups);
            prop_assert_eq!(rests(&found), rests(&expected), "{}", words(&renewed, &facts, day.date));
        }
    }
}
