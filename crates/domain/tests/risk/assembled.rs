//! Facts of a residence, as they are assembled on the days of an order.

use domain::facts::{EvidenceKind, EvidenceRef, Symptom, assemble};
use domain::ids::{DeclarationId, StayId};
use domain::level::Level;
use domain::policy::{Condition, DivisionList, Policy, PolicyFile};
use domain::quarantine::{Order, OrderState};
use domain::rating::rate;
use domain::record::{
    Applicant, AreaAnswer, DeclarationRecord, Record, StayRecord, Ticked, Whereabouts,
};
use domain::risk::History;
use domain::state::State;

use crate::support::{WEST_LAKE, area, at, day, list, west_lake};

fn nation() -> Policy {
    let file = PolicyFile::parse(include_str!("../../../../policies/000000.toml")).unwrap();
    Policy::of(file.jurisdiction, |code| {
        (code == file.jurisdiction).then_some(&file)
    })
    .unwrap()
}

/// Lives in the area since the 1st, as declared on that day.
fn resident(id: i64, recorded: i8) -> Record {
    let declared = DeclarationRecord {
        id: DeclarationId(id),
        jurisdiction: west_lake(),
        applicant: Applicant::Resident,
        recorded: at(recorded, 9),
        contact: None,
        symptoms: Vec::new(),
        known_symptoms: Vec::new(),
        temperature: None,
        corrected_by: None,
        taken_by: None,
    };
    let stay = StayRecord {
        id: StayId(id),
        declaration: DeclarationId(id),
        whereabouts: Whereabouts::County(west_lake()),
        from: day(recorded),
        to: None,
        ticked: Ticked::Areas,
        recorded: at(recorded, 9),
    };
    let answer = AreaAnswer {
        stay: StayId(id),
        area: area("西溪街道"),
        inside: true,
        recorded: at(recorded, 9),
    };
    Record {
        declarations: vec![declared],
        stays: vec![stay],
        answers: vec![answer],
        ..Record::default()
    }
}

#[test]
fn s2_29_an_order_by_a_residence_outlives_the_window_of_its_evidence() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[(WEST_LAKE, "西溪街道", Level::High)]));
    history.admit(&list(at(3, 10), &[]));
    let policy = nation();
    let mut record = resident(1, 1);
    for on in 2..31 {
        let facts = assemble(&record, &history, &policy, day(on));
        let decision = rate(&policy, &facts, day(on));
        assert!(
            decision.changes.is_empty(),
            "on {on}: {:?}",
            decision.changes
        );
        assert_eq!(
            decision.state,
            State::Red,
            "no check-in, no release; on {on}"
        );
        decision.keep(&mut record.orders);
    }
    let mut corrected = History::default();
    corrected.admit(&list(at(3, 10), &[]));
    let facts = assemble(&record, &corrected, &policy, day(30));
    let states: Vec<OrderState> = rate(&policy, &facts, day(30))
        .changes
        .iter()
        .map(|c| c.to)
        .collect();
    assert_eq!(
        states,
        [OrderState::Withdrawn(day(30))],
        "a corrected list takes it back even then"
    );
}

#[test]
fn s0_23_who_moves_is_not_coloured_by_what_the_lists_said_long_ago() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[(WEST_LAKE, "西溪街道", Level::High)]));
    history.admit(&list(at(3, 10), &[]));
    let policy = nation();
    let mut record = resident(1, 1);
    let mut moved = resident(2, 28);
    moved.stays[0].whereabouts = Whereabouts::County("110105".parse().unwrap());
    moved.answers.clear();
    record.declarations.extend(moved.declarations);
    record.stays.extend(moved.stays);
    let facts = assemble(&record, &history, &policy, day(28));
    assert_eq!(
        rate(&policy, &facts, day(28)).state,
        State::Green,
        "{:?}",
        facts.stays
    );
}

#[test]
fn no_side_door_a_residence_is_known_as_one_when_it_is_over() {
    let mut history = History::default();
    history.admit(&list(at(20, 10), &[(WEST_LAKE, "西溪街道", Level::High)]));
    let mut record = resident(1, 1);
    let mut moved = resident(2, 22);
    moved.stays[0].whereabouts = Whereabouts::County("110105".parse().unwrap());
    moved.answers.clear();
    record.declarations.extend(moved.declarations);
    record.stays.extend(moved.stays);
    let facts = assemble(&record, &history, &nation(), day(25));
    let listed = facts
        .stays
        .iter()
        .find(|stay| stay.level.is_some())
        .unwrap();
    assert!(listed.residence && listed.to == Some(day(22)), "{listed:?}");
}

#[test]
fn s0_21_a_county_that_a_policy_names_is_a_fact_whatever_the_lists_say() {
    let mut policy = nation();
    let record = resident(1, 1);
    let facts = assemble(&record, &History::default(), &policy, day(10));
    assert_eq!(facts.stays, [], "nobody asks");
    let named = vec!["330100".parse().unwrap()];
    policy.pop_ups[0].when = Condition {
        stay_at: DivisionList::new(named).ok(),
        within_days: Some(14),
        ..Condition::default()
    };
    let facts = assemble(&record, &History::default(), &policy, day(10));
    let decision = rate(&policy, &facts, day(10));
    assert_eq!(decision.pop_ups.len(), 1, "{:?}", facts.stays);
    assert_eq!(decision.pop_ups[0].places, [west_lake()]);
    assert_eq!(decision.state, State::Green);
}

