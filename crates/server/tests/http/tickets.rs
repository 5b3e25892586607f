//! One's own tickets through HTTP: for whom agreed, as often as a day allows, and nothing of them is kept.

use axum::http::StatusCode;
use domain::contact::{ConveyanceKind, numbers, seating};
use serde_json::json;
use service::gateway::conveyance::Ticket;
use service::gateway::simulator::Behaviour;

use crate::house::{Answered, House, identity};
use crate::person::Person;

const TICKETS: &str = "/api/me/tickets";

/// A house with somebody who has a ticket for a journey of the day before yesterday, and one of a month ago.
async fn traveller() -> (House, Person) {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let kind = ConveyanceKind::Train;
    let ticket = |ago: i32| Ticket {
        conveyance: numbers(kind, "K8386/K8387").unwrap(),
        date: house.now().date() - ago,
        seating: seating(kind, "软卧13车7号下铺").unwrap(),
        board: "武昌".into(),
        alight: "杭州东".into(),
    };
    let tickets = vec![ticket(2), ticket(30)];
    house.conveyances.know(&identity(1).document, tickets);
    (house, person)
}

async fn ask(house: &House, person: &Person, agreed: bool) -> Answered {
    let body = json!({ "agreed": agreed });
    house.post(TICKETS, Some(&person.cookie), &body).await
}

#[tokio::test]
async fn s2_15_tickets_are_shown_to_whom_agreed_and_nothing_of_them_is_kept() {
    let (house, person) = traveller().await;
    let refused = ask(&house, &person, false).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.conveyances.conduct().asked(), 0, "nobody was asked");
    let shown = ask(&house, &person, true).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.json());
    assert_eq!(
        shown.json(),
        json!([{
            "kind": "train", "number": "K8386/K8387", "date": "2020-02-18", "carriage": "13",
            "seat": "软卧7号下铺", "board": "武昌", "alight": "杭州东",
        }])
    );
    let other = Person::register(&house, 2).await;
    assert_eq!(ask(&house, &other, true).await.json(), json!([]));
    let stranger = house.post(TICKETS, None, &json!({ "agreed": true })).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);

    let log = house.get("/api/me/log", Some(&person.cookie)).await;
    let log = String::from_utf8(log.bytes).unwrap();
    assert!(log.contains("Your tickets were asked for"), "{log}");
    let path: String = house
        .sql()
        .query_row(
            "SELECT file FROM pragma_database_list WHERE name = 'main'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    for file in [path.clone(), format!("{path}-wal")] {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let holds = bytes.windows(5).any(|part| part == b"K8386");
        assert!(!holds, "{file}");
    }
}

#[tokio::test]
async fn s2_18_conveyances_that_fail_or_talk_nonsense_are_asked_again_and_five_times_a_day_is_enough()
 {
    let (house, person) = traveller().await;
    for behaviour in [Behaviour::failing(), Behaviour::nonsense()] {
        house.conveyances.conduct().behave(behaviour);
        for _ in 0..3 {
            let waits = ask(&house, &person, true).await;
            assert_eq!(waits.status, StatusCode::SERVICE_UNAVAILABLE);
            let text = waits.json().to_string();
            assert!(text.contains("购票记录"), "{text}");
        }
    }
    house.conveyances.conduct().behave(Behaviour::Well);
    // Whoever failed again and again is left alone for a while.
    house.pass_ms(60_000);
    for _ in 0..5 {
        let shown = ask(&house, &person, true).await;
        assert_eq!(
            shown.status,
            StatusCode::OK,
            "what nobody answered is not counted"
        );
    }
    let more = ask(&house, &person, true).await;
    assert_eq!(more.status, StatusCode::TOO_MANY_REQUESTS);
    house.pass_ms(24 * 60 * 60 * 1_000);
    assert_eq!(ask(&house, &person, true).await.status, StatusCode::OK);
}
