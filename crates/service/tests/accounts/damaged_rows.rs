//! Rows over which no MAC stands, with something in them that this program cannot read: each is passed over with an alarm, and
//! whatever else was due is done.

use domain::ids::PersonId;
use domain::notice::NoticeKind;
use domain::place::DivisionCode;
use service::{Standstill, is_reminder_time};
use storage::AlarmKind;

use crate::house::{House, at, declaration, later, now};
use crate::reminding::{red, reminders};
use crate::scanning::{gate, scan};

fn put(house: &House, statement: &str) {
    assert_eq!(
        house.sql().execute(statement, []).unwrap(),
        1,
        "{statement}"
    );
}

async fn altered(house: &House) -> Vec<String> {
    let alarms = house.service.store().alarms(None, 100).await.unwrap();
    let altered = alarms
        .into_iter()
        .filter(|row| row.alarm.kind == AlarmKind::Altered);
    altered.map(|row| row.alarm.table).collect()
}

fn texts_waiting(house: &House) -> i64 {
    let sql = "SELECT count(*) FROM notice WHERE sms = 'waiting'";
    house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn n_3_a_damaged_row_of_an_index_keeps_nobody_from_the_night_and_the_reminder() {
    let house = House::new().await;
    let person = red(&house, 1).await;
    let standing = "SELECT 'x', place, on_day + 1, colour, stage, day, days, until_day, free_day, missed, TRUE, in_grace
        FROM quarantine_standing";
    put(
        &house,
        &format!("INSERT INTO quarantine_standing {standing}"),
    );
    put(
        &house,
        "INSERT INTO rating (person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac)
         SELECT 'x', version, generation, review_on, decisions, facts, gap_ms, kinds, mac FROM rating",
    );
    let evening = at("2020-02-21 20:00");
    assert!(is_reminder_time(evening));
    let reviewed = house.service.review(at("2020-02-21 00:00"), |_| {}).await;
    assert_eq!(reviewed.unwrap().looked_at, 1);
    assert_eq!(house.service.remind(evening).await.unwrap(), 1);
    house.service.send_notices(evening).await.unwrap();
    assert_eq!(reminders(&house, 1), 1);
    let told = house.service.notices(person, evening).await.unwrap();
    assert_eq!(told[0].kind, NoticeKind::Reminder);
    assert_eq!(altered(&house).await, ["quarantine_standing", "rating"]);
}

#[tokio::test]
async fn n_3_a_damaged_row_of_a_report_is_not_counted_and_the_others_are() {
    let house = House::new().await;
    red(&house, 1).await;
    put(
        &house,
        "INSERT INTO quarantine_standing
         SELECT -1, place, on_day, 'violet', stage, day, days, until_day, 'x', missed, awaited, in_grace
         FROM quarantine_standing",
    );
    let store = house.service.store();
    let counts = store.quarantine_counts((330_000, 339_999), now().date());
    let counts = counts.await.unwrap();
    assert_eq!((counts.standing.len(), counts.expected.len()), (1, 1));
    assert_eq!(counts.standing[0].people, 1);
    assert_eq!(counts.alarms[0].table, "quarantine_standing");
}

#[tokio::test]
async fn n_3_a_damaged_place_or_use_stops_no_list() {
    let house = House::new().await;
    red(&house, 1).await;
    for place in ["'x'", "420106.5", "x'00'", "999999999"] {
        put(
            &house,
            &format!("INSERT INTO stay_by_place VALUES ({place}, 5, 5, 1, NULL)"),
        );
    }
    put(
        &house,
        "INSERT INTO jurisdiction_use VALUES (77, 'x', 1, x'00')",
    );
    let places = house.service.store().places_of_stays().await.unwrap();
    let known = house.sql().query_row(
        "SELECT count(DISTINCT place) FROM stay_by_place WHERE typeof(place) = 'integer' AND place < 999999",
        [],
        |row| row.get::<_, i64>(0),
    );
    assert_eq!(places.rows.len() as i64, known.unwrap());
    house
        .list("2020-02-20 11时", "粮道街", at("2020-02-20 11:30"))
        .await;
    let cities = house.service.store().people_by_city().await.unwrap();
    let hangzhou = DivisionCode::from_number(330_100).unwrap();
    assert_eq!(cities.rows, [(hangzhou, 1)]);
    assert_eq!(cities.alarms[0].table, "jurisdiction_use");
    assert_eq!(altered(&house).await, ["stay_by_place"]);
}

#[tokio::test]
async fn n_3_a_notice_that_tells_nothing_known_keeps_no_message_back_and_is_forgotten() {
    let house = House::new().await;
    let person = red(&house, 1).await;
    put(
        &house,
        "INSERT INTO notice SELECT person_id, 'nonsense', about, noted_ms, NULL, 'waiting', 0, mac FROM notice",
    );
    house.service.send_notices(later(60)).await.unwrap();
    assert_eq!(texts_waiting(&house), 1, "the damaged one alone");
    let told = house.service.notices(person, later(60)).await.unwrap();
    assert_eq!(told.len(), 1);
    assert!(altered(&house).await.contains(&"notice".to_owned()));
    house.service.sweep(at("2021-02-20 00:00")).await.unwrap();
    assert_eq!(house.count("notice"), 0);
}

#[tokio::test]
async fn s2_29_messages_that_went_out_are_noted_though_one_of_their_page_could_not() {
    let house = House::new().await;
    let (first, second) = (red(&house, 1).await, red(&house, 2).await);
    let damage = |person: PersonId| {
        let sql = "UPDATE person_sealed SET key_id = 'x' WHERE field = 'phone' AND person_id = ?1";
        assert_eq!(house.sql().execute(sql, [person.0]).unwrap(), 1);
    };
    // The first of the two in their order.
    damage(first.min(second));
    assert!(house.service.send_notices(later(60)).await.is_err());
    assert_eq!(texts_waiting(&house), 1);
}

#[tokio::test]
async fn n_3_a_damaged_entry_on_its_way_keeps_no_other_from_its_list() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    device.fetch(&house, now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    put(
        &house,
        "INSERT INTO status_outbox SELECT person_id, list_day, 'x', 1 FROM issued_credential",
    );
    let mut said = declaration(150, &[]);
    said.contact = Some("2020-02-19".parse().unwrap());
    house
        .service
        .declare(person, &said, later(60))
        .await
        .unwrap();
    assert_eq!(house.count("status_outbox"), 2);
    assert_eq!(house.service.settle_statuses(later(61)).await.unwrap(), 1);
    assert_eq!(house.count("status_outbox"), 1);
    assert_eq!(altered(&house).await, ["status_outbox"]);
}

#[tokio::test]
async fn n_8_a_part_of_the_sweep_that_fails_stops_none_of_the_others() {
    let house = House::new().await;
    red(&house, 1).await;
    let device = house.declared(2, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    scan(&house, &gate(&house).await, 1, &code.text(now()), now()).await;
    let away = "ALTER TABLE notice RENAME TO elsewhere";
    house.sql().execute_batch(away).unwrap();
    let after = at("2021-02-20 00:00");
    assert!(house.service.sweep(after).await.is_err(), "it is told");
    for table in ["one_time_code", "session", "credential_status", "scan"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}

#[tokio::test]
async fn s2_21_a_propagation_that_fails_keeps_no_later_one_from_going_on() {
    let house = House::new().await;
    for hour in ["11", "12"] {
        house
            .list(
                &format!("2020-02-20 {hour}时"),
                "粮道街",
                at(&format!("2020-02-20 {hour}:30")),
            )
            .await;
    }
    let rows = house.service.store().propagations(20).await.unwrap().rows;
    assert!(rows.len() >= 2);
    for row in &rows {
        let step = storage::PropagationStep {
            beat: 0,
            done: false,
            ..row.step
        };
        let open = storage::PropagationRow {
            step,
            ..row.clone()
        };
        let store = house.service.store();
        let batch = store.step_propagation(row.step.beat, &open);
        store.write(batch).await.unwrap();
    }
    // Whoever notes that the oldest goes on cannot write it.
    let oldest = rows.iter().map(|row| row.id).min().unwrap();
    let hold = format!(
        "CREATE INDEX blocked ON propagation
         (json(CASE WHEN propagation_id = {oldest} AND beat > 0 THEN 'no json' ELSE '1' END))"
    );
    house.sql().execute_batch(&hold).unwrap();
    let mut watched = Standstill::default();
    let noon = at("2020-02-20 13:00");
    assert_eq!(
        house
            .service
            .resume_still(&mut watched, noon)
            .await
            .unwrap(),
        0
    );
    let later = noon.plus_ms(10_000);
    assert!(
        house
            .service
            .resume_still(&mut watched, later)
            .await
            .is_err()
    );
    let open = house
        .service
        .store()
        .open_propagations()
        .await
        .unwrap()
        .rows;
    let open: Vec<i64> = open.iter().map(|row| row.id).collect();
    assert_eq!(open, [oldest]);
}
