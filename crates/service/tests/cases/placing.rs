//! A zone without a code is placed by staff: from the decision on its county's people are asked, later lists remember it.

use domain::ids::PersonId;
use domain::risk::ZoneNames;
use domain::state::State;

use crate::support::{List, World, ZONE, at, pop_ups, says, told, wait};

fn zone() -> ZoneNames {
    let [province, city, county] = ZONE.map(str::to_owned);
    ZoneNames {
        province,
        city,
        county,
    }
}

/// Somebody who stayed in Wuhou, which answers for the zone.
fn stayed(world: &World) -> PersonId {
    let tick = domain::declaration::Tick::Elsewhere;
    let words = says("330100", "330105").stayed("510107", "2022-07-10", "2022-07-11", tick);
    world.who(&words, at("2022-07-12 09:00"))
}

fn place(world: &World, now: &str) -> u64 {
    let county = "510107".parse().unwrap();
    let placed = world
        .service
        .place_area(zone(), None, county, at(now), |_| {});
    wait(placed).unwrap().changed
}

#[test]
fn s0_23_a_zone_that_staff_place_is_asked_about_from_the_decision_on_and_colours_only_who_ticks_it()
{
    let world = World::new();
    let list = List::of("2022-07-12 8").high(ZONE, &["芳草街道某小区"]);
    world.import(&list, at("2022-07-12 08:05"));
    let person = stayed(&world);
    assert_eq!(world.questions(person, at("2022-07-12 10:00")), 0);
    assert_eq!(place(&world, "2022-07-13 09:00"), 1);
    let decision = &world.stored(person).decisions[0];
    assert_eq!(told(decision), "green []", "nobody is coloured by it");
    assert_eq!(pop_ups(decision), ["area-question", "near-high"]);
    let now = at("2022-07-14 11:00");
    let asked = wait(world.service.questions(person, now)).unwrap();
    let area = asked[0].areas[0].id;
    let decisions = world
        .answer(person, asked[0].stay.id, &[area], now)
        .unwrap();
    assert_eq!(
        told(&decisions[0]),
        "red [stay-high] until 2022-07-28",
        "known since the answer, not since the list"
    );
}

#[test]
fn s0_23_what_was_decided_is_remembered_for_every_later_list() {
    let world = World::new();
    let first = List::of("2022-07-12 8").high(ZONE, &["芳草街道某小区"]);
    world.import(&first, at("2022-07-12 08:05"));
    place(&world, "2022-07-12 08:30");
    let person = stayed(&world);
    let both = ["芳草街道某小区", "石羊街道某小区"];
    let next = List::of("2022-07-13 8").high(ZONE, &both);
    world.import(&next, at("2022-07-13 08:05"));
    let another = world.another(9);
    for service in [&world.service, &another] {
        let now = at("2022-07-13 09:00");
        let (_, waiting) = wait(service.waiting_areas(now.date(), now))
            .unwrap()
            .unwrap();
        assert!(waiting.is_empty());
        let asked = wait(service.questions(person, now)).unwrap();
        let texts: Vec<&str> = asked[0].areas.iter().map(|a| a.text.as_str()).collect();
        assert_eq!(
            texts,
            ["石羊街道某小区"],
            "the one that is new since the declaration"
        );
    }
}

#[test]
fn s0_23_a_placement_that_was_put_in_by_sql_places_nothing_and_raises_an_alarm() {
    let world = World::new();
    let list = List::of("2022-07-12 8").high(ZONE, &["芳草街道某小区"]);
    world.import(&list, at("2022-07-12 08:05"));
    let person = stayed(&world);
    world.tamper(
        1,
        "INSERT INTO placement VALUES (?1, ?2, ?3, ?4, NULL, 510107, 1, ?1)",
        rusqlite::params![vec![7_u8; 16], ZONE[0], ZONE[1], ZONE[2]],
    );
    world.tamper(1, "UPDATE shared SET generation = generation + 1", []);
    let now = at("2022-07-12 10:00");
    assert_eq!(world.questions(person, now), 0);
    assert_eq!(world.stored(person).decisions[0].state, State::Green);
    let alarms: i64 = world
        .sql()
        .query_row(
            "SELECT count(*) FROM alarm WHERE table_name = 'placement'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(alarms, 1);
}

#[test]
fn s0_23_a_county_that_is_none_or_lies_elsewhere_is_refused_by_its_field() {
    let world = World::new();
    let now = at("2022-07-12 10:00");
    for (code, because) in [("510100", "is no county"), ("330108", "another province")] {
        let county = code.parse().unwrap();
        let refused = wait(world.service.place_area(zone(), None, county, now, |_| {}));
        let refused = refused.unwrap_err().to_string();
        assert!(
            refused.contains("county") && refused.contains(because),
            "{refused}"
        );
    }
}
