//! The town of a demo: lively, made once, and the same again.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::place::DivisionCode;
use domain::state::State;
use domain::time::{Date, Instant};
use service::{KeySource, Nature, Service, Store};
use simulation::Town;
use simulation::load::{LIST, LIST_FILE, SeededChance};
use simulation::town::EARLIEST_DAYS;

const PEOPLE: u64 = 300;
/// The counties of the simulated list: Wuchang and West Lake.
const LISTED: [&str; 2] = ["420106", "330106"];

/// The hour of the simulated list and eight more.
fn now() -> Instant {
    let day: Date = "2020-07-15".parse().unwrap();
    day.start().plus_ms(16 * 3_600_000)
}

fn town() -> Arc<Town> {
    let listed: Vec<DivisionCode> = LISTED.iter().map(|code| code.parse().unwrap()).collect();
    Arc::new(Town::new(7, PEOPLE, listed))
}

async fn service(folder: &Path, seed: u64) -> Arc<Service> {
    let address = format!("sqlite:{}", folder.join("town.db").display());
    let key = KeySource::hex("42".repeat(32));
    let store = Store::open_as(&address, &key, Nature::Demo).await.unwrap();
    let service = Service::new(store, Arc::new(SeededChance::new(seed)));
    let before = now().plus_ms(-i64::from(EARLIEST_DAYS + 1) * 86_400_000);
    service.publish_builtin(before).await.unwrap();
    service
        .import_list(LIST_FILE, LIST, None, now(), |_| {})
        .await
        .unwrap();
    Arc::new(service)
}

/// How many people show each state, and how many have a pop-up.
async fn counts(town: &Town, service: &Service) -> (BTreeMap<State, u64>, u64) {
    let (mut states, mut pop_ups) = (BTreeMap::new(), 0);
    for n in 0..town.people() {
        let document = town.applicant(n).document;
        let person = service.holder_of(&document).await.unwrap().unwrap();
        let decisions = service.rate(person, now()).await.unwrap();
        let state = decisions
            .first()
            .map_or(State::None, |decision| decision.state);
        *states.entry(state).or_default() += 1;
        pop_ups += u64::from(
            decisions
                .iter()
                .any(|decision| !decision.pop_ups.is_empty()),
        );
    }
    (states, pop_ups)
}

#[tokio::test]
async fn s0_22_a_town_shows_every_state_and_pop_ups() {
    let folder = tempfile::tempdir().unwrap();
    let (town, service) = (town(), service(folder.path(), 1).await);
    town.settle(&service, now()).await.unwrap();
    let (states, pop_ups) = counts(&town, &service).await;
    let of = |state| states.get(&state).copied().unwrap_or_default();
    assert!(of(State::Green) > PEOPLE / 2, "{states:?}");
    for (state, least) in [(State::Yellow, 5), (State::Red, 10), (State::None, 2)] {
        assert!(of(state) > least, "{states:?}");
    }
    assert!(pop_ups > 10, "{pop_ups}");
}

#[tokio::test]
async fn a_town_is_settled_once() {
    let folder = tempfile::tempdir().unwrap();
    let (town, first) = (town(), service(folder.path(), 1).await);
    town.settle(&first, now()).await.unwrap();
    let before = counts(&town, &first).await;
    drop(first);
    let second = service(folder.path(), 2).await;
    town.settle(&second, now().plus_ms(60_000)).await.unwrap();
    assert_eq!(counts(&town, &second).await, before);
}
