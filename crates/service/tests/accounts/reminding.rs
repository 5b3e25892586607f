//! The reminder before a day of quarantine ends, and what people are told of orders that open and end: once, whatever
//! breaks in between.

use domain::ids::{CheckInId, CorrectionId, DeclarationId, PersonId};
use domain::notice::NoticeKind;
use domain::record::CheckIn;
use domain::time::Instant;
use gateway::simulator::Behaviour;
use service::{Corrected, CorrectionAsked, Erased, MessagesSent};

use crate::house::{House, at, declaration, now, phone};

/// Somebody who is red since 20 February.
pub(crate) async fn red(house: &House, n: u64) -> PersonId {
    let device = house.declared(n, &[], now()).await;
    let person = device.session(house, now()).await.person().unwrap();
    let mut said = declaration(n as i64 * 100 + 50, &[]);
    said.contact = Some("2020-02-19".parse().unwrap());
    house.service.declare(person, &said, now()).await.unwrap();
    person
}

/// The texts on a phone that are no codes, the newest first.
fn texts(house: &House, n: u64) -> Vec<String> {
    let all = house.sms.inbox(Some(&phone(n))).into_iter();
    let texts = all.map(|message| message.text);
    texts
        .filter(|text| !text.contains("is your code"))
        .collect()
}

pub(crate) fn reminders(house: &House, n: u64) -> usize {
    let texts = texts(house, n);
    texts.iter().filter(|text| text.contains("打卡")).count()
}

async fn review(house: &House, now: Instant) {
    house.service.review(now, |_| {}).await.unwrap();
}

async fn check_in(house: &House, person: PersonId, now: Instant) {
    let check_in = CheckIn::new(CheckInId(now.ms() / 1_000), now);
    house
        .service
        .check_in(person, &check_in, now)
        .await
        .unwrap();
}

#[tokio::test]
async fn s2_29_who_has_not_checked_in_is_reminded_at_eight_in_the_evening_and_once() {
    let house = House::new().await;
    let (late, done) = (red(&house, 1).await, red(&house, 2).await);
    house
        .service
        .send_notices(at("2020-02-20 12:00"))
        .await
        .unwrap();
    assert_eq!(
        house.service.remind(at("2020-02-20 20:00")).await.unwrap(),
        0,
        "day 1 counts"
    );
    review(&house, at("2020-02-21 00:00")).await;
    check_in(&house, done, at("2020-02-21 09:00")).await;
    assert_eq!(
        house.service.remind(at("2020-02-21 19:59")).await.unwrap(),
        0,
        "not before"
    );
    let evening = at("2020-02-21 20:00");
    for _again in 0..3 {
        assert_eq!(house.service.remind(evening).await.unwrap(), 1);
        house.service.send_notices(evening).await.unwrap();
    }
    // Another program that does not know of the first reminds nobody again.
    house
        .another()
        .await
        .remind(at("2020-02-21 21:00"))
        .await
        .unwrap();
    house
        .service
        .send_notices(at("2020-02-21 21:00"))
        .await
        .unwrap();
    assert_eq!((reminders(&house, 1), reminders(&house, 2)), (1, 0));
    let told = house.service.notices(late, evening).await.unwrap();
    assert_eq!(told[0].kind, NoticeKind::Reminder);
    assert!(!told[0].read && told[0].text.zh.contains("24点"));
}

#[tokio::test]
async fn s2_29_a_message_whose_answer_was_lost_goes_out_once() {
    let house = House::new().await;
    red(&house, 1).await;
    house
        .service
        .send_notices(at("2020-02-20 12:00"))
        .await
        .unwrap();
    review(&house, at("2020-02-21 00:00")).await;
    let evening = at("2020-02-21 20:00");
    house.service.remind(evening).await.unwrap();
    // As after a kill between handing over and writing it down: the sender has it, the service does not know.
    house.sms.conduct().behave(Behaviour::LosesAnswers);
    let lost = house.service.send_notices(evening).await.unwrap();
    assert_eq!(
        lost,
        MessagesSent {
            sent: 0,
            unreached: 0,
            waiting: 1
        }
    );
    house.sms.conduct().behave(Behaviour::Well);
    let sent = house
        .service
        .send_notices(at("2020-02-21 20:01"))
        .await
        .unwrap();
    assert_eq!(
        sent,
        MessagesSent {
            sent: 1,
            unreached: 0,
            waiting: 0
        }
    );
    assert_eq!(reminders(&house, 1), 1);
}

