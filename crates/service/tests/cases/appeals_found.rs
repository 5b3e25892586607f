//! Appeals stay within reach of who answers them: whatever ids are sent, whatever rows are put in, however many wait.

use domain::appeal::AppealState;
use service::{AppealAsked, Error};

use crate::appeals::{DAY, NOW, asked, reject};
use crate::proposals::Town;
use crate::support::{at, minutes_after, wait};

#[test]
fn n_2_an_appeal_whose_id_somebody_else_has_is_refused_by_its_field() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    let world = &town.world;
    let other = world.somebody(now);
    let fever = crate::support::says("330100", "330105").temperature("38.0");
    world.declare(other, &fever, now);
    let same = AppealAsked {
        id,
        ..asked("另一人")
    };
    let refused = wait(world.service.appeal(other, &same, now));
    match refused {
        Err(Error::Invalid(problems)) => assert_eq!(problems[0].field, "id"),
        other => panic!("{other:?}"),
    }
    let reviewer = world.official_as(9, 9, "reviewer");
    town.answer(&reviewer, id, &reject(), now).unwrap();
    assert_eq!(town.told(now)[0].state, AppealState::Rejected);
}

#[test]
fn n_3_a_row_put_in_by_sql_hides_nobodys_appeal_from_who_answers_it() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    let junk = "INSERT INTO appeal (person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by,
answered_by, answered_ms, suspended_ms, sealed, key_id, mac)
SELECT 1, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by, answered_by, answered_ms, suspended_ms,
sealed, key_id, mac FROM appeal WHERE appeal_id = ?1";
    town.world.tamper(1, junk, rusqlite::params![id.0]);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    town.answer(&reviewer, id, &reject(), now).unwrap();
    assert_eq!(town.told(now)[0].state, AppealState::Rejected);
    let alarms = town.world.alarms();
    assert!(
        alarms.iter().any(|(_, table)| table == "appeal"),
        "{alarms:?}"
    );
}

/// Rows of people who are not there, more than one looks at in one go, all more urgent than any appeal.
const CROWD: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)
INSERT INTO appeal (person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by, sealed, key_id, mac)
SELECT i, i, 420100, 0, i / 3, 'waiting', '[]', '[]', x'', 1, x'' FROM n";

#[test]
fn n_3_the_appeals_of_a_small_city_are_found_behind_any_number_of_others() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    town.world.tamper(10_100, CROWD, []);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let seen = wait(town.world.service.appeals_for(&reviewer.member, now)).unwrap();
    let ids: Vec<_> = seen.iter().map(|one| one.id.clone()).collect();
    assert_eq!(ids, [id.0.to_string()]);
}

#[test]
fn n_3_one_bad_row_of_the_queue_stops_no_other_and_raises_an_alarm() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    town.appeal(now);
    let bad = "INSERT INTO appeal (person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by, sealed, key_id, mac)
VALUES (1, 1, ?1, 0, 0, 'waiting', '[]', '[]', x'', 1, x''), ('who', 2, 330100, 0, 0, 'waiting', '[]', '[]', x'', 1, x'')";
    town.world.tamper(2, bad, [-7]);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let seen = wait(town.world.service.appeals_for(&reviewer.member, now)).unwrap();
    assert_eq!(seen.len(), 1);
    let over = minutes_after(now, DAY);
    town.settle(over);
    assert!(town.told(over)[0].suspends);
    let alarms = town.world.alarms();
    assert!(
        alarms.iter().any(|(_, table)| table == "appeal"),
        "{alarms:?}"
    );
}
