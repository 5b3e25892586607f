//! What of a community moves along with whoever moves, and what of it dies.

use domain::community::{Door, NoteKind};
use service::{Error, Note};

use crate::community::{red, well, worker};
use crate::support::{
    World, applicant, at, check_in, code, day, id, minutes_after, morning, says, wait,
};

const HOUR_MS: i64 = 3_600_000;

#[test]
fn s2_29_who_moves_is_handed_over_at_once_with_notes_and_tasks_and_the_old_community_sees_that_they_left()
 {
    let world = World::new();
    let person = red(&world);
    let (old, new) = (
        worker(&world),
        world.official_as(8, 11, "community_worker").member,
    );
    let now = at("2020-02-22 09:00");
    world.review(day("2020-02-22").start());
    let note = |kind, words: &str| Note {
        id: id(),
        person,
        kind,
        words: words.to_owned().into(),
    };
    wait(
        world
            .service
            .write_note(&old, &note(NoteKind::Visit, "独居老人"), now),
    )
    .unwrap();
    for words in ["晚上送药", "药已送到"] {
        wait(
            world
                .service
                .write_note(&old, &note(NoteKind::Shift, words), now),
        )
        .unwrap();
    }
    world.declare(person, &says("330100", "330203"), minutes_after(now, 5));
    let left = world.list(&old, minutes_after(now, 6));
    assert_eq!(
        (left.followed, left.people.len(), left.moved.len()),
        (0, 0, 1)
    );
    assert_eq!(left.moved[0].on, now.date());
    let here = world.list(&new, minutes_after(now, 6)).people.remove(0);
    let notes: Vec<&str> = here.notes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(notes, ["药已送到", "独居老人"]);
    assert_eq!(here.tasks.len(), 1, "what waited waits at the new place");
    let stairs = world.visit(&old, &well(person, now), minutes_after(now, 7));
    assert!(
        stairs.is_ok(),
        "what was recorded before the move counts: {stairs:?}"
    );
    let after = minutes_after(now, 7);
    let refused = world.visit(&old, &well(person, after), after);
    assert!(matches!(refused, Err(Error::OutsideDivision)));
    wait(world.service.sweep(at("2020-02-23 01:00"))).unwrap();
    assert!(world.list(&old, at("2020-02-23 08:00")).moved.is_empty());
    assert_eq!(world.list(&new, at("2020-02-23 08:00")).followed, 1);
}

#[test]
fn s2_29_nothing_of_a_community_outlives_whoever_is_erased_and_what_was_written_dies_after_30_days()
{
    let world = World::new();
    let person = red(&world);
    let worker = worker(&world);
    let now = at("2020-02-22 09:00");
    world.review(day("2020-02-22").start());
    world.list(&worker, now);
    world.visit(&worker, &well(person, now), now).unwrap();
    world.erase(person, minutes_after(now, 1));
    for table in [
        "home",
        "followed",
        "task",
        "task_by_place",
        "looked",
        "visit",
        "care_note",
    ] {
        let sql = format!("SELECT count(*) FROM {table}");
        let left: i64 = world.sql().query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(
            left, 0,
            "{table}: the order stays, what leads to their door does not"
        );
    }
    world.review(day("2020-02-23").start());
    assert_eq!(world.list(&worker, at("2020-02-23 09:00")).followed, 0);
    let other = red(&world);
    let note = Note {
        id: id(),
        person: other,
        kind: NoteKind::Visit,
        words: "门铃坏了".to_owned().into(),
    };
    wait(world.service.write_note(&worker, &note, now)).unwrap();
    wait(world.service.sweep(now.plus_ms(31 * 24 * HOUR_MS))).unwrap();
    assert!(
        wait(world.service.store().notes_of(other))
            .unwrap()
            .0
            .is_empty()
    );
}

#[test]
fn s2_29_a_door_that_was_given_before_any_county_is_kept_when_the_county_is_declared() {
    let world = World::new();
    let door = Door::parse("3幢", "501").ok().unwrap();
    let at = at("2020-02-20 10:00");
    let person = wait(world.service.register_at(&applicant(), &door, at))
        .unwrap()
        .person;
    world.declare(person, &says("330100", "330105"), at);
    let (home, _) = wait(world.service.store().home_of(person)).unwrap();
    let home = home.unwrap().home;
    assert_eq!(home.place.county(), code("330105"));
    assert!(home.door == Some(door));
    world.declare(person, &says("330100", "330106"), minutes_after(at, 1));
    let (home, _) = wait(world.service.store().home_of(person)).unwrap();
    assert!(
        home.unwrap().home.door.is_none(),
        "another county, another door"
    );
    let check_in = check_in(morning(at.date().next()));
    wait(world.service.check_in(person, &check_in, check_in.made)).unwrap();
    assert!(
        world.open_tasks(person).is_empty(),
        "who is in no quarantine has no tasks"
    );
}
