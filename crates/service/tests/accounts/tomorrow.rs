//! Tomorrow's credential, handed out in the evening before a midnight at which the state changes.

use credential::{KeySet, Refusal, verify_credential};
use domain::ids::CheckInId;
use domain::record::CheckIn;
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::Status;

use crate::house::{House, at, declaration, now};
use crate::phone::Device;
use crate::status_lists::Gate;

async fn check_in(house: &House, device: &Device, id: i64, now: Instant) {
    let person = device.session(house, now).await.person().unwrap();
    let check_in = CheckIn::new(CheckInId(id), now);
    house
        .service
        .check_in(person, &check_in, now)
        .await
        .unwrap();
}

/// Somebody whose order ends at midnight after `last`, all days checked in but that one.
async fn released_after(house: &House) -> (Device, Date) {
    let device = house.declared(0, &[], now()).await;
    let person = device.session(house, now()).await.person().unwrap();
    let mut ill = declaration(800, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    let decisions = house.service.declare(person, &ill, now()).await.unwrap();
    let until = decisions[0].until.unwrap();
    let mut day = now().date().next();
    while day.next() < until {
        check_in(
            house,
            &device,
            i64::from(day.day()),
            day.start().plus_ms(36_000_000),
        )
        .await;
        day = day.next();
    }
    (device, day)
}

fn hour(day: Date, hour: i64) -> Instant {
    day.start().plus_ms(hour * 3_600_000)
}

#[tokio::test]
async fn n_1_who_is_released_at_midnight_shows_green_in_the_morning_without_the_service() {
    let house = House::new().await;
    let (device, last) = released_after(&house).await;
    // Before the last day counts, nothing is decided.
    let (red, next) = device.fetch_both(&house, hour(last, 20)).await;
    assert_eq!((red.issued.state, next.is_none()), (State::Red, true));
    check_in(&house, &device, 1, hour(last, 21)).await;
    assert!(
        device.fetch_both(&house, hour(last, 12)).await.1.is_none(),
        "not before the evening"
    );
    let (red, next) = device.fetch_both(&house, hour(last, 22)).await;
    let next = next.unwrap();
    assert_eq!(
        (red.issued.state, next.issued.state),
        (State::Red, State::Green)
    );
    assert_eq!(red.issued.expires, last.end());
    assert_eq!(next.issued.begins, last.end());
    assert_eq!(next.issued.expires, last.next().end());
    assert_eq!(next.issued.explained.today, last.next());
    let keys = house.service.key_set(hour(last, 22)).await.unwrap();
    let keys = KeySet::decode(&keys).unwrap();
    let gate = Gate::new(&house, hour(last, 22)).await;
    // The service stops at 23:00. A gate that has its keys and lists judges on.
    let verify = |at| verify_credential(&next.issued.credential, &keys, at);
    assert_eq!(verify(hour(last, 23)), Err(Refusal::NotYetValid));
    let morning = verify(hour(last.next(), 8)).unwrap();
    assert_eq!(morning.claims.state, State::Green);
    assert_eq!(morning.claims.day, last.next());
    assert_eq!(gate.status(&next), Status::AsIssued);
}

#[tokio::test]
async fn n_1_what_the_evening_brings_is_compared_with_tomorrows_credential() {
    let house = House::new().await;
    let (device, last) = released_after(&house).await;
    check_in(&house, &device, 1, hour(last, 19)).await;
    let (_, next) = device.fetch_both(&house, hour(last, 20)).await;
    let next = next.unwrap();
    let mut gate = Gate::new(&house, hour(last, 20)).await;
    check_in(&house, &device, 2, hour(last, 21)).await;
    gate.contact(&house.service, hour(last, 21)).await;
    assert_eq!(
        gate.status(&next),
        Status::AsIssued,
        "one more check-in changes nothing"
    );
    let person = device
        .session(&house, hour(last, 22))
        .await
        .person()
        .unwrap();
    let mut again = declaration(9_000, &[]);
    again.contact = Some(last);
    house
        .service
        .declare(person, &again, hour(last, 22))
        .await
        .unwrap();
    gate.contact(&house.service, hour(last, 22)).await;
    assert_eq!(
        gate.status(&next),
        Status::Changed,
        "it would be green and is not"
    );
}

#[tokio::test]
async fn n_1_where_nothing_changes_at_midnight_there_is_one_credential() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let (green, next) = device.fetch_both(&house, at("2020-02-20 21:00")).await;
    assert!(next.is_none() && green.issued.expires == at("2020-02-22 00:00"));
}

#[tokio::test]
async fn n_1_whose_green_ends_at_midnight_shows_why_not_in_the_morning() {
    let house = House::new().await;
    let policy = r#"
        jurisdiction = "330100"
        inherits = "000000"
        version = "short"
        effective = 2020-02-20
        declaration_days = 1
    "#;
    house
        .service
        .publish_policy(policy, now(), |_| {})
        .await
        .unwrap();
    let device = house.declared(0, &[], now()).await;
    let (green, next) = device.fetch_both(&house, at("2020-02-20 20:00")).await;
    assert_eq!(green.issued.state, State::Green);
    let next = next.unwrap();
    assert_eq!(
        (next.issued.state, next.issued.begins),
        (State::None, green.issued.expires)
    );
    assert!(
        !next.issued.explained.what_to_do.zh.is_empty(),
        "what to do about it"
    );
}
