//! Purchases at a pharmacy: registered under whatever code was shown, read by the person alone, and gone with the key.

use domain::declaration::Tick;
use domain::time::{Date, Instant};
use domain::verdict::{Outcome, Scene};
use service::{Checkpoint, Error, PurchaseSent};

use crate::house::{House, at, later, now, wuchang};
use crate::phone::Device;
use crate::scanning::{gate, gate_of, scan};

async fn pharmacy(house: &House) -> Checkpoint {
    gate_of(house, Scene::Pharmacy, "330106").await
}

/// The public key of a day, as the device was given it at `now`.
async fn key_of(house: &House, counter: &Checkpoint, now: Instant) -> (Date, Vec<u8>) {
    let given = house.service.purchase_keys(counter, now).await.unwrap();
    given.keys[0].clone()
}

fn sealed(id: i64, key: &(Date, Vec<u8>), text: &str, class: &str, at: Instant) -> PurchaseSent {
    let words = serde_json::json!({ "text": text, "class": class }).to_string();
    let bound = format!("{id} {} {}", key.0, at.ms());
    PurchaseSent {
        id,
        day: key.0,
        at,
        sealed: storage::seal_to_day(&key.1, &bound, words.as_bytes()).unwrap(),
    }
}

/// The classes that a person reads of their purchases.
async fn classes(house: &House, device: &Device, now: Instant) -> Vec<String> {
    let session = device.session(house, now).await;
    let mine = house.service.my_purchases(&session, now).await.unwrap();
    mine.into_iter().map(|one| one.class.en).collect()
}

#[tokio::test]
async fn s1_7_a_purchase_is_registered_and_the_person_reads_it_with_its_line() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let counter = pharmacy(&house).await;
    let given = house.service.purchase_keys(&counter, now()).await.unwrap();
    let ids: Vec<&str> = given.classes.iter().map(|class| &*class.id).collect();
    assert_eq!(ids, ["fever", "cough", "antiviral", "antibiotic"]);
    let days: Vec<String> = given.keys.iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(days, ["2020-02-20", "2020-02-21", "2020-02-22"]);
    let key = &given.keys[0];
    let text = code.text(now());
    let verdict = scan(&house, &counter, 1, &text, now()).await;
    assert_eq!(verdict.outcome, Outcome::Pass);
    let sent = [sealed(5, key, &text, "fever", now())];
    for seconds in [1, 60] {
        let registered = house
            .service
            .register_purchases(&counter, &sent, later(seconds));
        assert_eq!(
            registered.await.unwrap(),
            [true],
            "sent again it is the same"
        );
    }
    assert_eq!(house.count("purchase"), 1);
    let session = device.session(&house, later(90)).await;
    let mine = house
        .service
        .my_purchases(&session, later(90))
        .await
        .unwrap();
    assert_eq!((mine.len(), mine[0].class.zh.as_str()), (1, "退热"));
    assert_eq!((mine[0].pharmacy.as_str(), mine[0].at), ("东门", now()));
    assert_eq!(mine[0].kept_until.to_string(), "2020-03-04");
    let log = house
        .service
        .my_log(&session, None, later(90))
        .await
        .unwrap();
    let lines = log
        .iter()
        .filter(|l| l.action_words.en == "A pharmacy registered a purchase");
    assert_eq!(lines.count(), 1);
}

#[tokio::test]
async fn s1_7_a_red_code_is_registered_alike_and_no_colour_follows() {
    let house = House::new().await;
    let area = house.list("2020-02-19 8时", "某小区", now()).await;
    let stays = [wuchang(7, Tick::Areas(vec![area]))];
    let red = house.declared(0, &stays, now()).await;
    let green = house.declared(1, &[], now()).await;
    let counter = pharmacy(&house).await;
    let key = key_of(&house, &counter, now()).await;
    let states = "SELECT group_concat(decisions) FROM rating";
    let decisions = || -> String { house.sql().query_row(states, [], |r| r.get(0)).unwrap() };
    let before = decisions();
    for (id, device) in [(1, &red), (2, &green)] {
        let text = device.fetch(&house, now()).await.text(now());
        let verdict = scan(&house, &counter, id, &text, now()).await;
        assert_ne!(
            verdict.outcome,
            Outcome::Stop,
            "nobody is stopped at a pharmacy"
        );
        let sent = [sealed(id, &key, &text, "antiviral", now())];
        let registered = house.service.register_purchases(&counter, &sent, now());
        assert_eq!(registered.await.unwrap(), [true]);
        assert_eq!(classes(&house, device, now()).await, ["Antiviral"]);
    }
    assert_eq!(decisions(), before);
}

