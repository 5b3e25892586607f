//! A province that is streamed in: the same people as if each had registered and declared, whole after a load that was cut off.

use std::sync::Arc;

use domain::identity::Document;
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Instant;
use service::{Error, KeySource, Nature, Service, Store};
use simulation::Population;
use simulation::load::SeededChance;
use simulation::province::{Province, census};

use crate::support::{Place, noon, wait};

const PEOPLE: u64 = 600;

fn province() -> Province {
    let zhejiang = DivisionCode::from_number(330_000).unwrap();
    let weights = census::built_in(zhejiang, Population::new(0).counties());
    Province::new(7, PEOPLE, &weights, noon().date())
}

fn open(place: &Place, nature: Nature) -> Service {
    let address = format!("sqlite:{}", place.database().display());
    let key = KeySource::file(place.key_file());
    let store = wait(Store::open_as(&address, &key, nature)).unwrap();
    let service = Service::new(store, Arc::new(SeededChance::new(3)));
    wait(service.publish_builtin(Instant::from_ms(0).plus_ms(1_582_000_000_000))).unwrap();
    service
}

fn load(service: &Service, people: std::ops::Range<u64>) -> Result<(), Error> {
    let province = province();
    let arrival = |n| province.arrival(n, noon());
    wait(service.load_people(people, arrival, noon(), |_| {}))
}

fn holder(service: &Service, document: &Document) -> PersonId {
    wait(service.holder_of(document)).unwrap().unwrap()
}

#[test]
fn s2_21_who_is_loaded_is_as_if_they_had_registered_and_declared() {
    let (bulk, verbs) = (Place::new(), Place::new());
    let (loaded, told) = (open(&bulk, Nature::Demo), open(&verbs, Nature::Demo));
    load(&loaded, 0..PEOPLE).unwrap();
    for n in 0..40 {
        let arrival = province().arrival(n, noon());
        let at = arrival.at;
        let person = wait(told.register(&arrival.applicant, at)).unwrap().person;
        wait(told.declare(person, &arrival.declaration, at)).unwrap();
        let by_verbs = wait(told.store().facts_of(person)).unwrap().unwrap();
        let person = holder(&loaded, &arrival.applicant.document);
        let in_bulk = wait(loaded.store().facts_of(person)).unwrap().unwrap();
        assert!(in_bulk.alarms.is_empty() && !in_bulk.missing, "person {n}");
        assert_eq!(in_bulk.record, by_verbs.record, "person {n}");
        let decisions = in_bulk.rating.unwrap().decisions;
        assert_eq!(decisions, by_verbs.rating.unwrap().decisions);
        assert_eq!(decisions[0].state, State::Green);
    }
}

#[test]
fn s2_21_a_load_that_was_cut_off_is_finished_by_the_next_and_doubles_nobody() {
    let place = Place::new();
    let service = open(&place, Nature::Demo);
    load(&service, 0..250).unwrap();
    load(&service, 0..PEOPLE).unwrap();
    load(&service, 0..PEOPLE).unwrap();
    let database = rusqlite::Connection::open(place.database()).unwrap();
    for table in ["person", "rating", "document_claim", "declaration", "alias"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: i64 = database.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, PEOPLE as i64, "{table}");
    }
}

#[test]
fn s2_21_nobody_is_invented_into_a_real_database() {
    let place = Place::new();
    let service = open(&place, Nature::Real);
    let refused = load(&service, 0..1).unwrap_err().to_string();
    assert!(refused.contains("demonstration"), "{refused}");
}

#[test]
fn s2_21_households_live_together_and_counties_have_their_share() {
    let province = province();
    let hangzhou = DivisionCode::from_number(330_100).unwrap();
    let mut in_hangzhou = 0;
    for n in 0..PEOPLE {
        let (home, household) = (province.residence(n), province.household(n));
        let head = n - household.place;
        assert_eq!(home, province.residence(head), "person {n}");
        in_hangzhou += u64::from(hangzhou.contains(home));
    }
    let share = in_hangzhou * 100 / PEOPLE;
    assert!(
        (12..26).contains(&share),
        "{share} of a hundred; the census has 18"
    );
}
