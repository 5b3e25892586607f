//! Who has no phone at all: a counter takes their declaration down, and staff are asked with it (S0-15).

use domain::ids::{ItineraryRequestId, OfficeId, StaffId};
use domain::staff::{Member, Office};
use domain::state::State;
use service::{AtCounter, CounterForm};

use crate::house::{House, code, document, name};
use crate::traveller::{city, declaration, minute, morning};

fn member(duty: &str) -> Member {
    Member {
        id: StaffId(78),
        office: Office {
            id: OfficeId(8),
            name: "北京市政务服务中心".into(),
            division: code("110000"),
        },
        duties: vec![duty.parse().unwrap()],
    }
}

#[tokio::test]
async fn s0_15_who_is_served_at_a_counter_is_decided_by_staff_without_having_to_ask() {
    let house = House::new().await;
    let born = document(5).birth_date().unwrap();
    house.registry.know_born(name(5), &document(5), born);
    let at = AtCounter {
        name: name(5),
        document: document(5),
        city: city(),
    };
    let form = CounterForm {
        born: None,
        street: "330106109".into(),
        door: None,
    };
    let clerk = member("counter@110000");
    let service = &house.service;
    service
        .register_at_counter(&clerk, &at, &form, morning())
        .await
        .unwrap();
    let said = declaration(5_000, Vec::new());
    let (person, decisions) = service
        .declare_at_counter(&clerk, &at, &said, morning())
        .await
        .unwrap();
    assert_eq!(decisions[0].state, State::Unconfirmed);
    let reviewer = member("reviewer@110000");
    let waiting = service
        .itinerary_requests_for(&reviewer, minute(1))
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    let id = ItineraryRequestId(waiting[0].id.parse().unwrap());
    let decision = (true, "接待方已证明");
    service
        .decide_itinerary_request(&reviewer, id, decision, minute(2))
        .await
        .unwrap();
    let decisions = service.rate(person, minute(3)).await.unwrap();
    assert_eq!(decisions[0].state, State::Green);
}