#[tokio::test]
async fn s2_29_who_checks_in_before_the_message_goes_out_is_left_alone() {
    let house = House::new().await;
    let person = red(&house, 1).await;
    house
        .service
        .send_notices(at("2020-02-20 12:00"))
        .await
        .unwrap();
    review(&house, at("2020-02-21 00:00")).await;
    house.service.remind(at("2020-02-21 20:00")).await.unwrap();
    check_in(&house, person, at("2020-02-21 20:01")).await;
    house
        .service
        .send_notices(at("2020-02-21 20:02"))
        .await
        .unwrap();
    // Nor the next day.
    house
        .service
        .send_notices(at("2020-02-22 09:00"))
        .await
        .unwrap();
    assert_eq!(reminders(&house, 1), 0);
}

#[tokio::test]
async fn s2_29_after_the_last_day_nobody_is_reminded() {
    let house = House::new().await;
    let person = red(&house, 1).await;
    let mut day = now().date().next();
    for _ in 0..13 {
        review(&house, day.start()).await;
        check_in(&house, person, day.start().plus_ms(36_000_000)).await;
        day = day.next();
    }
    assert_eq!(day.to_string(), "2020-03-05");
    review(&house, day.start()).await;
    assert_eq!(
        house.service.remind(at("2020-03-05 20:00")).await.unwrap(),
        0
    );
    assert_eq!(house.count("quarantine_standing"), 0);
    let told = house
        .service
        .notices(person, at("2020-03-05 09:00"))
        .await
        .unwrap();
    assert_eq!(told[0].kind, NoticeKind::Complete);
}

#[tokio::test]
async fn s2_29_the_message_about_an_order_that_opens_at_night_waits_for_the_morning() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut said = declaration(900, &[]);
    said.contact = Some("2020-02-19".parse().unwrap());
    let night = at("2020-02-20 23:30");
    house.service.declare(person, &said, night).await.unwrap();
    let told = house.service.notices(person, night).await.unwrap();
    assert_eq!(told[0].kind, NoticeKind::Opened);
    assert!(told[0].text.en.contains("14 days"), "{}", told[0].text.en);
    house.service.send_notices(night).await.unwrap();
    house
        .service
        .send_notices(at("2020-02-21 06:59"))
        .await
        .unwrap();
    assert!(texts(&house, 1).is_empty());
    house
        .service
        .send_notices(at("2020-02-21 07:00"))
        .await
        .unwrap();
    let texts = texts(&house, 1);
    assert!(texts.len() == 1 && texts[0].contains("新通知"), "{texts:?}");
}

