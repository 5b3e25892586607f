//! Erasing: nothing leads to an erased person, found from the schema itself; what an order keeps stays.

use domain::appeal::{Appeal, Contested};
use domain::correction_request::{CorrectionRequest, CorrectionState};
use domain::ids::{
    AppealId, ChannelId, CorrectionId, DeclarationId, DeviceId, NumberId, OrderId, PersonId,
    StaffId, StayId,
};
use domain::log::{By, Purpose};
use domain::number::{Ground, Number};
use domain::state::State;
use domain::time::Instant;
use rusqlite::types::Value;
use storage::{AppealRow, ChannelCode, CorrectionRow, LogLine, NumberRow, Rest, Word, WriteError};

use crate::erased_person::{ID, alarm, applied, bought, care, entered, joined, tested};
use crate::house::{self, House, check_in, date, document, now, registration, residence};

/// Every value of every table, with its place.
fn everything(house: &House) -> Vec<(String, Value)> {
    let connection = house.intruder();
    let mut all = Vec::new();
    for (table, column) in columns(house) {
        let sql = format!("SELECT {column} FROM {table}");
        let mut select = connection.prepare(&sql).unwrap();
        let found = select.query_map([], |row| row.get(0)).unwrap();
        all.extend(found.map(|value| (format!("{table}.{column}"), value.unwrap())));
    }
    all
}

fn columns(house: &House) -> Vec<(String, String)> {
    let sql = "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' ORDER BY t.name, c.cid";
    let connection = house.intruder();
    let mut select = connection.prepare(sql).unwrap();
    let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap().map(Result::unwrap).collect()
}

/// The values that only this person's rows hold: ids, hashes, aliases, sealed words, MACs.
fn traces(before: &[(String, Value)], after: &[(String, Value)]) -> Vec<Value> {
    let leads = |value: &&(String, Value)| match &value.1 {
        Value::Integer(number) => number.unsigned_abs() > 1_000_000_000_000,
        Value::Blob(bytes) => bytes.len() >= 16,
        Value::Text(text) => text.len() > 24,
        _ => false,
    };
    let old = before.iter().filter(leads).map(|v| v.1.clone());
    let kept: Vec<&Value> = after.iter().map(|v| &v.1).collect();
    old.filter(|value| !kept.contains(&value)).collect()
}

async fn settled() -> (House, Vec<(String, Value)>) {
    let house = House::new().await;
    house.settle(1).await;
    let made = house.store.make_day_keys(&[now().date()]);
    house.store.write(made).await.unwrap();
    let empty = everything(&house);
    let claimed = house.store.claim(&document(3), PersonId(ID), now()).await;
    assert_eq!(claimed.unwrap(), PersonId(ID));
    assert_eq!(house.settle(3).await, PersonId(ID));
    let facts = house.facts(PersonId(ID)).await;
    let mut batch = facts.batch(now());
    let request = CorrectionRequest {
        id: CorrectionId(7_600_000_000_000_003),
        declaration: DeclarationId(30),
        state: CorrectionState::Waiting,
        asked: now(),
        due: now().plus_ms(86_400_000),
        decided_by: None,
        decided: None,
    };
    let words = Word::new("我没有去过那里".into());
    let waits = CorrectionRow { request, words };
    batch.request_correction(&waits, house::code("330100"));
    // A document was renewed: the one of now has another number.
    let renewed = house.store.claim(&document(333), PersonId(ID), now()).await;
    assert_eq!(renewed.unwrap(), PersonId(ID));
    let row = facts.person.as_ref().unwrap();
    batch.renew_document(row, &Word::new(document(333)), now());
    care(&mut batch);
    let (evidence, result) = tested(&house);
    batch.add_evidence(&evidence);
    batch.add_result(&result);
    batch.appeal(&AppealRow {
        appeal: Appeal::new(
            AppealId(7_600_000_000_000_001),
            house::code("330100"),
            vec![Contested::Order(OrderId(7_600_000_000_000_002))],
            now(),
        ),
        words: Word::new("当天不在现场".into()),
    });
    batch.put_number(&number());
    joined(&mut batch);
    applied(&house, &mut batch).await;
    entered(&house, &mut batch).await;
    crate::families::family(&house, &mut batch, PersonId(ID)).await;
    batch.compare_issued(&storage::CodeSays {
        jurisdiction: house::code("330100"),
        from: date("2020-02-01"),
        to: date("2020-02-20"),
        state: State::Red,
        pop_up: false,
    });
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    bought(&house).await;
    let code = house.store.put_channel_code(PersonId(ID), &channel_code());
    house.store.write(code).await.unwrap();
    let raised = house.store.raise(&alarm(), now());
    house.store.write(raised).await.unwrap();
    let looked = LogLine {
        by: By::Staff(StaffId(4)),
        purpose: Purpose::Care,
        ..house::line(77, 3)
    };
    let looked = house.store.look(PersonId(ID), StaffId(4), &looked);
    house.store.write(looked).await.unwrap();
    (house, empty)
}

