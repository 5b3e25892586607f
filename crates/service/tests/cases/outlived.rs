//! What was declared and reported long ago goes, and nobody's colour with it.

use domain::check_in::CheckIn;
use domain::declaration::Tick;
use domain::ids::{AppealId, CheckInId, PersonId};
use domain::place::DivisionCode;
use domain::quarantine::OrderState;
use domain::state::State;
use domain::time::Instant;
use service::{AppealAsked, CheckInSaid, Error, RecordsSwept};
use storage::{AlarmKind, Word};

use crate::events::train;
use crate::proposals::Town;
use crate::support::{List, WUCHANG, Words, World, area, at, code, day, id, says, told, wait};

const HOUR_MS: i64 = 3_600_000;

/// The first hour from an instant on in which a person has their turn: of 512 parts of all ids an hour has four.
fn turn(person: PersonId, from: Instant) -> Instant {
    let part = (person.0 / (i64::MAX / 512)).min(511);
    let is_turn = |now: &Instant| {
        let first = (now.ms() / HOUR_MS * 4).rem_euclid(512);
        (first..first + 4).contains(&part)
    };
    let mut hours = (0..128).map(|hour| from.plus_ms(hour * HOUR_MS));
    hours.find(is_turn).unwrap()
}

/// Sweeps when it is a person's turn, which changes no decision about them.
fn sweep(world: &World, person: PersonId, from: &str) -> Instant {
    let now = turn(person, at(from));
    let before = world.rate_all(person, now);
    sweep_all(world, now);
    assert_eq!(world.rate_all(person, now), before);
    assert_eq!(world.stored(person).decisions[0].state, before[0].state);
    now
}

/// What the two hourly jobs do.
fn sweep_all(world: &World, now: Instant) -> RecordsSwept {
    wait(world.service.sweep(now)).unwrap();
    wait(world.service.sweep_records(0, now)).unwrap()
}

/// How many rows of a table are a person's.
fn rows(world: &World, table: &str, person: PersonId) -> i64 {
    let sql = format!("SELECT count(*) FROM {table} WHERE person_id = ?1");
    let count = world.sql().query_row(&sql, [person.0], |row| row.get(0));
    count.unwrap()
}

/// The same of all these tables.
fn all_rows<const N: usize>(world: &World, tables: [&str; N], person: PersonId) -> [i64; N] {
    tables.map(|table| rows(world, table, person))
}

/// How many rows of a table the person takes out.
fn taken_out(world: &World, table: &str, person: PersonId) -> usize {
    let tables = wait(world.service.store().export(person)).unwrap();
    let found = tables.into_iter().find(|stored| stored.table == table);
    found.unwrap().rows.len()
}

/// Lives in a county, travelled in July and is well.
fn travelled(home: &str) -> Words {
    says("330100", home)
        .stayed("420106", "2022-07-10", "2022-07-11", Tick::Elsewhere)
        .rode("G2035", "2022-07-12", "10车5F")
        .temperature("36.5")
}

/// Keeps a check-in with words beside it.
fn reports(world: &World, person: PersonId, made: Instant) {
    let check_in = CheckIn::new(CheckInId(id()), made);
    let said = CheckInSaid {
        check_in: &check_in,
        words: Some(Word::from("有点累".to_owned())),
    };
    wait(world.service.check_in(person, said, made)).unwrap();
}

