//! At the gate: what it says, what is kept, and what it can never say of a person.

use domain::declaration::Tick;
use domain::state::State;
use domain::time::Instant;
use domain::verdict::{Direction, Outcome, Refusal, Scene};
use service::{Checkpoint, CheckpointDraft, Error, Nature, Scan, ScanVerdict, Scanned};

use crate::house::{House, at, code, later, now, wuchang};

/// A mall in the west lake district.
pub(crate) async fn gate(house: &House) -> Checkpoint {
    gate_of(house, Scene::Shop, "330106").await
}

pub(crate) async fn gate_of(house: &House, scene: Scene, division: &str) -> Checkpoint {
    let draft = CheckpointDraft {
        scene,
        division: code(division),
        name: "东门".into(),
    };
    let enrolment = house.service.add_checkpoint(&draft, now()).await.unwrap();
    let enrolled = house.service.enrol(enrolment.text(), now()).await.unwrap();
    let token = enrolled.token.text().to_owned();
    house.service.checkpoint_of(&token, now()).await.unwrap()
}

pub(crate) const fn shown(number: i64, text: &str, at: Instant) -> Scan<'_> {
    Scan {
        number,
        what: Scanned::Text(text),
        direction: Direction::In,
        at,
        by_hand: None,
    }
}

pub(crate) async fn scan(
    house: &House,
    gate: &Checkpoint,
    number: i64,
    text: &str,
    at: Instant,
) -> ScanVerdict {
    house
        .service
        .scan(gate, &[shown(number, text, at)], at)
        .await
        .unwrap()
        .remove(0)
}

#[tokio::test]
async fn s2_19_green_passes_with_a_name_fragment_to_compare() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let verdict = scan(&house, &gate(&house).await, 1, &text, now()).await;
    assert_eq!((verdict.number, verdict.outcome), (1, Outcome::Pass));
    assert_eq!(verdict.state, Some(State::Green));
    assert_eq!(verdict.name_fragment.as_deref(), Some("张三"));
    assert!(verdict.remarks.is_empty() && verdict.refusal.is_none());
}

#[tokio::test]
async fn s2_3_a_picture_of_a_code_is_refused_a_minute_later() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let gate = gate(&house).await;
    let picture = scan(&house, &gate, 1, &text, later(60)).await;
    assert_eq!(
        (picture.outcome, picture.refusal),
        (Outcome::Stop, Some(Refusal::TooOld))
    );
    assert_eq!((picture.state, picture.name_fragment), (None, None));
}

#[tokio::test]
async fn s2_3_what_is_no_code_or_a_forged_one_is_refused_by_its_reason() {
    let house = House::new().await;
    let foreign = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let stranger = foreign.declared(0, &[], now()).await;
    let forged = stranger.fetch(&foreign, now()).await.text(now());
    let demo = House::of(Nature::Demo).await;
    let actor = demo.declared(0, &[], now()).await;
    let acted = actor.fetch(&demo, now()).await.text(now());
    let old = device
        .fetch(&house, at("2020-02-18 10:00"))
        .await
        .text(now());
    let mut flipped = text.clone().into_bytes();
    let last = flipped.len() - 1;
    flipped[last] = if flipped[last] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    let long = "A".repeat(100_000);
    let cases = [
        ("https://pay.example/1", vec![Refusal::NotACode]),
        (long.as_str(), vec![Refusal::TooLong]),
        (forged.as_str(), vec![Refusal::IssuerUnknown]),
        (acted.as_str(), vec![Refusal::Demo]),
        (old.as_str(), vec![Refusal::Expired, Refusal::KeyOutOfUse]),
        (
            flipped.as_str(),
            vec![
                Refusal::HolderSignature,
                Refusal::Garbled,
                Refusal::Structure,
            ],
        ),
    ];
    let gate = gate(&house).await;
    for (number, (text, expected)) in (0..).zip(cases) {
        let verdict = scan(&house, &gate, number, text, now()).await;
        let refusal = verdict.refusal.unwrap();
        assert!(expected.contains(&refusal), "{refusal} for {number}");
        assert_ne!(verdict.outcome, Outcome::Pass);
    }
}

