//! Who has no phone at all: a counter takes their declaration down, and staff are asked with it (S0-15).

use domain::declaration::Declaration;
use domain::ids::{CorrectionId, ItineraryRequestId, OfficeId, PersonId, StaffId};
use domain::place::DivisionCode;
use domain::staff::{Member, Office};
use domain::state::State;
use domain::time::Instant;
use service::{AtCounter, Corrected, CorrectionAsked, CounterForm, Error};

use crate::house::{House, code, document, name};
use crate::traveller::{XIHU, city, declaration, minute, morning, stay};

/// The city where they live, which asks for no itinerary.
const HANGZHOU: &str = "330100";

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

fn clerk(city: DivisionCode) -> Member {
    member(&format!("counter@{city}"))
}

fn at(city: DivisionCode) -> AtCounter {
    AtCounter {
        name: name(5),
        document: document(5),
        city,
    }
}

/// Person 5, who has no phone, is registered at the counter of a city and says what there is to say for it.
async fn served(house: &House, said: &Declaration) -> (PersonId, State) {
    let born = document(5).birth_date().unwrap();
    house.registry.know_born(name(5), &document(5), born);
    let form = CounterForm {
        born: None,
        street: "330106109".into(),
        door: None,
    };
    let (city, service) = (said.jurisdiction, &house.service);
    service
        .register_at_counter(&clerk(city), &at(city), &form, morning())
        .await
        .unwrap();
    let (person, decisions) = service
        .declare_at_counter(&clerk(city), &at(city), said, morning())
        .await
        .unwrap();
    (person, decisions[0].state)
}

/// What waits for the reviewers of Beijing.
async fn waiting(house: &House, now: Instant) -> Vec<ItineraryRequestId> {
    let reviewer = member("reviewer@110000");
    let waiting = house.service.itinerary_requests_for(&reviewer, now).await;
    let ids = waiting.unwrap().into_iter().map(|one| one.id.parse());
    ids.map(|id| ItineraryRequestId(id.unwrap())).collect()
}

/// They accept the one that waits.
async fn accept(house: &House, now: Instant) {
    let [id] = waiting(house, now).await[..] else {
        panic!("one waits");
    };
    let reviewer = member("reviewer@110000");
    let decision = (true, "接待方已证明");
    house
        .service
        .decide_itinerary_request(&reviewer, id, decision, now)
        .await
        .unwrap();
}

async fn state(house: &House, person: PersonId, now: Instant) -> State {
    let decisions = house.service.rate(person, now).await.unwrap();
    let own = decisions.iter().find(|d| d.jurisdiction == city());
    own.unwrap().state
}

#[tokio::test]
async fn s0_15_who_is_served_at_a_counter_is_decided_by_staff_without_having_to_ask() {
    let house = House::new().await;
    let (person, shown) = served(&house, &declaration(5_000, Vec::new())).await;
    assert_eq!(shown, State::Unconfirmed);
    accept(&house, minute(2)).await;
    assert_eq!(state(&house, person, minute(3)).await, State::Green);
}

#[tokio::test]
async fn s0_15_a_correction_at_a_counter_that_says_a_return_is_decided_by_staff_too() {
    let house = House::new().await;
    let (person, _) = served(&house, &declaration(5_000, Vec::new())).await;
    accept(&house, minute(2)).await;
    let away = stay(5_300, "420106", "2020-06-12", "2020-06-14");
    let asked = CorrectionAsked {
        id: CorrectionId(1),
        declaration: declaration(5_000, Vec::new()).id,
        instead: declaration(5_200, vec![away]),
        reason: None,
    };
    let at_beijing = at(city());
    let correct = async |now| {
        let clerk = clerk(city());
        let done = house
            .service
            .correct_at_counter(&clerk, &at_beijing, &asked, now);
        done.await.unwrap().1
    };
    for minutes in [4, 5] {
        assert_eq!(correct(minute(minutes)).await, Corrected::Done);
        assert_eq!(state(&house, person, minute(5)).await, State::Unconfirmed);
        assert_eq!(waiting(&house, minute(6)).await.len(), 1, "twice is one");
    }
    accept(&house, minute(7)).await;
    assert_eq!(state(&house, person, minute(8)).await, State::Green);
}

/// At home, and then at the counter of Beijing for the sheet alone.
#[tokio::test]
async fn s0_15_whose_first_sheet_of_a_city_is_printed_at_its_counter_is_decided_by_staff_too() {
    let house = House::new().await;
    let at_home = Declaration {
        jurisdiction: code(HANGZHOU),
        ..declaration(5_000, Vec::new())
    };
    let (person, shown) = served(&house, &at_home).await;
    assert_eq!(shown, State::Green);
    let at_beijing = at(city());
    for minutes in [1, 2] {
        let clerk = clerk(city());
        let sheet = house
            .service
            .print_sheet_at_counter(&clerk, &at_beijing, minute(minutes));
        assert_eq!(sheet.await.unwrap().state, State::Unconfirmed);
        assert_eq!(waiting(&house, minute(3)).await.len(), 1, "twice is one");
    }
    accept(&house, minute(4)).await;
    assert_eq!(state(&house, person, minute(5)).await, State::Green);
}

#[tokio::test]
async fn s2_17_a_counter_takes_no_declaration_of_another_city_back() {
    let house = House::new().await;
    let at_home = Declaration {
        jurisdiction: code(HANGZHOU),
        ..declaration(5_000, vec![stay(5_300, XIHU, "2020-06-12", "2020-06-14")])
    };
    served(&house, &at_home).await;
    let asked = CorrectionAsked {
        id: CorrectionId(1),
        declaration: at_home.id,
        instead: declaration(5_200, Vec::new()),
        reason: None,
    };
    let clerk = clerk(city());
    let refused = house
        .service
        .correct_at_counter(&clerk, &at(city()), &asked, minute(1))
        .await;
    assert!(matches!(refused, Err(Error::Unknown(_))));
    let now = minute(2);
    let at_home = AtCounter {
        city: code(HANGZHOU),
        ..at(city())
    };
    let last = house
        .service
        .last_declaration_at_counter(&self::clerk(code(HANGZHOU)), &at_home, now)
        .await;
    assert!(last.unwrap().is_some(), "it stands");
}