/// A second number, which came with a channel.
fn number() -> NumberRow {
    NumberRow {
        number: Number {
            id: NumberId(7_600_000_000_000_003),
            channel: Some(ChannelId(7_600_000_000_000_004)),
            ground: Ground::Registered,
            since: now(),
            given_back: None,
        },
        phone: Word::new("13900000003".into()),
    }
}

/// What the server presents for a device that cannot sign.
fn channel_code() -> ChannelCode {
    ChannelCode {
        device: DeviceId(1_000_000_000_000_003),
        city: house::code("330100"),
        credential: vec![7; 200],
        private: vec![9; 138].into(),
        ends: date("2020-02-22"),
    }
}

async fn erase(house: &House) {
    let facts = house.facts(PersonId(ID)).await;
    let generation = house.store.generation().await.unwrap();
    let (former, _) = house.store.former_documents(PersonId(ID)).await.unwrap();
    let numbers = house.store.numbers_of(PersonId(ID)).await.unwrap().0;
    let batch = facts
        .batch(now())
        .erase((&facts, &former), generation, &house.note());
    let batch = batch.with(house.store.leave_numbers(PersonId(ID), &numbers));
    house.store.write(batch).await.unwrap();
    let waiting = house.store.waiting_entries(100).await.unwrap().rows;
    let carried = house.store.drop_waiting(&waiting);
    house.store.write(carried).await.unwrap();
    let issued = house.store.issued_to(PersonId(ID)).await.unwrap();
    let places = issued.iter().map(|i| (i.list, i.index, PersonId(ID)));
    let forgotten = house.store.forget_issued(places);
    house.store.write(forgotten).await.unwrap();
}

fn assert_gone(house: &House, before: &[(String, Value)], traces: &[Value]) {
    let now = everything(house);
    for (place, value) in &now {
        assert_ne!(*value, Value::Integer(ID), "{place}");
        assert!(
            !traces.contains(value),
            "{place} holds what was the person's"
        );
    }
    let own = |all: &[(String, Value)]| all.iter().filter(|(place, _)| !is_log(place)).count();
    assert_eq!(own(&now), own(before), "as if they had never been");
}

/// Lines of the log outlive whom they were about; what they hold is searched like everything else.
fn is_log(place: &str) -> bool {
    ["log_line_other.", "sealed_line."]
        .iter()
        .any(|table| place.starts_with(table))
}

#[tokio::test]
async fn n_7_lines_of_an_erased_person_go_on_and_are_about_nobody() {
    let (house, _) = settled().await;
    erase(&house).await;
    let rows = "SELECT count(*) FILTER (WHERE alias IS NOT NULL), count(*) FROM log_line_other";
    let rows = house
        .intruder()
        .query_row(rows, [], |row| Ok((row.get(0)?, row.get(1)?)));
    assert_eq!(
        rows.unwrap(),
        (3, 4),
        "the line, the one of a worker's look, and the line of the erasure"
    );
    let own = house.store.lines_of(PersonId(ID), None, 10).await.unwrap();
    assert_eq!(own, []);
    assert_eq!(house.store.alias_of(PersonId(ID)).await.unwrap(), None);
}

#[tokio::test]
async fn nothing_leads_to_an_erased_person() {
    let (house, before) = settled().await;
    let full = everything(&house);
    let traces = traces(&full, &before);
    assert!(traces.len() > 30, "what is searched for was there");
    erase(&house).await;
    assert_gone(&house, &before, &traces);
    assert!(house.store.facts_of(PersonId(ID)).await.unwrap().is_none());
    assert_eq!(house.store.holder_of(&document(3)).await.unwrap(), None);
    assert!(
        !house.facts(PersonId(1)).await.missing,
        "others are untouched"
    );
}

