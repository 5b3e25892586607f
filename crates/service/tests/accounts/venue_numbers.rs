//! The figures of a venue by short message: to whom they go, when, and once a day whatever breaks in between.

use domain::ids::VenueId;
use domain::time::Instant;
use gateway::simulator::Behaviour;
use service::{Error, Language, MessagesSent};

use crate::house::{House, at, later, now, phone};
use crate::venues::Place;

const MORNING: &str = "2020-02-21 05:00";

/// Person 7's number gets the figures of the place.
async fn named(house: &House, place: &Place, n: u64, now: Instant) {
    let (service, number) = (&house.service, phone(n));
    let to = (&number, Language::English);
    let asked = service.send_venue_code(&place.manager, place.way, to, now);
    asked.await.unwrap();
    let code = house.inbox(&number);
    let set = service.set_venue_number(&place.manager, place.way, (&number, &code), now);
    set.await.unwrap();
}

async fn send(house: &House, now: Instant) -> MessagesSent {
    house.service.send_venue_figures(now).await.unwrap()
}

/// The figures on a phone, the newest first.
fn figures(house: &House, n: u64) -> Vec<String> {
    let all = house.sms.inbox(Some(&phone(n))).into_iter();
    let texts = all.map(|message| message.text);
    texts.filter(|text| text.contains("的数字：")).collect()
}

fn sent(sent: u64, unreached: u64, waiting: u64) -> MessagesSent {
    MessagesSent {
        sent,
        unreached,
        waiting,
    }
}

#[tokio::test]
async fn n_5_the_figures_of_the_day_go_each_morning_to_the_number_whose_holder_agreed() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    assert_eq!(place.seen(&house, now()).await.number, None);
    named(&house, &place, 7, now()).await;
    let seen = place.seen(&house, now()).await;
    let masked = phone(7).masked();
    assert_eq!(seen.number, Some(masked));
    assert_eq!(send(&house, at("2020-02-21 04:59")).await, sent(0, 0, 0));
    assert_eq!(send(&house, at(MORNING)).await, sent(1, 0, 0));
    for again in ["2020-02-21 05:01", "2020-02-21 23:59"] {
        assert_eq!(send(&house, at(again)).await, sent(0, 0, 0));
    }
    // Another program that does not know of the first sends nothing again, and a day later the next figures come.
    let told = figures(&house, 7);
    let today = place.seen(&house, at(MORNING)).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(&today.figures), "{}", told[0]);
    assert!(told[0].contains("4711") && !told[0].contains("西湖"));
    assert_eq!(today.short_number, "4711");
    let late = at("2020-02-22 11:00");
    assert_eq!(
        send(&house, late).await,
        sent(1, 0, 0),
        "the first job after"
    );
    let next = place.seen(&house, late).await.figures;
    assert!(figures(&house, 7)[0].contains(&next));
}

#[tokio::test]
async fn n_5_a_message_of_figures_whose_answer_was_lost_goes_out_once() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    named(&house, &place, 7, now()).await;
    // As after a kill between handing over and writing it down.
    house.sms.conduct().behave(Behaviour::LosesAnswers);
    assert_eq!(send(&house, at(MORNING)).await, sent(0, 0, 1));
    house.sms.conduct().behave(Behaviour::Well);
    let later = at("2020-02-21 05:02");
    assert_eq!(send(&house, later).await, sent(1, 0, 0));
    assert_eq!(figures(&house, 7).len(), 1);
}

#[tokio::test]
async fn n_5_no_number_gets_figures_without_its_holders_code_for_exactly_that() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let service = &house.service;
    // A code for signing in is none for this.
    let number = phone(7);
    let purpose = service::Purpose::SignIn;
    let contact = number.clone().into();
    let asked = service.send_code(&contact, purpose, Language::Chinese, now());
    asked.await.unwrap();
    let code = house.inbox(&number);
    for code in [&*code, "", "000000"] {
        let set = service.set_venue_number(&place.manager, place.way, (&number, code), now());
        let refused = set.await.unwrap_err();
        assert!(matches!(refused, Error::WrongCode), "{code}");
    }
    assert_eq!(house.count("venue_number"), 0);
    assert_eq!(send(&house, at(MORNING)).await, sent(0, 0, 0));
}

#[tokio::test]
async fn n_5_the_messages_end_when_the_manager_says_so_and_with_the_venue() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let (service, way) = (&house.service, place.way);
    named(&house, &place, 7, now()).await;
    named(&house, &place, 8, later(70)).await;
    send(&house, at(MORNING)).await;
    assert_eq!((figures(&house, 7).len(), figures(&house, 8).len()), (0, 1));
    for again in 0..2 {
        let ended = service.end_venue_number(&place.manager, way, later(80 + again));
        ended.await.unwrap();
    }
    assert_eq!(house.count("venue_number"), 0);
    assert_eq!(send(&house, at("2020-02-22 05:00")).await, sent(0, 0, 0));
    named(&house, &place, 8, at("2020-02-22 09:00")).await;
    let closed = service.close_venue(&place.manager, way, at("2020-02-22 10:00"));
    closed.await.unwrap();
    assert_eq!(house.count("venue_number"), 0, "nothing of it is kept");
    assert_eq!(send(&house, at("2020-02-22 10:01")).await, sent(0, 0, 0));
}

#[tokio::test]
async fn n_5_a_number_that_gets_figures_lies_sealed_and_an_edited_row_sends_nothing() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    named(&house, &place, 7, now()).await;
    let sealed: Vec<u8> = house
        .sql()
        .query_row("SELECT sealed FROM venue_number", [], |row| row.get(0))
        .unwrap();
    let number = phone(7);
    let digits = number.canonical().as_bytes();
    assert!(!sealed.windows(digits.len()).any(|part| part == digits));
    let edit = "UPDATE venue_number SET venue_id = 99";
    house.sql().execute(edit, []).unwrap();
    assert_eq!(send(&house, at(MORNING)).await, sent(0, 0, 0));
    assert_eq!(house.count("alarm"), 1);
    let (row, _) = house
        .service
        .store()
        .venue_number(VenueId(99))
        .await
        .unwrap();
    assert!(row.is_none());
}
