//! Limits: what is over one waits for a third, and of the same hands everything.

use domain::place::DivisionCode;
use domain::proposal::{Basis, Kind, Limit, Limits, Proposal, ProposalState, Window, over};

use crate::support::{code, hand, hours, order};

/// Order number `n` by official 1, approved by official 2.
fn by_the_pair(n: i64, hour: i64) -> Proposal {
    Proposal {
        state: ProposalState::InForce,
        approver: Some(hand(2, 2)),
        approved: Some(hours(hour)),
        ..order(n, hand(1, 1), hours(hour))
    }
}

fn held(proposals: &[Proposal], hour: i64) -> usize {
    over(proposals, &Limits::IN_FORCE, hours(hour)).len()
}

#[test]
fn n_3_below_the_limits_nothing_is_held() {
    let three: Vec<Proposal> = (0..3).map(|n| by_the_pair(n, 0)).collect();
    assert_eq!(held(&three, 0), 0);
}

#[test]
fn n_3_with_one_too_many_everything_by_the_same_hands_in_that_time_is_held() {
    let mut four: Vec<Proposal> = (0..4).map(|n| by_the_pair(n, 0)).collect();
    four.push(order(9, hand(3, 3), hours(0)));
    let held = over(&four, &Limits::IN_FORCE, hours(0));
    let ids: Vec<i64> = held.keys().map(|id| id.0).collect();
    assert_eq!(ids, [0, 1, 2, 3], "and nobody else's");
    assert!(
        held.values()
            .all(|why| why.contains(&(Limit::Official, Window::Hour)))
    );
    assert!(
        held.values()
            .all(|why| why.contains(&(Limit::Pair, Window::Hour)))
    );
}

#[test]
fn n_3_few_a_day_for_long_are_over_the_limits_of_the_longer_windows() {
    for (a_day, over_on_day) in [(1, 21), (2, 6), (3, 4), (20, 1)] {
        let mut all = Vec::new();
        let mut first = None;
        for day in 1..=66 {
            for n in 0..a_day {
                all.push(by_the_pair(day * 100 + n, day * 24 + n * 2));
            }
            let month: Vec<Proposal> = all
                .iter()
                .filter(|p| hours(day * 24 - 29 * 24) < p.made)
                .cloned()
                .collect();
            if first.is_none() && held(&month, day * 24 + 23) > 0 {
                first = Some(day);
            }
        }
        assert!(
            first.is_some_and(|day| day <= over_on_day),
            "{a_day} a day: {first:?}"
        );
    }
}

#[test]
fn n_3_what_was_refused_counts_so_that_nobody_tries_until_a_friend_is_drawn() {
    let refused = |n| Proposal {
        state: ProposalState::Refused,
        ..order(n, hand(1, 1), hours(0))
    };
    let mut all: Vec<Proposal> = (0..3).map(refused).collect();
    assert_eq!(held(&all, 0), 0);
    all.push(by_the_pair(4, 0));
    assert!(over(&all, &Limits::IN_FORCE, hours(0)).contains_key(&all[3].id));
}

#[test]
fn n_3_an_office_a_basis_and_a_place_have_limits_of_their_own() {
    let many = |of: fn(i64) -> (i64, i64, Basis, DivisionCode)| -> Vec<Proposal> {
        (0..21)
            .map(|n| {
                let (staff, office, basis, place) = of(n);
                let made = hours(0).plus_ms(n);
                Proposal {
                    basis,
                    place,
                    ..order(n, hand(staff, office), made)
                }
            })
            .collect()
    };
    let why = |all: &[Proposal]| {
        let found = over(all, &Limits::IN_FORCE, hours(0).plus_ms(30));
        let hour = |why: &(Limit, Window)| why.1 == Window::Hour;
        let mut limits: Vec<Limit> = found
            .values()
            .flatten()
            .filter(|w| hour(w))
            .map(|w| w.0)
            .collect();
        limits.sort_unstable();
        limits.dedup();
        (found.len(), limits)
    };
    let office = many(|n| {
        (
            n,
            1,
            Basis::ALL[usize::try_from(n % 7).unwrap()],
            code(&format!("33{:02}00", n % 9 + 1)),
        )
    });
    assert_eq!(
        why(&office),
        (11, vec![Limit::Office]),
        "the eleventh and later"
    );
    let basis = many(|n| {
        (
            n,
            n,
            Basis::InfectiousDiseases41,
            code(&format!("33{:02}00", n % 9 + 1)),
        )
    });
    assert_eq!(why(&basis), (1, vec![Limit::Basis]));
    let place = many(|n| {
        (
            n,
            n,
            Basis::ALL[usize::try_from(n % 7).unwrap()],
            code(&format!("3301{:02}", n + 1)),
        )
    });
    assert_eq!(
        why(&place),
        (1, vec![Limit::Place]),
        "counties of one city count together"
    );
}

#[test]
fn n_6_a_list_that_worsens_many_waits_for_a_third_and_then_stands_in_nobodys_way() {
    let list = Proposal {
        kind: Kind::RiskList,
        people: 5_000,
        ..by_the_pair(1, 0)
    };
    assert_eq!(held(std::slice::from_ref(&list), 0), 1);
    let confirmed = Proposal {
        state: ProposalState::Confirmed,
        ..list
    };
    assert_eq!(held(&[confirmed, by_the_pair(2, 0)], 0), 0);
    let lifting = Proposal {
        kind: Kind::RiskList,
        people: 0,
        ..by_the_pair(1, 0)
    };
    assert_eq!(held(&[lifting], 0), 0, "what only lifts worsens nobody");
}