#[test]
fn n_8_what_was_declared_goes_after_ninety_days_and_where_one_lives_stays() {
    let world = World::new();
    let person = world.who(&travelled("330106"), at("2022-07-14 09:00"));
    reports(&world, person, at("2022-07-15 09:00"));
    let later = says("330100", "330106").temperature("36.6");
    world.declare(person, &later, at("2022-08-20 09:00"));
    let tables = ["stay", "leg", "check_in", "check_in_words"];
    assert_eq!(all_rows(&world, tables, person), [3, 1, 1, 1]);

    sweep(&world, person, "2022-10-05 00:00");
    assert_eq!(all_rows(&world, tables, person), [3, 1, 1, 1], "too early");
    sweep(&world, person, "2022-10-14 00:00");
    assert_eq!(all_rows(&world, tables, person), [2, 0, 0, 0]);
    let ways = ["leg_by_journey", "stay_by_place"];
    assert_eq!(all_rows(&world, ways, person), [0, 2]);
    let taken = ["declaration", "stay", "leg", "check_in", "check_in_words"];
    let taken = taken.map(|table| taken_out(&world, table, person));
    assert_eq!(taken, [2, 2, 0, 0, 0]);
    let said = world.record(person).declarations;
    let temperatures: Vec<bool> = said.iter().map(|d| d.temperature.is_some()).collect();
    assert_eq!(temperatures, [false, true], "what is current stays");
    assert!(world.alarms().is_empty());
}

#[test]
fn n_8_who_moves_has_their_old_homes_forgotten_ninety_days_later() {
    let world = World::new();
    let person = world.who(&travelled("330106"), at("2022-07-14 09:00"));
    let moved = says("330100", "330105");
    world.declare(person, &moved, at("2022-08-20 09:00"));
    sweep(&world, person, "2022-11-19 00:00");
    let tables = ["declaration", "stay", "stay_by_place"];
    assert_eq!(all_rows(&world, tables, person), [1, 1, 1]);
    let home: DivisionCode = code("330105");
    assert_eq!(world.record(person).residence(), Some(home));
    let now = sweep(&world, person, "2025-01-01 00:00");
    assert_eq!(
        world.rate(person, now).state,
        State::Green,
        "it still counts"
    );
}

#[test]
fn n_8_a_turn_that_runs_past_midnight_writes_nobody_back_to_yesterday() {
    let world = World::new();
    let person = world.who(&travelled("330106"), at("2022-07-14 09:00"));
    let began = at("2022-12-01 23:59");
    assert_eq!(world.rate(person, began).state, State::Green);
    let fever = says("330100", "330106").temperature("38.2");
    world.declare(person, &fever, at("2022-12-02 00:10"));
    let rated = world.stored(person).decisions;
    assert_ne!(rated[0].state, State::Green);
    // Everybody has their turn in what 127 hours missed.
    wait(world.service.sweep_records(127, began)).unwrap();
    assert_eq!(world.stored(person).decisions, rated);
    assert_eq!(rows(&world, "leg", person), 0, "what is old went");
}

#[test]
fn n_8_nothing_goes_while_an_order_runs() {
    let world = World::new();
    let words = travelled("330106").contact("2022-07-13");
    let person = world.who(&words, at("2022-07-14 09:00"));
    reports(&world, person, at("2022-07-15 09:00"));
    assert_eq!(world.orders(person), [OrderState::Open]);
    let before = world.record(person);
    world.review(at("2024-01-01 00:00"));
    let now = sweep(&world, person, "2024-01-01 00:00");
    let after = world.record(person);
    assert_eq!(after, before);
    assert_eq!(world.rate(person, now).state, State::Red);
}

#[test]
fn n_8_what_an_order_rested_on_stays_with_it_and_everything_else_goes_half_a_year_after_its_end() {
    let world = World::new();
    let list = List::of("2020-02-08 0").high(WUCHANG, &["中南路街道"]);
    world.import(&list, at("2020-02-08 00:10"));
    let high = area("420106", "中南路街道");
    let words = says("330100", "330105").in_area("420106", "2020-02-08", "2020-02-09", high);
    let person = world.who(&words, at("2020-02-20 10:00"));
    world.check_in_daily(person, day("2020-02-21"), day("2020-03-04"));
    world.review(at("2020-03-05 00:00"));
    let complete = [OrderState::Complete(day("2020-03-05"))];
    assert_eq!(world.orders(person), complete);
    let later = says("330100", "330105")
        .stayed("310101", "2020-03-08", "2020-03-09", Tick::Elsewhere)
        .temperature("36.5");
    world.declare(person, &later, at("2020-03-10 09:00"));
    reports(&world, person, at("2020-03-10 10:00"));
    let tables = ["stay", "stay_area", "check_in", "check_in_words"];
    assert_eq!(all_rows(&world, tables, person), [4, 1, 14, 1]);

    sweep(&world, person, "2020-08-20 00:00");
    assert_eq!(all_rows(&world, tables, person), [4, 1, 14, 1]);
    let now = sweep(&world, person, "2020-09-03 00:00");
    assert_eq!(all_rows(&world, tables, person), [3, 1, 13, 0]);
    assert_eq!(world.orders(person), complete);
    assert_eq!(told(&world.rate(person, now)), "green []");
}

