//! What of a record is over changes no decision: on no later day, and by no policy that comes.

use domain::check_in::CheckIn;
use domain::facts::{Symptom, assemble};
use domain::ids::{CheckInId, DeclarationId, StayId};
use domain::policy::Policy;
use domain::rating::{Decision, rate};
use domain::record::{Applicant, DeclarationRecord, Record, StayRecord, Ticked, Whereabouts};
use domain::retention::{Over, over};
use domain::risk::History;
use domain::time::Date;
use proptest::prelude::*;
use simulation::histories::{self, Draw};

use crate::support::{START, cases, draw};

/// For so many days somebody declares now and then.
const DECLARES: i32 = 20;
/// From this id on those of one kind are counted, so that no two facts have one.
const CHECK_INS: i64 = 10_000;
const STAYS: i64 = 20_000;
const ORDERS: i64 = 30_000;

fn decided(record: &Record, policy: &Policy, date: Date) -> Decision {
    let facts = assemble(record, &History::default(), policy, date);
    rate(policy, &facts, date)
}

/// Keeps what opens and changes on a date, until nothing does.
fn settle(record: &mut Record, policy: &Policy, date: Date) {
    for _pass in 0..8 {
        let decision = decided(record, policy, date);
        if decision.opens.is_empty() && decision.changes.is_empty() {
            return;
        }
        for mut order in decision.opens {
            order.id = ORDERS + record.orders.len() as i64;
            record.orders.push(order);
        }
        for change in decision.changes {
            let orders = record.orders.iter_mut();
            for order in orders.filter(|order| order.id == change.order) {
                order.state = change.to;
            }
        }
    }
}

fn stay(
    record: &Record,
    of: &DeclarationRecord,
    place: Whereabouts,
    to: Option<Date>,
) -> StayRecord {
    StayRecord {
        id: StayId(STAYS + record.stays.len() as i64),
        declaration: of.id,
        whereabouts: place,
        from: to.unwrap_or(of.recorded.date()) - 1,
        to,
        ticked: Ticked::Elsewhere,
        recorded: of.recorded,
    }
}

/// Declares a home, now and then with a stay elsewhere, symptoms and a contact, now and then in the place of what was said last.
fn declare(draw: &mut Draw, record: &mut Record, date: Date) {
    let id = DeclarationId(record.declarations.len() as i64 + 1);
    if draw.chance(25) {
        let mut standing = record.declarations.iter_mut().rev();
        if let Some(last) = standing.find(|said| said.corrected_by.is_none()) {
            last.corrected_by = Some(id);
        }
    }
    let coughs = draw.chance(30);
    let said = DeclarationRecord {
        id,
        jurisdiction: draw.pick(&["330100", "330200"]).parse().unwrap(),
        applicant: Applicant::Visitor,
        recorded: date.start().plus_ms(9 * 3_600_000),
        contact: draw.chance(25).then(|| date - draw.below(4) as i32),
        symptoms: coughs.then_some(Symptom::DryCough).into_iter().collect(),
        known_symptoms: Vec::new(),
        temperature: None,
        corrected_by: None,
        taken_by: None,
    };
    let home = draw.pick(&["330106", "420106", "330105"]).parse().unwrap();
    let home = stay(record, &said, Whereabouts::County(home), None);
    record.stays.push(home);
    if draw.chance(50) {
        let place = match draw.below(2) {
            0 => Whereabouts::County("420106".parse().unwrap()),
            _ => Whereabouts::Abroad("US".parse().unwrap()),
        };
        let last = date - draw.below(3) as i32;
        let visit = stay(record, &said, place, Some(last));
        record.stays.push(visit);
    }
    record.declarations.push(said);
}

/// Two months of somebody who checks in on most days, and at last on all.
fn lived(draw: &mut Draw, policy: &Policy) -> Record {
    let mut record = Record::default();
    for day in 0..60 {
        let date = START - 8 + day;
        if day < DECLARES && draw.chance(30) {
            declare(draw, &mut record, date);
        }
        if day >= DECLARES || draw.chance(80) {
            let id = CheckInId(CHECK_INS + record.check_ins.len() as i64);
            let made = date.start().plus_ms(10 * 3_600_000);
            let mut check_in = CheckIn::new(id, made);
            if day < DECLARES && draw.chance(10) {
                check_in.symptoms = vec![Symptom::DryCough];
            }
            record.check_ins.push(check_in);
        }
        settle(&mut record, policy, date);
    }
    record
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn n_8_what_is_over_changes_no_decision_on_any_later_day(mut draw in draw()) {
        let policy = histories::policy(&mut draw, START);
        let mut other = histories::policy(&mut draw, START);
        let today = START + 60 + draw.below(300) as i32;
        let mut record = lived(&mut draw, &policy);
        settle(&mut record, &policy, today);
        // A policy that comes later counts from then on.
        for rule in &mut other.rules {
            rule.effective = today;
        }
        let lists = History::default();
        let mut gone = over(&record, Some(&lists), today);
        let is_same = |gone: &Over| {
            decided(&gone.leave(&record), &policy, today) == decided(&record, &policy, today)
        };
        // The service keeps orders then.
        if !is_same(&gone) {
            prop_assert!(!gone.orders.is_empty());
            gone = over(&record, None, today);
        }
        let left = gone.leave(&record);
        for policy in [&policy, &other] {
            for later in [0, 1, 2, 7, 14, 30, 61, 90] {
                let date = today + later;
                prop_assert_eq!(decided(&left, policy, date), decided(&record, policy, date));
            }
        }
        prop_assert!(over(&left, None, today).is_empty(), "what is over goes at once");
    }
}

#[test]
fn n_8_of_many_lives_something_is_over_a_year_later() {
    let goes = |seed: &u64| {
        let mut draw = Draw::seed(*seed);
        let policy = histories::policy(&mut draw, START);
        let record = lived(&mut draw, &policy);
        !over(&record, Some(&History::default()), START + 400).is_empty()
    };
    let lives = (0..200).filter(goes).count();
    assert!(lives > 50, "{lives}");
}
