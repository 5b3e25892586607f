//! A watched folder: whole files are taken, once, and what cannot be read changes nothing.

use std::fs;

use domain::pending::{Origin, PendingState};
use domain::state::State;
use domain::time::Instant;
use service::gateway::list_sources::ListFolder;
use service::{Service, Watched};
use storage::AlarmKind;

use crate::pending::{NOW, city, kept, raises, states, was_in};
use crate::support::{List, WEST_LAKE, World, at, minutes_after, wait};

const WAITING: Watched = Watched {
    in_force: 0,
    waiting: 1,
    broken: 0,
};

fn look(service: &Service, folder: &ListFolder, now: Instant) -> Watched {
    wait(service.watch_lists(folder, now)).unwrap()
}

/// A folder with one file, seen once.
fn folder_with(world: &World, name: &str, text: &str) -> (tempfile::TempDir, ListFolder) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let watched = ListFolder::new(folder.path(), 60_000);
    assert_eq!(look(&world.service, &watched, at(NOW)), Watched::default());
    (folder, watched)
}

#[test]
fn n_6_a_file_that_is_dropped_into_the_folder_is_taken_once_and_waits() {
    let world = city(3);
    let touched = was_in(&world, "西溪街道");
    let (folder, watched) = folder_with(&world, "a.json", &raises(8, "西溪街道").text());
    let now = minutes_after(at(NOW), 1);
    assert_eq!(look(&world.service, &watched, now), WAITING);
    assert_eq!(look(&world.service, &watched, now), Watched::default());
    assert_eq!(world.rate(touched, now).state, State::Green);
    let row = kept(&world).remove(0);
    assert_eq!((row.origin, &*row.name), (Origin::Folder, "a.json"));
    assert_eq!(row.now.state, PendingState::Pending);
    // Another start, and another name: what was taken is known by what it says.
    fs::rename(folder.path().join("a.json"), folder.path().join("b.json")).unwrap();
    let again = ListFolder::new(folder.path(), 60_000);
    let other = world.another(2);
    for _ in 0..3 {
        assert_eq!(look(&other, &again, now), Watched::default());
    }
    assert_eq!(kept(&world).len(), 1);
}

#[test]
fn n_6_a_file_that_is_being_written_is_not_taken() {
    let world = city(3);
    let text = raises(8, "西溪街道").text();
    let (folder, watched) = folder_with(&world, "a.json", &text[..200]);
    let path = folder.path().join("a.json");
    fs::write(&path, &text[..300]).unwrap();
    assert_eq!(look(&world.service, &watched, at(NOW)), Watched::default());
    fs::write(&path, &text).unwrap();
    assert_eq!(look(&world.service, &watched, at(NOW)), Watched::default());
    assert!(kept(&world).is_empty() && world.alarms().is_empty());
    assert_eq!(look(&world.service, &watched, at(NOW)).broken, 0);
    assert_eq!(kept(&world).len(), 1);
}

#[test]
fn n_6_a_broken_file_is_told_once_by_its_field_and_the_last_good_list_stays() {
    let world = city(3);
    let broken = raises(8, "西溪街道")
        .text()
        .replace("communitys", "communities");
    let (folder, watched) = folder_with(&world, "a.json", &broken);
    fs::write(folder.path().join("b.json"), [0xff, 0xfe, 0x00]).unwrap();
    fs::write(folder.path().join(".hidden.json"), "x").unwrap();
    fs::write(folder.path().join("c.part"), "x").unwrap();
    let looks: Vec<u64> = (0..4)
        .map(|_| look(&world.service, &watched, at(NOW)).broken)
        .collect();
    assert_eq!(looks.iter().sum::<u64>(), 2, "{looks:?}");
    assert_eq!(states(&world), [PendingState::Broken; 2]);
    let reasons: Vec<String> = kept(&world)
        .into_iter()
        .filter_map(|row| row.now.reason)
        .collect();
    assert!(
        reasons.iter().any(|reason| reason.contains("communit")),
        "{reasons:?}"
    );
    let alarms = world.alarms();
    assert_eq!(alarms.len(), 2);
    assert!(alarms.iter().all(|(kind, _)| *kind == AlarmKind::Broken));
    let again = ListFolder::new(folder.path(), 60_000);
    for _ in 0..2 {
        assert_eq!(look(&world.service, &again, at(NOW)), Watched::default());
    }
}

#[test]
fn n_6_of_several_files_the_newest_is_what_waits_whatever_their_names() {
    let world = city(3);
    was_in(&world, "西溪街道");
    was_in(&world, "北山街道");
    let folder = tempfile::tempdir().unwrap();
    let quiet = List::of("2022-07-14 6").low(WEST_LAKE, &["西溪街道", "北山街道"]);
    for (name, list) in [
        ("a.json", raises(8, "西溪街道")),
        ("b.json", raises(7, "北山街道")),
        ("c.json", quiet),
    ] {
        fs::write(folder.path().join(name), list.text()).unwrap();
    }
    let watched = ListFolder::new(folder.path(), 60_000);
    assert_eq!(look(&world.service, &watched, at(NOW)), Watched::default());
    let all = look(&world.service, &watched, at(NOW));
    assert_eq!((all.waiting, all.in_force, all.broken), (2, 1, 0));
    let waits: Vec<_> = kept(&world)
        .into_iter()
        .filter(|row| row.now.state == PendingState::Pending)
        .collect();
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].from, at("2022-07-14 08:00"));
}

#[test]
fn n_6_while_another_server_is_at_it_nothing_is_taken_twice() {
    let world = city(3);
    was_in(&world, "西溪街道");
    let (folder, watched) = folder_with(&world, "a.json", &raises(8, "西溪街道").text());
    let own = ListFolder::new(folder.path(), 60_000);
    let other = world.another(2);
    look(&other, &own, at(NOW));
    // The other server takes it while this one is about to.
    let text = "INSERT INTO lease (name, holder, until_ms) VALUES ('watch folder', 99, ?1)";
    let until = minutes_after(at(NOW), 5).ms();
    world.tamper(1, text, [until]);
    assert_eq!(look(&world.service, &watched, at(NOW)), Watched::default());
    assert!(kept(&world).is_empty());
    let later = minutes_after(at(NOW), 6);
    assert_eq!(look(&other, &own, later), WAITING);
    assert_eq!(look(&world.service, &watched, later), Watched::default());
    assert_eq!(kept(&world).len(), 1);
}