#[test]
fn n_8_an_ended_order_goes_with_its_days_where_it_covers_no_home() {
    let world = World::new();
    let list = List::of("2020-02-08 0").high(WUCHANG, &["中南路街道"]);
    world.import(&list, at("2020-02-08 00:10"));
    let high = area("420106", "中南路街道");
    let person = world.who(&says("330100", "330105"), at("2020-02-17 10:00"));
    let words = says("330100", "330105").in_area("420106", "2020-02-08", "2020-02-09", high);
    world.declare(person, &words, at("2020-02-20 10:00"));
    world.check_in_daily(person, day("2020-02-21"), day("2020-03-04"));
    world.review(at("2020-03-05 00:00"));
    assert_eq!(world.orders(person).len(), 1);
    let tables = ["declaration", "stay", "stay_area", "check_in"];
    assert_eq!(all_rows(&world, tables, person), [2, 3, 1, 13]);
    let now = sweep(&world, person, "2020-09-03 00:00");
    assert!(world.orders(person).is_empty());
    assert_eq!(all_rows(&world, tables, person), [2, 2, 0, 0]);
    assert_eq!(told(&world.rate(person, now)), "green []");
    assert!(world.alarms().is_empty());
}

#[test]
fn n_8_an_appeal_that_is_over_and_evidence_that_was_taken_back_go_half_a_year_later() {
    let town = Town::new();
    let (world, person, now) = (&town.world, town.person, at("2022-07-14 09:00"));
    town.agreed(now);
    let asked = AppealAsked {
        id: AppealId(id()),
        jurisdiction: code("330100"),
        reason: "当天不在现场".to_owned(),
        evidence: String::new(),
        about: None,
    };
    wait(world.service.appeal(person, &asked, now)).unwrap();
    wait(world.service.withdraw_appeal(person, asked.id, now)).unwrap();
    // No third confirms, so that the order lapses.
    world.settle(at("2022-07-17 10:00"));
    let tables = ["appeal", "evidence"];
    sweep(world, person, "2022-12-20 00:00");
    assert_eq!(all_rows(world, tables, person), [1, 1]);
    let now = sweep(world, person, "2023-01-20 00:00");
    assert_eq!(all_rows(world, tables, person), [0, 0]);
    assert_eq!(world.rate(person, now).state, State::Green);
    assert!(world.alarms().is_empty());
}

#[test]
fn n_8_a_damaged_record_is_left_to_staff_and_keeps_nobody_elses() {
    let world = World::new();
    let said = at("2022-07-14 09:00");
    let damaged = world.who(&travelled("330106"), said);
    let whole = world.who(&travelled("330106"), said);
    let symptom = "UPDATE declaration SET temperature = 380 WHERE person_id = ?1";
    world.tamper(1, symptom, [damaged.0]);
    let nobodys =
        "INSERT INTO check_in (person_id, check_in_id, on_day, made_ms, recorded_ms, symptoms, mac)
        VALUES ('x', 1, 1, 1, 1, '[]', x'00')";
    world.tamper(1, nobodys, []);
    for person in [damaged, whole] {
        let now = turn(person, at("2022-11-01 00:00"));
        sweep_all(&world, now);
    }
    assert_eq!(rows(&world, "leg", damaged), 1);
    assert_eq!(rows(&world, "leg", whole), 0);
    let altered = (AlarmKind::Altered, "declaration".to_owned());
    let now = turn(damaged, at("2022-11-01 00:00"));
    world.rate_all(damaged, now);
    assert!(world.alarms().contains(&altered));
}