#[tokio::test]
async fn s2_19_red_is_stopped_and_at_home_it_is_by_hand() {
    let house = House::new().await;
    let area = house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Areas(vec![area]))], now())
        .await;
    let text = device.fetch(&house, now()).await.text(now());
    let stopped = scan(&house, &gate(&house).await, 1, &text, now()).await;
    assert_eq!(
        (stopped.outcome, stopped.state),
        (Outcome::Stop, Some(State::Red))
    );
    let home = gate_of(&house, Scene::Community, "330106").await;
    assert_eq!(home.directions(), [Direction::In, Direction::Out]);
    let inward = scan(&house, &home, 1, &text, now()).await;
    assert_eq!(inward.outcome, Outcome::ByHand);
    assert!(!inward.steps.is_empty() && inward.steps.len() <= 3);
    let outward = Scan {
        direction: Direction::Out,
        ..shown(2, &text, now())
    };
    let outward = house.service.scan(&home, &[outward], now()).await.unwrap();
    assert_eq!(outward[0].outcome, Outcome::Stop);
}

#[tokio::test]
async fn s2_19_a_decision_that_became_worse_counts_at_once() {
    let house = House::new().await;
    house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Elsewhere)], now())
        .await;
    let code = device.fetch(&house, now()).await;
    let gate = gate(&house).await;
    let before = scan(&house, &gate, 1, &code.text(later(5)), later(5)).await;
    assert_eq!(before.state, Some(State::Green));
    let new = house
        .list("2020-02-20 11时", "中华路", at("2020-02-20 11:00"))
        .await;
    let person = device.session(&house, now()).await.person().unwrap();
    let noon = at("2020-02-20 12:00");
    let stay = domain::ids::StayId(50);
    house
        .service
        .answer(person, stay, &[new], noon)
        .await
        .unwrap();
    let after = scan(&house, &gate, 2, &code.text(noon), noon).await;
    assert_eq!(
        (after.outcome, after.state),
        (Outcome::Stop, Some(State::Red))
    );
}

#[tokio::test]
async fn s2_19_a_decision_that_became_milder_needs_a_new_code() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut ill = crate::house::declaration(800, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    house
        .service
        .declare(person, &ill, later(10))
        .await
        .unwrap();
    let red = device.fetch(&house, later(20)).await;
    assert_eq!(red.issued.state, State::Red);
    let asked = service::CorrectionAsked {
        id: domain::ids::CorrectionId(1),
        declaration: domain::ids::DeclarationId(800),
        instead: crate::house::declaration(900, &[]),
        reason: None,
    };
    house
        .service
        .correct(person, &asked, later(30))
        .await
        .unwrap();
    let gate = gate(&house).await;
    let still = scan(&house, &gate, 1, &red.text(later(40)), later(40)).await;
    assert_eq!(still.state, Some(State::Red));
    let green = device.fetch(&house, later(50)).await;
    let passed = scan(&house, &gate, 2, &green.text(later(50)), later(50)).await;
    assert_eq!(passed.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s2_5_at_a_checkpoint_of_another_city_the_stricter_rules_count() {
    let house = House::new().await;
    let strict = r#"
        jurisdiction = "110000"
        inherits = "000000"
        version = "strict"
        effective = 2020-02-20
        [[rule]]
        id = "warm"
        when = { temperature = 37.0, within_days = 14 }
        colour = "yellow"
        review = 2030-01-01
        reason = { zh = "体温偏高", en = "Raised temperature" }
        [[rule.test]]
        today = 2020-02-20
        facts = { symptoms = [{ on = 2020-02-20, recorded = 2020-02-20, temperature = 37.0 }] }
        expect = { colour = "yellow" }
    "#;
    let published = house.service.publish_policy(strict, now(), |_| {}).await;
    published.unwrap();
    let device = house.resident(0, now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut warm = crate::house::declaration(100, &[]);
    warm.temperature = Some("37.1".parse().unwrap());
    house.service.declare(person, &warm, now()).await.unwrap();
    let code = device.fetch(&house, now()).await;
    let here = scan(&house, &gate(&house).await, 1, &code.text(now()), now()).await;
    let beijing = gate_of(&house, Scene::Shop, "110105").await;
    let there = scan(&house, &beijing, 1, &code.text(now()), now()).await;
    assert_eq!(
        (here.outcome, here.state),
        (Outcome::Pass, Some(State::Green))
    );
    assert_eq!(
        (there.outcome, there.state),
        (Outcome::Stop, Some(State::Yellow))
    );
}

#[tokio::test]
async fn s0_3_at_a_gate_of_a_city_that_asks_for_a_check_another_citys_code_is_not_green() {
    let house = House::new().await;
    let asks = r#"
        jurisdiction = "110000"
        inherits = "000000"
        version = "2020-02-20"
        effective = 2020-02-20
        verify_on_entry = true
    "#;
    let published = house.service.publish_policy(asks, now(), |_| {}).await;
    published.unwrap();
    let device = house.resident(0, now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let said = crate::house::declaration(100, &[]);
    house.service.declare(person, &said, now()).await.unwrap();
    let code = device.fetch(&house, now()).await;
    let beijing = gate_of(&house, Scene::Shop, "110105").await;
    let there = scan(&house, &beijing, 1, &code.text(now()), now()).await;
    assert_eq!(
        (there.outcome, there.state),
        (Outcome::ByHand, Some(State::Unconfirmed))
    );
    let here = scan(&house, &gate(&house).await, 1, &code.text(now()), now()).await;
    assert_eq!(here.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s1_9_the_gate_says_when_it_saw_the_code_and_passes_it_all_the_same() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let gate = gate(&house).await;
    scan(&house, &gate, 1, &code.text(now()), now()).await;
    let again = scan(&house, &gate, 2, &code.text(later(40)), later(40)).await;
    assert_eq!(again.outcome, Outcome::Pass);
    assert_eq!(again.remarks[0].en, "Shown here 40 s ago");
    let other = gate_of(&house, Scene::Shop, "330106").await;
    let there = scan(&house, &other, 1, &code.text(later(45)), later(45)).await;
    assert!(
        there.remarks.is_empty(),
        "another gate remembers for itself"
    );
    let forgotten = scan(&house, &gate, 3, &code.text(later(700)), later(700)).await;
    assert!(forgotten.remarks.is_empty());
}

#[tokio::test]
async fn a_scan_that_lies_far_from_today_is_refused_by_its_field() {
    let house = House::new().await;
    let gate = gate(&house).await;
    let ahead = shown(1, "", now().plus_ms(3 * 86_400_000));
    let refused = house.service.scan(&gate, &[ahead], now()).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "scans[0].at_ms"));
    for ms in [i64::MIN, i64::MAX, 0] {
        let wild = shown(1, "", Instant::from_ms(ms));
        let refused = house.service.scan(&gate, &[wild], now()).await;
        assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "scans[0].at_ms"));
    }
    let negative = shown(-1, "", now());
    let refused = house.service.scan(&gate, &[negative], now()).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "scans[0].number"));
    assert_eq!(house.count("scan"), 0);
}

