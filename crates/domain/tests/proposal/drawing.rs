//! The draw: another office, by chance, among enough.

use std::collections::BTreeMap;

use domain::ids::StaffId;
use domain::proposal::{Wanted, draw};

use crate::support::{candidate, code, hand};

const LEAST: usize = 3;

fn drawn_of(bits: impl Iterator<Item = u64>, not: Option<StaffId>) -> BTreeMap<i64, usize> {
    let candidates = [
        candidate(1, 1, &["330100"]),
        candidate(2, 1, &["330100"]),
        candidate(3, 2, &["330100"]),
        candidate(4, 3, &["330106"]),
        candidate(5, 11, &["330000"]),
        candidate(6, 12, &["330200"]),
    ];
    let by = hand(1, 1);
    let mut counts = BTreeMap::new();
    for bits in bits {
        let wanted = Wanted::Approver { by: &by };
        let drawn = draw(&candidates, wanted, code("330106"), LEAST, not, bits).unwrap();
        *counts.entry(drawn.0).or_default() += 1;
    }
    counts
}

#[test]
fn n_3_the_approver_is_drawn_by_chance_among_those_of_other_offices_whose_division_holds_the_place()
{
    let drawn = drawn_of(0..300, None);
    assert_eq!(drawn, [(3, 100), (4, 100), (5, 100)].into());
}

#[test]
fn who_did_not_answer_is_not_drawn_at_once_again() {
    let drawn = drawn_of(0..300, Some(StaffId(4)));
    assert_eq!(drawn, [(3, 150), (5, 150)].into());
}

#[test]
fn n_3_where_too_few_could_be_drawn_those_of_the_division_above_are_added() {
    let candidates = [
        candidate(1, 1, &["330100"]),
        candidate(3, 2, &["330100"]),
        candidate(6, 12, &["330200"]),
        candidate(7, 13, &["330300"]),
        candidate(8, 14, &["420100"]),
    ];
    let by = hand(1, 1);
    let wanted = Wanted::Approver { by: &by };
    let all = |least| {
        let draw = |bits| draw(&candidates, wanted, code("330106"), least, None, bits);
        let mut drawn: Vec<i64> = (0..60).filter_map(draw).map(|staff| staff.0).collect();
        drawn.sort_unstable();
        drawn.dedup();
        drawn
    };
    assert_eq!(all(1), [3], "a friend could be the only one");
    assert_eq!(all(3), [3, 6, 7]);
    assert_eq!(all(4), [3, 6, 7, 8]);
    assert_eq!(all(9), [3, 6, 7, 8], "the whole country has no more");
}

#[test]
fn n_3_the_third_is_of_another_division_than_both_and_nobody_where_there_is_none() {
    let candidates = [
        candidate(3, 2, &["330100"]),
        candidate(4, 3, &["330100"]),
        candidate(6, 12, &["330200"]),
    ];
    let (by, approver) = (hand(1, 1), hand(3, 2));
    let wanted = Wanted::Third {
        by: &by,
        approver: &approver,
    };
    let third = |bits| draw(&candidates, wanted, code("330106"), LEAST, None, bits);
    assert!((0..20).all(|bits| third(bits) == Some(StaffId(6))));
    let none = draw(&candidates[..2], wanted, code("330106"), LEAST, None, 5);
    assert_eq!(none, None);
}