#[tokio::test]
async fn nothing_leads_to_an_erased_person_whose_rows_were_edited() {
    let (house, before) = settled().await;
    let traces = traces(&everything(&house), &before);
    let edit = format!("UPDATE stay SET place = 1 WHERE person_id = {ID}");
    house.intruder().execute(&edit, []).unwrap();
    let edit = format!("DELETE FROM person WHERE person_id = {ID}");
    house.intruder().execute(&edit, []).unwrap();
    erase(&house).await;
    assert_gone(&house, &before, &traces);
}

#[tokio::test]
async fn every_table_about_a_person_was_filled_before_it_was_found_empty() {
    let (house, _) = settled().await;
    let empty: Vec<String> = columns(&house)
        .into_iter()
        .filter(|(_, column)| column == "person_id")
        .map(|(table, _)| table)
        .filter(|table| {
            let sql = format!("SELECT count(*) FROM {table} WHERE person_id = {ID}");
            let rows: i64 = house.intruder().query_row(&sql, [], |r| r.get(0)).unwrap();
            rows == 0
        })
        .collect();
    assert_eq!(
        empty,
        ["proposal_answer", "proposal_content", "quarantine_order"],
        "filled in people.rs and proposals.rs"
    );
}

fn rest() -> Rest {
    Rest {
        declarations: [DeclarationId(30)].into(),
        stays: [StayId(30)].into(),
        ..Rest::default()
    }
}

async fn erase_but_rest(house: &House, at: Instant) {
    let facts = house.facts(PersonId(ID)).await;
    let mut batch = facts.batch(at);
    batch.erase_but(&facts, &rest(), date("2020-04-01"), at);
    batch.leave_numbers(&house.store.numbers_of(PersonId(ID)).await.unwrap().0);
    let rating = house.rating(State::Red, Some("2020-03-05")).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
}

#[tokio::test]
async fn a_rest_that_an_order_needs_is_kept_and_the_words_are_gone() {
    let (house, before) = settled().await;
    erase_but_rest(&house, now()).await;
    let facts = house.facts(PersonId(ID)).await;
    assert!(facts.alarms.is_empty() && !facts.missing);
    let person = facts.person.as_ref().unwrap();
    assert_eq!(person.erase_rest_on, Some(date("2020-04-01")));
    assert_eq!(person.erased, Some(now()));
    let stays: Vec<StayId> = facts.record.stays.iter().map(|s| s.id).collect();
    assert_eq!(stays, [StayId(30)]);
    assert_eq!(facts.record.check_ins, [check_in(30)]);
    assert!(
        house
            .store
            .words_of(PersonId(ID))
            .await
            .unwrap()
            .0
            .is_empty()
    );
    let holder = house.store.holder_of(&document(3)).await.unwrap();
    assert_eq!(
        holder,
        Some(PersonId(ID)),
        "who registers again is the same person"
    );
    let users = house.store.users_of(&house::phone(3), 10).await;
    assert!(users.unwrap().is_empty());
    assert!(facts.devices.is_empty());
    let session = house.session(3).hash;
    assert!(house.store.session(session).await.unwrap().0.is_none());
    let again = house.store.issue(&facts, &house::issued(4));
    let refused = house.store.write(again).await;
    assert!(matches!(refused, Err(WriteError::Conflict)), "to no device");
    erase(&house).await;
    assert_gone(&house, &before, &[]);
}

#[tokio::test]
async fn who_registers_again_while_a_rest_is_kept_meets_it() {
    let (house, _) = settled().await;
    erase_but_rest(&house, now()).await;
    let person = house.store.claim(&document(3), PersonId(999), now()).await;
    assert_eq!(person.unwrap(), PersonId(ID));
    let facts = house.facts(PersonId(ID)).await;
    let mut batch = facts.batch(now());
    batch.register_again(&facts, &registration(3), now());
    let mut home = residence(41, "330106");
    home.declaration = DeclarationId(40);
    batch.declare(&house::declaration(40), &[home], &[]);
    let rating = house.rating(State::Red, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(PersonId(ID)).await;
    assert!(facts.alarms.is_empty() && !facts.missing);
    assert_eq!(facts.person.unwrap().erase_rest_on, None);
    assert_eq!(
        facts.record.stays.len(),
        2,
        "the stay that carries the order counts on"
    );
    assert_eq!(house.store.words_of(PersonId(ID)).await.unwrap().0.len(), 5);
}