#[tokio::test]
async fn a_code_enrols_one_device_within_a_day() {
    let house = House::new().await;
    let draft = CheckpointDraft {
        scene: Scene::Highway,
        division: code("330100"),
        name: " 杭州收费站 ".into(),
    };
    let code = house.service.add_checkpoint(&draft, now()).await.unwrap();
    let typed = code.text().to_lowercase();
    let late = house.service.enrol(&typed, later(86_400)).await;
    assert!(matches!(late.map(|_| ()), Err(Error::NotACheckpoint)));
    let enrolled = house.service.enrol(&typed, later(60)).await.unwrap();
    assert_eq!(enrolled.checkpoint.name, "杭州收费站");
    let again = house.service.enrol(&typed, later(61)).await;
    assert!(matches!(again.map(|_| ()), Err(Error::NotACheckpoint)));
    let wrong = format!("hcd_{}", "0".repeat(64));
    for token in ["", "hcd_", wrong.as_str()] {
        assert!(house.service.checkpoint_of(token, now()).await.is_err());
    }
    let stored =
        "SELECT count(*) FROM checkpoint WHERE code_hash IS NULL AND length(token_hash) = 16";
    let stored: i64 = house.sql().query_row(stored, [], |r| r.get(0)).unwrap();
    assert_eq!(stored, 1, "nothing but a hash is kept");
}

#[tokio::test]
async fn a_checkpoint_without_a_name_or_place_is_refused() {
    let house = House::new().await;
    let cases = [
        ("", "330106", "name"),
        ("门", "999999", "division"),
        ("门", "330000", "division"),
    ];
    for (name, division, field) in cases {
        let draft = CheckpointDraft {
            scene: Scene::Shop,
            division: code(division),
            name: name.into(),
        };
        let refused = house.service.add_checkpoint(&draft, now()).await;
        assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == field));
    }
}
