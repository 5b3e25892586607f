//! A community of many: everybody in quarantine is found, a page at a time, and a person stands on one page.

use std::collections::HashSet;
use std::sync::Arc;

use domain::facts::Symptom;
use domain::ids::{OfficeId, StaffId};
use domain::place::DivisionCode;
use domain::staff::{Member, Office};
use domain::time::Instant;
use service::{Arrival, KeySource, Nature, Service, Store};
use simulation::Population;
use simulation::load::SeededChance;
use simulation::province::{Province, census};

use crate::support::{Place, noon, wait};

const PEOPLE: u64 = 230;

fn code(number: u32) -> DivisionCode {
    DivisionCode::from_number(number).unwrap()
}

/// Everybody lives in one of two counties; every second one has symptoms.
fn arrival(province: &Province, n: u64) -> Arrival {
    let mut arrival = province.arrival(n, noon());
    let county = if n.is_multiple_of(4) {
        330_105
    } else {
        330_106
    };
    let declaration = &mut arrival.declaration;
    declaration.jurisdiction = code(330_100);
    declaration.residence.county = code(county);
    declaration.stays.clear();
    declaration.contact = None;
    declaration.temperature = None;
    declaration.symptoms = if n.is_multiple_of(2) {
        vec![Symptom::DryCough]
    } else {
        Vec::new()
    };
    Arrival {
        at: noon(),
        ..arrival
    }
}

fn worker(duty: &str) -> Member {
    Member {
        id: StaffId(1),
        office: Office {
            id: OfficeId(1),
            name: "杭州市卫生健康委员会".to_owned(),
            division: code(330_100),
        },
        duties: vec![duty.parse().unwrap()],
    }
}

#[test]
fn s2_29_a_list_of_many_is_read_page_by_page_and_holds_everybody_once() {
    let place = Place::new();
    let address = format!("sqlite:{}", place.database().display());
    let key = KeySource::file(place.key_file());
    let store = wait(Store::open_as(&address, &key, Nature::Demo)).unwrap();
    let service = Service::new(store, Arc::new(SeededChance::new(3)));
    wait(service.publish_builtin(Instant::from_ms(1_582_000_000_000))).unwrap();
    let weights = census::built_in(code(330_000), Population::new(0).counties());
    let province = Province::new(7, PEOPLE, &weights, noon().date());
    wait(service.load_people(0..PEOPLE, |n| arrival(&province, n), noon(), |_| {})).unwrap();
    let city = worker("community_worker@330100");
    let (mut seen, mut page) = (HashSet::new(), Some(0));
    while let Some(number) = page {
        let list = wait(service.community_today(&city, (None, false), number, noon())).unwrap();
        assert_eq!((list.followed, list.listed), (115, 115));
        assert!(list.people.len() <= 50);
        for entry in list.people {
            assert!(seen.insert(entry.person), "on one page alone");
        }
        page = list.next;
    }
    assert_eq!(seen.len(), 115);
    let county = worker("community_worker@330105");
    let list = wait(service.community_today(&county, (None, false), 0, noon())).unwrap();
    assert_eq!(list.followed, 58);
}
