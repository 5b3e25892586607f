//! A person: registered once, read as written, corrected, held by orders.

use domain::correction_request::{CorrectionRequest, CorrectionState};
use domain::facts::{Entry, Exposure, ExposureClass, OfficialOrder, TestOutcome, TestResult};
use domain::hold::{Hold, HoldKind};
use domain::ids::{CorrectionId, DeclarationId, HoldId, PersonId, StaffId};
use domain::quarantine::{Order, OrderState, Stage};
use domain::record::{Evidence, Record, Use, Whereabouts};
use domain::state::{Colour, State};
use domain::time::Instant;
use storage::{CorrectionRow, EvidenceRow, OrderRow, Rating, Word, WriteError};

use crate::house::{
    CHECKED_IN, House, answer, check_in, code, date, declaration, document, leg, line, now,
    registration, residence, stay, visit,
};

#[tokio::test]
async fn what_is_written_is_read() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let facts = house.facts(person).await;
    let written = Record {
        uses: vec![Use {
            jurisdiction: code("330100"),
            since: date("2020-02-20"),
        }],
        declarations: vec![declaration(10)],
        stays: vec![stay(10, "420106"), residence(11, "330106")],
        legs: vec![leg(10)],
        visits: vec![visit(10)],
        answers: vec![answer(10, 77)],
        orders: Vec::new(),
        check_ins: vec![check_in(10)],
        evidence: Vec::new(),
        known: Vec::new(),
        holds: Vec::new(),
        entries: Vec::new(),
    };
    assert_eq!(facts.record, written);
    let rating = house.rating(State::Green, Some("2020-03-05")).await;
    assert_eq!(facts.rating, Some(rating));
    let lines = house.store.lines_of(person, None, 10).await.unwrap();
    assert_eq!(lines, [line(10, 1)]);
    let alias = house.store.alias_of(person).await.unwrap();
    assert_eq!(alias, line(10, 1).alias);
    assert_eq!(facts.alias, alias);
}

#[tokio::test]
async fn a_stay_abroad_and_an_entry_are_read_as_written() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    let mut abroad = stay(10, "420106");
    abroad.whereabouts = Whereabouts::Abroad("NA".parse().unwrap());
    let mut batch = facts.batch(now());
    batch.declare(&declaration(10), std::slice::from_ref(&abroad), &[]);
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    assert_eq!(house.facts(person).await.record.stays, [abroad]);
}

fn evidence() -> Vec<EvidenceRow> {
    let (on, recorded) = (date("2020-02-10"), date("2020-02-12"));
    let class = ExposureClass::Close;
    [
        Evidence::Exposure(Exposure {
            id: 1,
            class,
            on,
            recorded,
        }),
        Evidence::Entry(Entry {
            id: 2,
            on,
            recorded,
        }),
        Evidence::Test(TestResult {
            id: 3,
            outcome: TestOutcome::Negative,
            on,
            recorded,
        }),
        Evidence::OfficialOrder(OfficialOrder {
            id: 4,
            colour: Colour::Red,
            from: on,
            until: date("2020-02-24"),
            recorded,
        }),
    ]
    .map(|evidence| EvidenceRow {
        evidence,
        withdrawn: None,
    })
    .into()
}

#[tokio::test]
async fn evidence_is_read_as_written_and_withdrawn() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    for row in evidence() {
        batch.add_evidence(&row);
    }
    let rating = house.rating(State::Red, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    assert_eq!(facts.evidence, evidence());

    let mut batch = facts.batch(now());
    batch.withdraw_evidence(&facts.evidence[0], now());
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    assert_eq!(facts.evidence[0].withdrawn, Some(now()));
    assert!(!facts.missing && facts.alarms.is_empty());
}

