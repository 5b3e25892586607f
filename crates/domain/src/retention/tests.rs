//! What is over and what stays, case by case. That no decision moves is asked of drawn lives in `simulation`.

use super::*;
use crate::facts::Symptom;
use crate::ids::AreaId;
use crate::quarantine::OrderState;
use crate::record::fixture::declared;
use crate::record::{AreaAnswer, Hold, HoldKind, StayRecord, Ticked, Whereabouts};

const HOME: i64 = 1_000;
const VISIT: i64 = 2_000;

fn day(day: i32) -> Date {
    Date::from_day(day)
}

/// Somebody who said on these days that they live in a county, coughed, and had been elsewhere on the day before.
fn said(days: &[(i32, &str)]) -> Record {
    let mut record = Record::default();
    for (id, (on, county)) in (1..).zip(days) {
        let recorded = day(*on).start();
        let stay = |id, county: &str, to| StayRecord {
            id: StayId(id),
            declaration: DeclarationId(id % HOME),
            whereabouts: Whereabouts::County(county.parse().unwrap()),
            from: day(on - 1),
            to,
            ticked: Ticked::Elsewhere,
            recorded,
        };
        record.declarations.push(DeclarationRecord {
            symptoms: vec![Symptom::DryCough],
            ..declared(id, recorded)
        });
        record.stays.push(stay(HOME + id, county, None));
        record
            .stays
            .push(stay(VISIT + id, "420106", Some(day(on - 1))));
    }
    record
}

fn over_by_no_list(record: &Record, on: i32) -> Over {
    over(record, Some(&History::default()), day(on))
}

/// The ids of the declarations that are left, of those that kept their words, and of the stays.
fn left(record: &Record, on: i32) -> (Vec<i64>, Vec<i64>, Vec<i64>) {
    let left = over_by_no_list(record, on).leave(record);
    let all = left.declarations.iter();
    let whole = all.clone().filter(|said| !said.symptoms.is_empty());
    (
        all.map(|said| said.id.0).collect(),
        whole.map(|said| said.id.0).collect(),
        left.stays.iter().map(|stay| stay.id.0).collect(),
    )
}

fn order(evidence: (EvidenceKind, i64), state: OrderState) -> Order {
    let order = serde_json::json!({
        "rule": "any", "colour": "yellow", "days": 7, "first_day": day(100), "id": 1,
    });
    let order: Order = serde_json::from_value(order).unwrap();
    Order {
        evidence: vec![crate::facts::EvidenceRef::to(evidence.0, evidence.1)],
        state,
        ..order
    }
}

#[test]
fn n_8_of_what_was_said_long_ago_the_home_is_left_and_when_it_was_first_said() {
    let record = said(&[(100, "330106"), (130, "330106"), (160, "330106")]);
    assert!(over_by_no_list(&record, 190).is_empty(), "for ninety days");
    let first = left(&record, 191);
    assert_eq!(
        first,
        (
            vec![1, 2, 3],
            vec![2, 3],
            vec![1_001, 1_002, 2_002, 1_003, 2_003]
        )
    );
    let all = left(&record, 1_000);
    assert_eq!(
        all,
        (vec![1, 3], vec![], vec![1_001, 1_003]),
        "the first and the last"
    );
    let rest = over_by_no_list(&record, 1_000).leave(&record);
    assert!(over_by_no_list(&rest, 2_000).is_empty(), "once");
}

#[test]
fn n_8_however_often_a_home_was_said_again_all_of_it_goes_at_one_look() {
    let days: Vec<(i32, &str)> = (100..400).map(|on| (on, "330106")).collect();
    let mut record = said(&days);
    assert_eq!(left(&record, 1_000).0, [1, 300]);
    for id in 50..53 {
        record.answers.push(AreaAnswer {
            stay: StayId(HOME + id),
            area: AreaId(7),
            inside: true,
            recorded: day(99 + id as i32).start(),
        });
    }
    assert_eq!(left(&record, 1_000).0, [1, 50, 51, 52, 300], "the ticked");
    let many: Vec<(i32, &str)> = (100..400)
        .map(|on| (on, if on % 2 == 0 { "330106" } else { "330105" }))
        .collect();
    assert_eq!(left(&said(&many), 1_000).0, [300], "who moved each day");
    let moved = said(&[
        (100, "330106"),
        (110, "330106"),
        (120, "330106"),
        (300, "330105"),
    ]);
    assert_eq!(left(&moved, 390).0, [1, 3, 4], "where they lived till then");
    assert_eq!(left(&moved, 391).0, [4]);
}

#[test]
fn n_8_an_area_that_was_ticked_of_a_home_stays_with_it() {
    let mut record = said(&[(100, "330106"), (130, "330106"), (160, "330106")]);
    record.answers.push(AreaAnswer {
        stay: StayId(HOME + 2),
        area: AreaId(7),
        inside: true,
        recorded: day(130).start(),
    });
    assert_eq!(left(&record, 1_000).0, [1, 2, 3]);
}

#[test]
fn n_8_a_home_goes_ninety_days_after_the_person_moved_and_those_before_it_went() {
    let record = said(&[(100, "330106"), (300, "330105"), (500, "330106")]);
    assert_eq!(left(&record, 390).0, [1, 2, 3]);
    assert_eq!(left(&record, 391).0, [2, 3]);
    assert_eq!(left(&record, 591).0, [3]);
    let mut kept = record;
    kept.orders.push(order(
        (EvidenceKind::Stay, HOME + 1),
        OrderState::Complete(day(107)),
    ));
    let rest = over(&kept, None, day(591)).leave(&kept);
    let ids: Vec<i64> = rest.declarations.iter().map(|said| said.id.0).collect();
    assert_eq!(ids, [1, 2, 3], "the end of the first would move");
    assert_eq!(left(&kept, 591).0, [3], "the order goes too");
}