#[tokio::test]
async fn s1_7_what_was_registered_without_a_network_arrives_hours_later() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let counter = pharmacy(&house).await;
    let key = key_of(&house, &counter, now()).await;
    let sent = [
        sealed(1, &key, &code.text(now()), "cough", now()),
        sealed(2, &key, &code.text(later(600)), "fever", later(600)),
    ];
    let evening = at("2020-02-20 22:00");
    let registered = house.service.register_purchases(&counter, &sent, evening);
    assert_eq!(registered.await.unwrap(), [true, true]);
    assert_eq!(classes(&house, &device, evening).await, ["Fever", "Cough"]);
}

#[tokio::test]
async fn s1_7_what_is_no_code_of_ours_is_not_kept() {
    let (house, foreign) = (House::new().await, House::new().await);
    let device = house.declared(0, &[], now()).await;
    let own = device.fetch(&house, now()).await;
    let stranger = foreign.declared(0, &[], now()).await;
    let forged = stranger.fetch(&foreign, now()).await.text(now());
    let counter = pharmacy(&house).await;
    let key = key_of(&house, &counter, now()).await;
    let good = own.text(now());
    let mut moved = sealed(4, &key, &good, "fever", now());
    moved.id = 5;
    let yesterday = ("2020-02-19".parse().unwrap(), key.1.clone());
    let sent = [
        sealed(1, &key, "https://pay.example/1", "fever", now()),
        sealed(2, &key, &forged, "fever", now()),
        sealed(3, &key, &good, "vitamins", now()),
        moved,
        sealed(6, &yesterday, &good, "fever", now()),
        // A picture of a code, shown an hour later.
        sealed(7, &key, &good, "fever", later(3_600)),
    ];
    let registered = house
        .service
        .register_purchases(&counter, &sent, later(3_600));
    assert_eq!(registered.await.unwrap(), [false; 6]);
    assert_eq!(house.count("purchase"), 0);
}

#[tokio::test]
async fn s1_7_the_key_of_a_day_dies_first_and_then_its_rows() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let counter = pharmacy(&house).await;
    let key = key_of(&house, &counter, now()).await;
    let sent = [sealed(1, &key, &text, "fever", now())];
    let registered = house.service.register_purchases(&counter, &sent, now());
    registered.await.unwrap();
    let last = at("2020-03-04 12:00");
    house.service.sweep(last).await.unwrap();
    assert_eq!(classes(&house, &device, last).await, ["Fever"]);
    // A row that a sweep left behind is opened by nobody once its key is gone, and alarms nobody.
    house.sql().execute("DELETE FROM day_key", []).unwrap();
    assert!(classes(&house, &device, last).await.is_empty());
    assert_eq!(house.count("alarm"), 0);
    house.service.sweep(at("2020-03-05 00:00")).await.unwrap();
    assert_eq!(house.count("purchase"), 0);
}

#[tokio::test]
async fn s1_7_the_sweep_destroys_the_key_of_the_fifteenth_day_back() {
    let house = House::new().await;
    let counter = pharmacy(&house).await;
    key_of(&house, &counter, now()).await;
    house.service.sweep(at("2020-03-05 00:00")).await.unwrap();
    let left = "SELECT count(*) FROM day_key WHERE on_day < ?1";
    let first = i64::from(now().date().day()) + 1;
    let old: i64 = house.sql().query_row(left, [first], |r| r.get(0)).unwrap();
    assert_eq!((old, house.count("day_key")), (0, 2));
}

#[tokio::test]
async fn s1_7_nothing_of_a_purchase_lies_readable_and_an_edited_row_is_not_read() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let counter = pharmacy(&house).await;
    let key = key_of(&house, &counter, now()).await;
    let sent = [sealed(1, &key, &text, "antibiotic", now())];
    let registered = house.service.register_purchases(&counter, &sent, now());
    registered.await.unwrap();
    let row = "SELECT sealed FROM purchase";
    let row: Vec<u8> = house.sql().query_row(row, [], |r| r.get(0)).unwrap();
    for word in ["抗生素", "Antibiotic", "东门"] {
        let bytes = word.as_bytes();
        assert!(row.windows(bytes.len()).all(|part| part != bytes), "{word}");
    }
    let edit = "UPDATE purchase SET on_day = on_day + 1";
    house.sql().execute(edit, []).unwrap();
    assert!(classes(&house, &device, later(86_400)).await.is_empty());
    assert_eq!(house.count("alarm"), 1);
}

#[tokio::test]
async fn s1_7_only_a_pharmacy_registers_and_a_person_reads_nobody_elses() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let other = house.declared(1, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let mall = gate(&house).await;
    let refused = house.service.purchase_keys(&mall, now()).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "scene"));
    let refused = house.service.register_purchases(&mall, &[], now()).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    let counter = pharmacy(&house).await;
    let key = key_of(&house, &counter, now()).await;
    let sent = [sealed(1, &key, &text, "fever", now())];
    let registered = house.service.register_purchases(&counter, &sent, now());
    registered.await.unwrap();
    assert!(classes(&house, &other, now()).await.is_empty());
}
