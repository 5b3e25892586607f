//! Events and exposures that somebody puts into the database, or edits there.

use domain::state::State;
use rusqlite::params;
use storage::AlarmKind;

use crate::events::{NOW, train};
use crate::proposals::Town;
use crate::support::{at, minutes_after, wait};

#[test]
fn n_3_events_whose_signatures_are_gone_colour_nobody_and_an_alarm_says_so() {
    let (town, now) = (Town::new(), at(NOW));
    let rider = town.rider("G2035", "2022-07-12", "10车5F");
    let id = town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    assert_eq!(town.world.rate(rider, now).state, State::Red);
    town.world.tamper(
        1,
        "DELETE FROM proposal_signature WHERE proposal_id = ?1 AND act = 'approve'",
        params![id.0],
    );
    town.world
        .tamper(1, "UPDATE shared SET generation = generation + 1", []);
    let newcomer = town.rider("G2035", "2022-07-12", "10车6F");
    let later = minutes_after(now, 5);
    assert_eq!(town.world.rate(newcomer, later).state, State::Green);
    let alarms = wait(town.world.service.store().alarms(None, 100)).unwrap();
    assert!(
        alarms
            .iter()
            .any(|row| row.alarm.kind == AlarmKind::Unsigned)
    );
}

#[test]
fn n_3_a_journey_that_was_edited_is_not_read_and_betters_nobody() {
    let (town, now) = (Town::new(), at(NOW));
    let rider = town.rider("G2035", "2022-07-12", "10车5F");
    town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    assert_eq!(town.world.rate(rider, now).state, State::Red);
    town.world
        .tamper(1, "DELETE FROM leg WHERE person_id = ?1", params![rider.0]);
    assert_eq!(
        town.world.rate(rider, minutes_after(now, 5)).state,
        State::Red
    );
}

#[test]
fn n_4_no_journey_lies_in_the_database_in_the_clear() {
    let town = Town::new();
    town.rider("G2035", "2022-07-12", "10车5F");
    let connection = town.world.sql();
    let mut rows = connection.prepare("SELECT sealed FROM leg").unwrap();
    let rows = rows.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    for sealed in rows {
        let sealed = sealed.unwrap();
        assert!(!sealed.windows(5).any(|window| window == b"G2035"));
    }
}