#[test]
fn n_8_of_who_rode_with_a_case_and_never_signs_in_again_nothing_old_is_left() {
    let (town, now) = (Town::new(), at("2022-07-14 09:00"));
    let world = &town.world;
    let person = town.rider("G2035", "2022-07-12", "10车5F");
    town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-27"));
    world.review(at("2022-07-28 00:00"));
    assert_eq!(
        world.orders(person),
        [OrderState::Complete(day("2022-07-28"))]
    );
    let tables = ["quarantine_order", "leg", "leg_by_journey", "check_in"];
    assert_eq!(all_rows(world, tables, person), [1, 1, 1, 13]);
    // The file is gone, and nobody has rated them since.
    wait(world.service.sweep(at("2023-08-10 00:00"))).unwrap();
    let publish = "UPDATE shared SET generation = generation + 1";
    world.tamper(1, publish, []);
    let swept = sweep_all(world, turn(person, at("2023-08-18 00:00")));
    assert_eq!((swept.shortened, swept.left), (1, 0));
    assert_eq!(all_rows(world, tables, person), [0, 0, 0, 0]);
}

/// Why no certificate of release is printed for a person.
fn refused(world: &World, person: PersonId, now: Instant) -> [String; 2] {
    let Err(Error::Invalid(problems)) = wait(world.service.release_certificate(person, now)) else {
        panic!("nothing can be certified");
    };
    let text = &problems[0].text;
    [text.zh.clone(), text.en.clone()]
}

#[test]
fn n_8_who_asks_for_the_certificate_of_a_quarantine_that_was_let_go_is_told_so() {
    let (town, now) = (Town::new(), at("2022-07-14 09:00"));
    let world = &town.world;
    let person = town.rider("G2035", "2022-07-12", "10车5F");
    town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-27"));
    world.review(at("2022-07-28 00:00"));
    let later = sweep(world, person, "2023-02-01 00:00");
    assert!(world.orders(person).is_empty());
    let [zh, en] = refused(world, person, later);
    assert!(zh.contains("180天") && en.contains("180 days"), "{zh} {en}");
    // Who was in none is told that.
    let [_, en] = refused(world, town.person, later);
    assert!(en.contains("no quarantine has ended"), "{en}");
}

#[test]
fn n_8_who_was_not_rated_for_long_is_rated_and_what_is_old_goes() {
    let town = Town::new();
    let (world, person, now) = (&town.world, town.person, at("2022-07-14 09:00"));
    town.agreed(now);
    // No third confirms, so that the order lapses.
    world.settle(at("2022-07-17 10:00"));
    let words = says("330100", "330106").contact("2022-07-17");
    world.declare(person, &words, at("2022-07-18 09:00"));
    for days in 1..14 {
        world.check_in(person, at("2022-07-18 09:00").plus_ms(days * 24 * HOUR_MS));
    }
    assert_eq!(world.orders(person), [OrderState::Open], "it is served");
    assert_eq!(rows(world, "evidence", person), 1);
    let swept = sweep_all(world, turn(person, at("2023-01-20 00:00")));
    assert_eq!((swept.shortened, swept.left), (1, 0));
    assert_eq!(
        world.orders(person),
        [OrderState::Complete(day("2022-08-01"))]
    );
    assert_eq!(rows(world, "evidence", person), 0);
}

#[test]
fn n_8_three_hundred_old_declarations_go_in_one_turn() {
    let world = World::new();
    let first = at("2022-03-01 08:00");
    let person = world.who(&says("330100", "330106"), first);
    for number in 1..300 {
        let said = says("330100", "330106").temperature("36.5");
        world.declare(person, &said, first.plus_ms(number * 5 * HOUR_MS));
    }
    assert_eq!(rows(&world, "declaration", person), 300);
    sweep(&world, person, "2022-12-01 00:00");
    // The first and the last say since when they live there, and that they declared.
    assert_eq!(rows(&world, "declaration", person), 2);
    assert!(world.alarms().is_empty());
}