#[tokio::test]
async fn s2_29_an_altered_notice_is_not_told_and_raises_an_alarm() {
    let house = House::new().await;
    let person = red(&house, 1).await;
    let forged = "UPDATE notice SET kind = 'complete'";
    assert_eq!(house.sql().execute(forged, []).unwrap(), 1);
    assert!(
        house
            .service
            .notices(person, now())
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(house.count("alarm"), 1);
}

/// How often somebody was asked whether anything has changed, once the evening's job has run.
async fn asked(house: &House, person: PersonId, evening: Instant) -> usize {
    for _again in 0..2 {
        house.service.remind(evening).await.unwrap();
        house.service.send_notices(evening).await.unwrap();
    }
    let told = house.service.notices(person, evening).await.unwrap();
    let ends = told
        .iter()
        .filter(|one| one.kind == NoticeKind::DeclarationEnds);
    ends.count()
}

/// What somebody declares for a city holds for so many days.
async fn publish_days(house: &House, city: &str, days: u32) {
    let policy = format!(
        r#"
        jurisdiction = "{city}"
        inherits = "000000"
        version = "{days}-days"
        effective = 2020-02-20
        declaration_days = {days}
    "#
    );
    let publish = house.service.publish_policy(&policy, now(), |_| {});
    publish.await.unwrap();
}

#[tokio::test]
async fn s1_5_whose_declaration_ends_is_asked_once_two_days_before_and_of_the_next_anew() {
    let house = House::new().await;
    publish_days(&house, "330100", 7).await;
    let device = house.declared(3, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    for early in ["2020-02-24 20:00", "2020-02-25 19:59"] {
        assert_eq!(asked(&house, person, at(early)).await, 0, "{early}");
    }
    let before = texts(&house, 3).len();
    for evening in ["2020-02-25 20:00", "2020-02-26 20:00"] {
        assert_eq!(asked(&house, person, at(evening)).await, 1, "{evening}");
    }
    assert_eq!(texts(&house, 3).len(), before + 1, "one message goes along");
    let said = declaration(350, &[]);
    let again = at("2020-02-26 21:00");
    let decisions = house.service.declare(person, &said, again).await.unwrap();
    let told = house.service.explain(person, &decisions, again).await;
    let told = told.unwrap()[0].declaration.unwrap();
    assert_eq!(told.until.to_string(), "2020-03-04");
    assert!(!told.asked, "it was made today");
    assert_eq!(asked(&house, person, at("2020-03-01 20:00")).await, 1);
    assert_eq!(asked(&house, person, at("2020-03-02 20:00")).await, 2);
}

#[tokio::test]
async fn s1_5_where_no_city_sets_an_end_a_declaration_holds_until_facts_change() {
    let house = House::new().await;
    let device = house.declared(4, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    assert_eq!(asked(&house, person, at("2020-04-20 20:00")).await, 0);
    let later = at("2020-04-20 20:00");
    let decisions = house.service.rate(person, later).await.unwrap();
    let told = house.service.explain(person, &decisions, later).await;
    assert!(told.unwrap()[0].declaration.is_none());
}

#[tokio::test]
async fn s1_5_each_citys_end_is_asked_about_once() {
    let house = House::new().await;
    publish_days(&house, "330100", 7).await;
    publish_days(&house, "330200", 14).await;
    let device = house.declared(5, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut there = declaration(550, &[]);
    there.jurisdiction = "330200".parse().unwrap();
    house.service.declare(person, &there, now()).await.unwrap();
    assert_eq!(asked(&house, person, at("2020-02-25 20:00")).await, 1);
    assert_eq!(asked(&house, person, at("2020-02-26 20:00")).await, 1);
    assert_eq!(asked(&house, person, at("2020-03-03 20:00")).await, 2);
}

#[tokio::test]
async fn s1_5_a_correction_before_the_end_asks_nobody_again() {
    let house = House::new().await;
    publish_days(&house, "330100", 7).await;
    let device = house.declared(6, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    assert_eq!(asked(&house, person, at("2020-02-25 20:00")).await, 1);
    let correction = CorrectionAsked {
        id: CorrectionId(660),
        declaration: DeclarationId(600),
        instead: declaration(650, &[]),
        reason: Some("写错了".to_owned()),
    };
    let noon = at("2020-02-26 12:00");
    let corrected = house.service.correct(person, &correction, noon).await;
    assert_eq!(corrected.unwrap().0, Corrected::Done);
    assert_eq!(asked(&house, person, at("2020-02-26 20:00")).await, 1);
}

#[tokio::test]
async fn s1_5_who_is_erased_is_asked_nothing_though_an_order_keeps_what_they_declared() {
    let house = House::new().await;
    publish_days(&house, "330100", 7).await;
    let (gone, stays) = (red(&house, 7).await, red(&house, 8).await);
    let erased = house.service.erase(gone, at("2020-02-21 09:00")).await;
    assert!(matches!(erased.unwrap(), Erased::But(_)));
    house.service.remind(at("2020-02-25 20:00")).await.unwrap();
    let asked = |person: PersonId| -> i64 {
        let of = "SELECT count(*) FROM notice WHERE kind = 'declaration_ends' AND person_id = ?1";
        let sql = house.sql();
        sql.query_row(of, [person.0], |row| row.get(0)).unwrap()
    };
    assert_eq!((asked(gone), asked(stays)), (0, 1));
}
