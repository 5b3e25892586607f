//! Facts of one person, thrown together: every kind, known early, late or not yet, with orders in every state.

use domain::facts::{
    AreaRelation, Contact, Entry, EvidenceKind, EvidenceRef, Exposure, Facts, HospitalStay,
    OfficialOrder, Question, Stay, Symptom, SymptomReport, Temperature, TestDue, TestOutcome,
    TestResult, Unverified,
};
use domain::hold::{Held, HoldKind};
use domain::level::Level;
use domain::place::DivisionCode;
use domain::policy::{Condition, Policy};
use domain::quarantine::{Order, OrderState, Stage};
use domain::state::Colour;
use domain::time::Date;

use super::policies::{condition, name};
use super::{Draw, merge};

/// Facts about `today`, most of them known by then, with up to three orders.
pub fn facts(draw: &mut Draw, policy: &Policy, today: Date) -> Facts {
    let mut facts = Facts {
        declared: !draw.chance(10),
        declared_until: draw.chance(15).then(|| draw.date(today - 2, today + 6)),
        applies_from: draw.chance(20).then(|| draw.date(today - 6, today)),
        ..Facts::default()
    };
    for id in 0..draw.below(7) {
        let recorded = if draw.chance(10) { today + 3 } else { today };
        let late = draw.below(9) as i32;
        merge(
            &mut facts,
            fact(draw, policy, i64::from(id) + 1, recorded - late),
        );
    }
    for id in 0..draw.below(4) {
        let order = order(draw, policy, &facts, i64::from(id) + 1, today);
        facts.orders.push(order);
    }
    if draw.chance(25) {
        facts.carried.push(gone());
    }
    if draw.chance(15) {
        facts.unverified.push(Unverified {
            on: draw.date(today - 3, today + 2),
            recorded: draw.date(today - 3, today + 2),
        });
    }
    if draw.chance(15) {
        let since = draw.date(today - 3, today + 2);
        facts.holds.push(Held {
            id: 1,
            kind: draw.pick(&HoldKind::ALL),
            since,
            until: (!draw.chance(40)).then(|| since + i32::from(draw.count(4))),
        });
    }
    if draw.chance(10) {
        facts.questions.push(Question {
            place: county(draw),
            since: draw.date(today - 5, today),
        });
    }
    facts
}

/// One fact with this id that became known on `recorded`: mostly one that a rule or pop-up of `policy` reads.
pub fn fact(draw: &mut Draw, policy: &Policy, id: i64, recorded: Date) -> Facts {
    let rules = policy.rules.iter().map(|r| &r.when);
    let read: Vec<&Condition> = rules
        .chain(policy.pop_ups.iter().map(|p| &p.when))
        .collect();
    let mut when = if draw.chance(20) {
        condition(draw)
    } else {
        draw.pick(&read).clone()
    };
    // Of several fields mostly the first one; the others are read by the facts that come later.
    if draw.chance(40) {
        when.stay_in = None;
        when.residence_in = None;
        when.contact = None;
        when.exposure = None;
    }
    let on = recorded - draw.below(5) as i32;
    if when.ends_by_test() && draw.chance(40) {
        let outcome = TestOutcome::Negative;
        when = Condition {
            test: Some(outcome),
            ..Condition::default()
        };
    }
    one(draw, &when, id, on, recorded)
}

/// A fact that meets the first field of a condition, but for its dates.
fn one(draw: &mut Draw, when: &Condition, id: i64, on: Date, recorded: Date) -> Facts {
    let mut facts = Facts::default();
    if let Some(level) = when.stay_in.or(when.stay_near).or(when.residence_in) {
        let residence = when.residence_in.is_some() && !draw.chance(30);
        let stay = stay(draw, id, Some(level), on, recorded);
        facts.stays.push(Stay { residence, ..stay });
    } else if when.stay_at.is_some() {
        facts.stays.push(stay(draw, id, None, on, recorded));
    } else if let Some(class) = when.exposure {
        let exposure = Exposure {
            id,
            class,
            on,
            recorded,
        };
        facts.exposures.push(exposure);
    } else if when.contact.is_some() {
        facts.contacts.push(Contact { id, on, recorded });
    } else if when.entry.is_some() {
        facts.entries.push(Entry { id, on, recorded });
    } else if let Some(outcome) = when.test {
        let test = TestResult {
            id,
            outcome,
            on,
            recorded,
        };
        facts.tests.push(test);
    } else if when.test_due.is_some() {
        facts.tests_due.push(TestDue { id, on, recorded });
    } else if when.in_hospital.is_some() || when.discharged.is_some() {
        let from = on - draw.below(4) as i32;
        let until = (!draw.chance(30)).then(|| draw.date(from.next(), recorded + 3));
        facts.hospital.push(HospitalStay {
            id,
            from,
            until,
            recorded,
        });
    } else if let Some(colour) = when.official_order {
        let from = draw.date(recorded - 1, recorded + 2);
        let until = from + i32::from(draw.count(6));
        facts.official_orders.push(OfficialOrder {
            id,
            colour,
            from,
            until,
            recorded,
        });
    } else {
        let new = (0..draw.below(4))
            .map(|_| draw.pick(&Symptom::ALL[..3]))
            .collect();
        let tenths = draw.pick(&[Some(373), Some(372), None]);
        let temperature = tenths.and_then(|tenths| Temperature::from_tenths(tenths).ok());
        facts.symptoms.push(SymptomReport {
            id,
            on,
            recorded,
            new,
            temperature,
        });
    }
    facts
}