#[test]
fn s2_11_a_symptom_that_a_correction_adds_is_of_the_day_of_what_it_corrects() {
    let mut record = resident(1, 1);
    for (id, recorded) in [(2, 4), (3, 6)] {
        record
            .declarations
            .extend(resident(id, recorded).declarations);
    }
    record.declarations[0].corrected_by = Some(DeclarationId(2));
    record.declarations[1].corrected_by = Some(DeclarationId(3));
    record.declarations[2].symptoms = vec![Symptom::DryCough];
    assert_eq!(record.first_said(&record.declarations[2]), at(1, 9));
    let facts = assemble(&record, &History::default(), &nation(), day(6));
    let felt: Vec<_> = facts.symptoms.iter().map(|f| (f.on, f.recorded)).collect();
    assert_eq!(felt, [(day(1), day(6))]);
}

/// Declared on the 1st and corrected on another day.
fn corrected(on: i8) -> Record {
    let (mut record, again) = (resident(1, 1), resident(2, on));
    record.declarations[0].corrected_by = Some(DeclarationId(2));
    record.declarations.extend(again.declarations);
    record.stays.extend(again.stays);
    record.answers.extend(again.answers);
    record
}

fn order(rule: &str, colour: &str, first_day: i8, evidence: EvidenceRef) -> Order {
    let order = serde_json::json!({
        "id": 9, "rule": rule, "colour": colour, "days": 14, "first_day": day(first_day),
    });
    Order {
        evidence: vec![evidence],
        ..serde_json::from_value(order).unwrap()
    }
}

#[test]
fn s2_17_an_order_that_rests_on_a_correction_goes_on_and_what_is_lifted_stays_lifted() {
    let inside = EvidenceRef {
        level: Some(Level::High),
        inside: true,
        ..EvidenceRef::to(EvidenceKind::Stay, 2)
    };
    let contact = EvidenceRef::to(EvidenceKind::Contact, 2);
    for (rule, evidence) in [("stay-high", inside), ("contact-declared", contact)] {
        let (mut record, mut history) = (corrected(4), History::default());
        if evidence.kind == EvidenceKind::Stay {
            let listed = (WEST_LAKE, "西溪街道", Level::High);
            history.admit(&list(at(2, 10), &[listed]));
        } else {
            for declaration in &mut record.declarations {
                declaration.contact = Some(day(1));
            }
        }
        record.orders = vec![order(rule, "red", 4, evidence)];
        for (state, colour) in [
            (OrderState::Open, State::Red),
            (OrderState::Lifted(day(5)), State::Green),
        ] {
            record.orders[0].state = state;
            let facts = assemble(&record, &history, &nation(), day(6));
            let decision = rate(&nation(), &facts, day(6));
            assert!(decision.changes.is_empty(), "{:?}", decision.changes);
            assert!(decision.opens.is_empty(), "{:?}", decision.opens);
            assert_eq!(decision.state, colour, "{rule}");
        }
    }
}

#[test]
fn s2_17_a_correction_that_says_less_undoes_no_lifting() {
    let mut record = corrected(2);
    record.declarations[0].symptoms = vec![Symptom::Fever, Symptom::DryCough];
    record.declarations[1].symptoms = vec![Symptom::DryCough];
    let evidence = EvidenceRef::to(EvidenceKind::Symptoms, 1);
    record.orders = vec![order("symptoms", "yellow", 1, evidence)];
    record.orders[0].state = OrderState::Lifted(day(2));
    let rated = |record: &Record| {
        let facts = assemble(record, &History::default(), &nation(), day(2));
        rate(&nation(), &facts, day(2))
    };
    let decision = rated(&record);
    assert!(decision.changes.is_empty() && decision.opens.is_empty());
    assert_eq!(decision.state, State::Green);
    record.orders[0].state = OrderState::Open;
    let decision = rated(&record);
    let ended = decision.changes.iter().map(|change| change.to);
    assert_eq!(
        ended.collect::<Vec<_>>(),
        [OrderState::Withdrawn(day(2))],
        "what is left has an order of its own"
    );
    assert_eq!((decision.opens.len(), decision.state), (1, State::Yellow));
    assert_eq!(decision.opens[0].first_day, day(1));
}

#[test]
fn s2_17_a_lifted_order_covers_the_area_that_is_left_at_whatever_level() {
    let (mut record, mut history) = (corrected(4), History::default());
    let (high, medium) = ("西溪街道", "灵隐街道");
    let lines = [
        (WEST_LAKE, high, Level::High),
        (WEST_LAKE, medium, Level::Medium),
    ];
    history.admit(&list(at(2, 10), &lines));
    record.answers[1].area = area(medium);
    let both = AreaAnswer {
        area: area(medium),
        ..record.answers[0]
    };
    record.answers.push(both);
    let evidence = EvidenceRef {
        level: Some(Level::High),
        inside: true,
        ..EvidenceRef::to(EvidenceKind::Stay, 1)
    };
    record.orders = vec![order("stay-high", "red", 2, evidence)];
    record.orders[0].state = OrderState::Lifted(day(3));
    let rated = |record: &Record| {
        let facts = assemble(record, &history, &nation(), day(6));
        rate(&nation(), &facts, day(6))
    };
    let decision = rated(&record);
    assert!(decision.changes.is_empty(), "{:?}", decision.changes);
    assert!(decision.opens.is_empty(), "{:?}", decision.opens);
    assert_eq!(decision.state, State::Green);
    record.orders[0].state = OrderState::Open;
    let decision = rated(&record);
    assert_eq!((decision.changes.len(), decision.opens.len()), (1, 1));
    assert_eq!(decision.opens[0].first_day, day(2), "since it was ticked");
    assert_eq!(decision.state, State::Yellow);
}
