//! The 14 real lists, and a few hundred residents of the counties that they name.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::level::Level;
use domain::place::{DivisionCode, divisions};
use domain::rating::Decision;
use domain::risk::official;
use domain::state::State;
use domain::time::Instant;
use service::{ListImport, ListStanding};

use crate::support::{World, at, pop_ups, real_files, saved_times, says, told, wait};

/// People who declare after each list.
const A_LIST: usize = 30;

/// The files: name, text, when it was saved.
fn files() -> Option<Vec<(String, String, Option<Instant>)>> {
    let times = saved_times()?;
    let with_time = |(name, text): (String, String)| {
        let saved = times.get(&name).copied();
        (name, text, saved)
    };
    Some(real_files()?.into_iter().map(with_time).collect())
}

fn import(world: &World, file: &(String, String, Option<Instant>), now: Instant) -> ListImport {
    let (name, text, saved) = file;
    wait(world.service.import_list(name, text, *saved, now, |_| {})).unwrap()
}

/// Counties that the lists name now and that a person can stay in, spread over the country.
fn counties(world: &World, now: Instant) -> Vec<DivisionCode> {
    let shared = wait(world.service.shared(now)).unwrap();
    let today = now.date();
    let named = divisions()
        .rows()
        .iter()
        .map(|row| row.code)
        .filter(|code| {
            divisions().county_level(*code, today.year()).is_some()
                && !shared.history().areas_of(*code, today, today).is_empty()
        });
    let mut named: Vec<DivisionCode> = named.collect();
    named.dedup();
    let step = named.len().div_ceil(A_LIST).max(1);
    named.into_iter().step_by(step).collect()
}

/// Somebody who was in the county yesterday: in its worst area (its level is given), or does not know, or elsewhere.
fn resident(
    world: &World,
    county: DivisionCode,
    number: usize,
    now: Instant,
) -> (PersonId, Option<Level>) {
    let today = now.date();
    let shared = wait(world.service.shared(now)).unwrap();
    let areas = shared.history().areas_of(county, today - 1, today);
    let worst = areas.iter().max_by_key(|choice| choice.level).unwrap();
    let (tick, level) = match number % 4 {
        0 | 1 => (Tick::Areas(vec![worst.id]), Some(worst.level)),
        2 => (Tick::Unknown, None),
        _ => (Tick::Elsewhere, None),
    };
    let (from, to) = ((today - 1).to_string(), today.to_string());
    let words = says("330100", "330105").stayed(&county.to_string(), &from, &to, tick);
    (world.who(&words, now), level)
}

#[test]
fn s0_23_the_real_lists_colour_who_was_in_an_area_and_ask_the_others() {
    let Some(files) = files() else { return };
    let world = World::new();
    let mut people: Vec<PersonId> = Vec::new();
    let mut now = Instant::from_ms(0);
    for file in &files {
        let as_of = official::parse(&file.1).unwrap().as_of;
        now = as_of.max(now).plus_ms(3_600_000);
        world.review(now);
        let done = import(&world, file, now);
        assert_ne!(done.standing, ListStanding::Contradiction, "{}", file.0);
        for (number, county) in counties(&world, now).into_iter().enumerate() {
            let (person, level) = resident(&world, county, number, now);
            let state = match level {
                Some(Level::High) => State::Red,
                Some(Level::Medium) => State::Yellow,
                Some(Level::Low) | None => State::Green,
            };
            let decision = world.stored(person).decisions.remove(0);
            assert_eq!(decision.state, state, "{county}: {}", told(&decision));
            people.push(person);
        }
    }
    assert!(people.len() > 200, "{} residents", people.len());
    world.review(now);
    let other = world.another(99);
    for person in people {
        let stored = world.stored(person).decisions;
        let fresh = wait(other.rate(person, now)).unwrap();
        let told = |decisions: Vec<Decision>| decisions.iter().map(told).collect::<Vec<_>>();
        assert_eq!(
            told(fresh),
            told(stored),
            "what is stored is what the facts give"
        );
    }
}

#[test]
fn s0_23_the_real_lists_in_any_order_and_twice_give_the_same_decisions() {
    let Some(files) = files() else { return };
    let files: Vec<_> = files
        .into_iter()
        .filter(|file| file.2.is_some())
        .take(7)
        .collect();
    let now = at("2022-08-01 12:00");
    let decided = |order: &[usize]| {
        let world = World::new();
        for number in order {
            import(&world, &files[*number], now);
        }
        let people: Vec<PersonId> = counties(&world, now)
            .into_iter()
            .enumerate()
            .map(|(number, county)| resident(&world, county, number, now).0)
            .collect();
        let reads = |person: PersonId| {
            let decision = world.rate(person, now);
            (told(&decision), pop_ups(&decision))
        };
        people.into_iter().map(reads).collect::<Vec<_>>()
    };
    let forth = decided(&[0, 1, 2, 3, 4, 5, 6]);
    assert!(forth.iter().any(|(told, _)| told.starts_with("red")));
    assert_eq!(decided(&[6, 2, 4, 0, 3, 5, 1, 2, 6]), forth);
}