fn stay(draw: &mut Draw, id: i64, level: Option<Level>, last: Date, recorded: Date) -> Stay {
    use AreaRelation::{Elsewhere, Listed, Unknown, Whole};
    Stay {
        id,
        place: county(draw),
        area: draw.pick(&[Listed, Listed, Whole, Elsewhere, Unknown]),
        from: last - draw.below(4) as i32,
        to: (!draw.chance(25)).then(|| last + draw.below(3) as i32),
        recorded,
        level: level.filter(|_| !draw.chance(5)),
        residence: false,
    }
}

fn county(draw: &mut Draw) -> DivisionCode {
    DivisionCode::from_number(draw.pick(&[420_106, 110_106])).unwrap_or(DivisionCode::NATION)
}

fn order(draw: &mut Draw, policy: &Policy, facts: &Facts, id: i64, today: Date) -> Order {
    use OrderState::{Complete, Lifted, Open, Suspended, Withdrawn};
    let first_day = if draw.chance(5) {
        today + 2
    } else {
        today - draw.below(9) as i32
    };
    let colour = draw.pick(&[Colour::Red, Colour::Yellow]);
    let second = colour == Colour::Red && draw.chance(30);
    let nation = DivisionCode::NATION;
    let other = DivisionCode::from_number(410_100).unwrap_or(nation);
    let changed = draw.date(first_day, today.max(first_day));
    let known = name("r", draw.below(6)).or_else(|| policy.rules.first().map(|r| r.id.clone()));
    let state = draw.pick(&[
        Open,
        Open,
        Open,
        Complete(changed),
        Suspended(changed),
        Lifted(changed),
        Withdrawn(changed),
    ]);
    let mut checked_in = Vec::new();
    let mut date = first_day.next();
    while date <= today {
        checked_in.extend((!draw.chance(25)).then_some(date));
        date = date.next();
    }
    Order {
        id,
        jurisdiction: draw.pick(&[nation, nation, other]),
        rule: known.unwrap_or_else(|| policy.rules[0].id.clone()),
        colour,
        days: draw.count(5),
        then: second.then(|| Stage {
            colour: Colour::Yellow,
            days: draw.count(4),
        }),
        grace_days: draw.pick(&[1, 1, 0, 2]),
        first_day,
        checked_in,
        evidence: evidence(draw, facts),
        state: if changed > today { Open } else { state },
    }
}

/// A stay that is not among the facts.
fn gone() -> EvidenceRef {
    EvidenceRef {
        level: Some(Level::High),
        inside: true,
        ..EvidenceRef::to(EvidenceKind::Stay, 999)
    }
}

/// No evidence, some that is there, or some that is gone.
fn evidence(draw: &mut Draw, facts: &Facts) -> Vec<EvidenceRef> {
    let mut there = vec![gone()];
    there.extend(facts.stays.iter().map(|s| EvidenceRef {
        level: s.level,
        inside: s.area.is_inside(),
        ..EvidenceRef::to(EvidenceKind::Stay, s.id)
    }));
    there.extend(
        facts
            .contacts
            .iter()
            .map(|f| EvidenceRef::to(EvidenceKind::Contact, f.id)),
    );
    there.extend(
        facts
            .exposures
            .iter()
            .map(|f| EvidenceRef::to(EvidenceKind::Exposure, f.id)),
    );
    there.extend(
        facts
            .symptoms
            .iter()
            .map(|f| EvidenceRef::to(EvidenceKind::Symptoms, f.id)),
    );
    there.extend(
        facts
            .hospital
            .iter()
            .map(|f| EvidenceRef::to(EvidenceKind::Hospital, f.id)),
    );
    there.extend(
        facts
            .entries
            .iter()
            .map(|f| EvidenceRef::to(EvidenceKind::Entry, f.id)),
    );
    there.extend(
        facts
            .tests
            .iter()
            .map(|f| EvidenceRef::to(EvidenceKind::Test, f.id)),
    );
    let count = draw.pick(&[0, 1, 1, 2]);
    // From the end of the list, so that what is there is the simpler choice.
    (0..count)
        .map(|_| there[there.len() - 1 - draw.below(there.len() as u32) as usize])
        .collect()
}