#[test]
fn n_8_while_an_order_runs_or_ended_not_long_ago_everything_is_left() {
    let mut record = said(&[(100, "330106"), (130, "330105")]);
    record
        .check_ins
        .push(CheckIn::new(CheckInId(5), day(101).start()));
    record
        .check_ins
        .push(CheckIn::new(CheckInId(6), day(120).start()));
    let of_first = (EvidenceKind::Stay, VISIT + 1);
    for (state, on) in [
        (OrderState::Open, 5_000),
        (OrderState::Suspended(day(101)), 5_000),
        (OrderState::Complete(day(107)), 107 + ORDER_DAYS),
        (OrderState::Withdrawn(day(107)), 107 + ORDER_DAYS),
    ] {
        record.orders = vec![order(of_first, state)];
        assert!(over_by_no_list(&record, on).is_empty(), "{state:?}");
    }
    record.orders = vec![order(of_first, OrderState::Complete(day(107)))];
    let on = 108 + ORDER_DAYS;
    let gone = over(&record, None, day(on));
    assert!(gone.declarations.is_empty() && gone.emptied.contains(&DeclarationId(2)));
    let visit = StayId(VISIT + 1);
    assert!(!gone.stays.contains(&visit), "the order rests on it");
    assert_eq!(gone.check_ins, [CheckInId(6)].into(), "its own days stay");
    let all = over_by_no_list(&record, on);
    record.orders = vec![order(of_first, OrderState::Withdrawn(day(107)))];
    for gone in [all, over(&record, None, day(on))] {
        assert_eq!(gone.declarations, [DeclarationId(1)].into());
        assert_eq!(gone.check_ins.len(), 2);
    }
}

#[test]
fn n_8_an_ended_order_stays_as_long_as_it_may_cover_a_home() {
    let mut record = said(&[(50, "330106"), (100, "330106")]);
    let of_visit = (EvidenceKind::Stay, VISIT + 2);
    let goes = |record: &Record| !over_by_no_list(record, 400).orders.is_empty();
    let complete = OrderState::Complete(day(107));
    record.orders = vec![order(of_visit, complete)];
    assert!(goes(&record));
    assert!(over(&record, None, day(400)).orders.is_empty());
    record.orders = vec![order((EvidenceKind::Stay, HOME + 1), complete)];
    assert!(!goes(&record), "it rests on the home");
    let mut since = said(&[(100, "330106")]);
    since.orders = vec![order((EvidenceKind::Contact, 1), complete)];
    assert!(!goes(&since), "the home was said on its first day");
    let mut moved = said(&[(50, "330106"), (350, "330105")]);
    moved.orders = vec![order((EvidenceKind::Contact, 1), complete)];
    assert!(!goes(&moved), "not long ago");
    let mut lists = History::default();
    lists.mark_incomplete();
    record.orders = vec![order(of_visit, complete)];
    assert!(over(&record, Some(&lists), day(400)).orders.is_empty());
    record.orders[0].state = OrderState::Withdrawn(day(107));
    assert!(goes(&record));
}

#[test]
fn n_8_a_chain_of_corrections_goes_as_one() {
    let mut record = said(&[(100, "330106"), (180, "330106"), (300, "330105")]);
    record.declarations[0].corrected_by = Some(DeclarationId(2));
    assert_eq!(left(&record, 250).1, [1, 2, 3], "corrected not long ago");
    assert_eq!(left(&record, 280).1, [3]);
    assert_eq!(left(&record, 280).0, [1, 2, 3]);
    assert_eq!(left(&record, 391).0, [3]);
}

#[test]
fn n_8_the_last_declaration_of_each_city_is_left_so_that_the_next_is_no_entry() {
    let mut record = said(&[(100, "330106"), (130, "330106"), (160, "330106")]);
    record.declarations[1].jurisdiction = "330200".parse().unwrap();
    assert_eq!(left(&record, 1_000).0, [1, 2, 3]);
}

#[test]
fn n_8_evidence_that_was_taken_back_goes_half_a_year_later() {
    let withdrawn = [
        (EvidenceId(1), day(100).start()),
        (EvidenceId(2), day(101).start()),
    ];
    let gone = |on| {
        Over::default()
            .and_withdrawn(withdrawn.into_iter(), day(on))
            .evidence
    };
    assert!(gone(280).is_empty());
    assert_eq!(gone(281), [EvidenceId(1)].into());
}

#[test]
fn n_8_holds_that_ended_and_entries_that_were_verified_go_but_for_the_last_entry() {
    let entry = |on, verified: Option<i32>| EntryRecord {
        jurisdiction: "330100".parse().unwrap(),
        on: day(on),
        recorded: day(on).start(),
        verified: verified.map(|on| day(on).start()),
    };
    let hold = |id, ended: Option<i32>| Hold {
        id: HoldId(id),
        kind: HoldKind::ApplicationReview,
        since: day(100).start(),
        until: day(101).start(),
        ended: ended.map(|on| day(on).start()),
    };
    let record = Record {
        entries: vec![
            entry(100, Some(101)),
            entry(110, None),
            entry(120, Some(121)),
        ],
        holds: vec![hold(1, Some(101)), hold(2, None), hold(3, Some(150))],
        ..Record::default()
    };
    let gone = over_by_no_list(&record, 192);
    assert_eq!(gone.holds, [HoldId(1)].into());
    assert_eq!(gone.entries, [entry(100, Some(101))].into());
    assert_eq!(over_by_no_list(&record, 1_000).entries.len(), 1);
}