fn order(id: i64) -> OrderRow {
    OrderRow {
        order: Order {
            id,
            jurisdiction: code("330000"),
            rule: "stay-high".parse().unwrap(),
            colour: Colour::Red,
            days: 14,
            then: Some(Stage {
                colour: Colour::Yellow,
                days: 7,
            }),
            grace_days: 1,
            first_day: date("2020-02-20"),
            checked_in: Vec::new(),
            evidence: vec![
                serde_json::from_str(r#"{"kind":"stay","id":10,"level":"high"}"#).unwrap(),
            ],
            state: OrderState::Open,
        },
        policy_version: "2020-02-20".into(),
        opened: now(),
    }
}

#[tokio::test]
async fn an_order_keeps_what_it_opened_with_through_its_changes() {
    let house = House::new().await;
    let person = house.register(1).await;
    let mut batch = house.facts(person).await.batch(now());
    let mut plain = order(2);
    plain.order.then = None;
    batch.open_order(&order(1));
    batch.open_order(&plain);
    let rating = house.rating(State::Red, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    assert_eq!(facts.orders, [order(1), plain]);
    assert_eq!(facts.record.orders[0], order(1).order);

    let on = date("2020-03-05");
    let changes = [
        OrderState::Suspended(on),
        OrderState::Open,
        OrderState::Lifted(on),
        OrderState::Withdrawn(on),
        OrderState::Open,
        OrderState::Complete(on),
    ];
    for to in changes {
        let facts = house.facts(person).await;
        let mut batch = facts.batch(now());
        batch.change_order(&facts.orders[0], to);
        house.store.write(batch.rate(&rating)).await.unwrap();
        let facts = house.facts(person).await;
        assert_eq!(facts.orders[0].order.state, to);
        assert!(!facts.missing && facts.alarms.is_empty());
    }
}

#[tokio::test]
async fn a_correction_takes_one_declaration_back() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.correct(&facts.record.declarations[0], DeclarationId(20));
    batch.declare(&declaration(20), &[stay(20, "420103")], &[]);
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    let mut taken_back = declaration(10);
    taken_back.corrected_by = Some(DeclarationId(20));
    assert_eq!(facts.record.declarations, [taken_back, declaration(20)]);
    assert!(!facts.missing && facts.alarms.is_empty());
}

/// Writes a request to correct what somebody declared, which waits until `due`.
async fn asked_to_correct(
    house: &House,
    person: PersonId,
    due: Instant,
    rating: &Rating,
) -> CorrectionRow {
    let row = CorrectionRow {
        request: CorrectionRequest {
            id: CorrectionId(5),
            declaration: DeclarationId(10),
            state: CorrectionState::Waiting,
            asked: now(),
            due,
            decided_by: None,
            decided: None,
        },
        words: Word::new("我没有去过那里".into()),
    };
    let mut batch = house.facts(person).await.batch(now());
    batch.request_correction(&row, code("330100"));
    house.store.write(batch.rate(rating)).await.unwrap();
    row
}

/// The only request, decided now, is dropped with what was decided before any later instant.
async fn a_decided_request_is_dropped(house: &House) {
    for (before, left) in [(now(), 1), (now().plus_ms(1), 0)] {
        let forgotten = house.store.drop_corrections(before);
        house.store.write(forgotten).await.unwrap();
        let kept = "SELECT count(*) FROM correction_request";
        let kept: i64 = house
            .intruder()
            .query_row(kept, [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, left);
    }
}

#[tokio::test]
async fn a_request_to_correct_waits_is_decided_once_and_its_words_are_sealed() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let due = now().plus_ms(86_400_000);
    let rating = house.rating(State::Green, None).await;
    let mut row = asked_to_correct(&house, person, due, &rating).await;
    let (requests, alarms) = house.store.corrections_of(person).await.unwrap();
    assert_eq!(requests[0].words, row.words);
    assert!(requests[0].request.waits() && alarms.is_empty());
    let waiting = async |division: &str| {
        let cities = code(division).numbers();
        house.store.corrections_waiting(cities, 10).await.unwrap()
    };
    for division in ["330100", "330000", "000000"] {
        let found = waiting(division).await;
        assert_eq!((found.len(), found[0].person), (1, person), "{division}");
    }
    assert!(waiting("330200").await.is_empty());
    for (until, count) in [(due, 1), (due.plus_ms(-1), 0)] {
        assert_eq!(house.store.corrections_count(until).await.unwrap(), count);
        let overdue = house.store.corrections_overdue(until, None, 10).await;
        let overdue = overdue.unwrap();
        assert_eq!(overdue.len() as u64, count);
        let last = overdue.last().copied();
        let behind = house.store.corrections_overdue(until, last, 10).await;
        assert!(last.is_none() || behind.unwrap().is_empty());
    }
    let (bare, _) = house.store.corrections_bare(person).await.unwrap();
    assert_eq!(bare[0].request(), row.request);

    row.request = row.request.decide(false, StaffId(9), now()).unwrap();
    for expected in [true, false] {
        let mut batch = house.facts(person).await.batch(now());
        batch.end_correction(&row);
        let outcome = house.store.write(batch.rate(&rating)).await;
        assert_eq!(outcome.is_ok(), expected);
    }
    assert!(waiting("330100").await.is_empty());
    let (requests, _) = house.store.corrections_of(person).await.unwrap();
    assert_eq!(requests[0].request, row.request);
    assert_eq!(
        house
            .store
            .holders_of_correction(CorrectionId(5))
            .await
            .unwrap(),
        [person]
    );
    let edit = "UPDATE correction_request SET state = 'granted'";
    house.intruder().execute(edit, []).unwrap();
    let (requests, alarms) = house.store.corrections_of(person).await.unwrap();
    assert!(requests.is_empty() && alarms.len() == 1);
    a_decided_request_is_dropped(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_registrations_of_one_document_at_one_instant_are_one_person() {
    let house = House::new().await;
    let mut tries = tokio::task::JoinSet::new();
    let rating = house.rating(State::None, None).await;
    for n in 1..=8 {
        let store = house.store.clone();
        let rating = rating.clone();
        tries.spawn(async move {
            let registration = registration(1);
            let person = store
                .claim(&registration.document, PersonId(n), now())
                .await;
            let person = person.unwrap();
            let batch = store.register(person, &registration, now());
            (person, store.write(batch.rate(&rating)).await)
        });
    }
    let outcomes = tries.join_all().await;
    let first = outcomes[0].0;
    assert!(outcomes.iter().all(|(person, _)| *person == first));
    let written = outcomes.iter().filter(|(_, written)| written.is_ok());
    assert_eq!(written.count(), 1);
    let refused =
        |o: &&(PersonId, Result<(), WriteError>)| matches!(o.1, Err(WriteError::Conflict));
    assert_eq!(outcomes.iter().filter(refused).count(), 7);
    let people = "SELECT count(*) FROM person";
    let people: i64 = house
        .intruder()
        .query_row(people, [], |row| row.get(0))
        .unwrap();
    assert_eq!(people, 1);
}

#[tokio::test]
async fn a_claim_without_a_person_is_finished_by_the_next_try() {
    let house = House::new().await;
    let claimed = house.store.claim(&document(1), PersonId(500), now()).await;
    assert_eq!(claimed.unwrap(), PersonId(500));
    let house = house.again().await;
    assert!(house.store.facts_of(PersonId(500)).await.unwrap().is_none());
    assert_eq!(house.register(1).await, PersonId(500));
    assert!(house.facts(PersonId(500)).await.person.is_some());
}

#[tokio::test]
async fn s2_29_what_was_written_beside_a_check_in_comes_back_to_its_own_only() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.settle(2).await;
    let (words, alarms) = house.store.check_in_words_of(person).await.unwrap();
    assert!(alarms.is_empty());
    let read: Vec<(i64, &str)> = words.iter().map(|(id, w)| (id.0, w.as_str())).collect();
    assert_eq!(read, [(10, CHECKED_IN)]);
    let moved = "UPDATE check_in_words SET check_in_id = 11 WHERE person_id = 1";
    house.intruder().execute(moved, []).unwrap();
    let (words, alarms) = house.store.check_in_words_of(person).await.unwrap();
    assert!(words.is_empty(), "sealed for another row");
    assert_eq!(alarms.len(), 1);
}

#[tokio::test]
async fn s1_3_a_hold_is_read_as_written_and_ended_and_one_that_was_deleted_is_missed() {
    let house = House::new().await;
    let person = house.register(1).await;
    let hold = |id, kind| Hold {
        id: HoldId(id),
        kind,
        since: now(),
        until: now().plus_ms(86_400_000),
        ended: None,
    };
    let (review, unseen) = (
        hold(1, HoldKind::ApplicationReview),
        hold(2, HoldKind::MemberUnseen),
    );
    let mut batch = house.facts(person).await.batch(now());
    batch.hold(&review);
    batch.hold(&unseen);
    let rating = house.rating(State::Unconfirmed, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    assert_eq!(house.facts(person).await.record.holds, [review, unseen]);

    let mut batch = house.facts(person).await.batch(now());
    batch.end_hold(&review, now());
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    assert_eq!(facts.record.holds[0].ended, Some(now()));
    assert!(!facts.missing && facts.alarms.is_empty());

    let gone = "DELETE FROM hold WHERE hold_id = 2";
    house.intruder().execute(gone, []).unwrap();
    assert!(house.facts(person).await.missing);
}
