//! Somebody with a console on the database: rows about people that they put in, edit, move or delete.
//!
//! What they do changes nobody's decision for the better, colours nobody, and raises an alarm.

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::state::State;
use domain::time::{Date, Instant};
use rusqlite::params;
use service::Erased;
use storage::AlarmKind;

use crate::support::{List, WEST_LAKE, World, applicant, area, at, day, morning, says, told, wait};

const NOW: &str = "2022-07-15 12:00";
const RED: &str = "red [stay-high] until 2022-07-26";
/// The bytes of a MAC that nobody without the key can make.
const FORGED: [u8; 16] = [7; 16];

struct Scene {
    world: World,
    red: PersonId,
    green: PersonId,
}

/// Two people: one is red since 12 July and checked in on the two days after, one is green.
fn scene() -> Scene {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let high = area("330106", "西溪街道");
    let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high);
    let red = world.who(&words, at("2022-07-12 09:00"));
    world.check_in(red, morning(day("2022-07-13")));
    world.check_in(red, morning(day("2022-07-14")));
    let green = world.who(&says("330100", "330105"), at("2022-07-12 09:00"));
    assert_eq!(told(&world.rate(red, at(NOW))), RED);
    Scene { world, red, green }
}

impl Scene {
    /// Runs a statement with the red person as `?1` and the green one as `?2`.
    fn tamper(&self, statement: &str) {
        let sql = self.world.sql();
        let mut prepared = sql.prepare(statement).unwrap();
        let values = [self.red.0, self.green.0];
        let values = values.iter().take(prepared.parameter_count());
        let changed = prepared.execute(rusqlite::params_from_iter(values));
        assert!(changed.unwrap() > 0, "{statement}");
    }

    fn states(&self, now: Instant) -> (Decision, Decision) {
        (
            self.world.rate(self.red, now),
            self.world.rate(self.green, now),
        )
    }

    fn assert_alarm(&self, kind: AlarmKind, table: &str, why: &str) {
        let alarms = self.world.alarms();
        assert!(
            alarms.contains(&(kind, table.to_owned())),
            "{why}: {alarms:?}"
        );
    }
}

fn days(date: &str) -> i64 {
    i64::from(day(date).day())
}

#[test]
fn n_3_rows_that_are_put_in_by_sql_change_nobody_and_raise_an_alarm() {
    let scene = scene();
    let before = scene.states(at(NOW));
    let sql = scene.world.sql();
    let (red, green) = (scene.red.0, scene.green.0);
    let (contact, recorded) = (days("2022-07-14"), at("2022-07-14 09:00").ms());
    let insert = |statement: &str, values: &[&dyn rusqlite::ToSql]| {
        assert_eq!(sql.execute(statement, values).unwrap(), 1);
    };
    insert(
        "INSERT INTO declaration VALUES (?1, 900, 330100, 'resident', ?2, ?3, '[]', '[]', NULL, NULL, ?4, NULL)",
        params![green, recorded, contact, FORGED],
    );
    insert(
        "INSERT INTO stay VALUES (?1, 901, 900, 330106, NULL, ?2, ?2, 'areas', ?3, ?4)",
        params![green, days("2022-07-11"), recorded, FORGED],
    );
    insert(
        "INSERT INTO stay_area VALUES (?1, 901, ?2, ?3, 1, ?4)",
        params![green, area("330106", "西溪街道").0, recorded, FORGED],
    );
    insert(
        "INSERT INTO evidence VALUES (?1, 902, 'official_order', 'red', ?2, ?3, ?2, NULL, ?4)",
        params![green, contact, days("2022-12-31"), FORGED],
    );
    insert(
        "INSERT INTO quarantine_order VALUES (?1, 903, 330100, 'stay-high', 'x', 'red', 14, NULL, NULL, 1, ?2, '[]', 'open', NULL, ?3, ?4)",
        params![green, contact, recorded, FORGED],
    );
    insert(
        "INSERT INTO jurisdiction_use VALUES (?1, 110000, ?2, ?3)",
        params![green, contact, FORGED],
    );
    for date in 15..26 {
        insert(
            "INSERT INTO check_in (person_id, check_in_id, on_day, made_ms, recorded_ms, temperature, symptoms, mac)
             VALUES (?1, ?2, ?3, ?4, ?4, NULL, '[]', ?5)",
            params![
                red,
                910 + date,
                days("2022-07-01") + date - 1,
                recorded,
                FORGED
            ],
        );
    }
    assert_eq!(scene.states(at(NOW)), before);
    for table in [
        "declaration",
        "stay",
        "stay_area",
        "evidence",
        "quarantine_order",
        "jurisdiction_use",
        "check_in",
    ] {
        scene.assert_alarm(AlarmKind::Altered, table, "an inserted row");
    }
    scene.world.review(at("2022-07-26 00:00"));
    let (red, green) = scene.states(at("2022-07-26 00:00"));
    assert_eq!(red.state, State::Red, "forged check-ins count for no day");
    assert_eq!(told(&green), "green []");
}

/// What is edited, and the table that the alarm names.
const EDITS: [(&str, &str); 13] = [
    (
        "UPDATE stay SET from_day = from_day - 30, to_day = to_day - 30 WHERE person_id = ?1 AND to_day IS NOT NULL",
        "stay",
    ),
    (
        "UPDATE stay SET place = 330110 WHERE person_id = ?1 AND to_day IS NOT NULL",
        "stay",
    ),
    (
        "UPDATE stay SET ticked = 'elsewhere' WHERE person_id = ?1",
        "stay",
    ),
    (
        "UPDATE stay_area SET inside = 0 WHERE person_id = ?1",
        "stay_area",
    ),
    (
        "UPDATE quarantine_order SET state = 'complete', state_day = 19190 WHERE person_id = ?1",
        "quarantine_order",
    ),
    (
        "UPDATE quarantine_order SET first_day = first_day - 14 WHERE person_id = ?1",
        "quarantine_order",
    ),
    (
        "UPDATE quarantine_order SET days = 1 WHERE person_id = ?1",
        "quarantine_order",
    ),
    (
        "UPDATE quarantine_order SET evidence = '[]' WHERE person_id = ?1",
        "quarantine_order",
    ),
    (
        "UPDATE check_in SET on_day = on_day + 5 WHERE person_id = ?1",
        "check_in",
    ),
    (
        "UPDATE declaration SET corrected_by = 1 WHERE person_id = ?1",
        "declaration",
    ),
    (
        "UPDATE declaration SET recorded_ms = recorded_ms + 259200000 WHERE person_id = ?1",
        "declaration",
    ),
    (
        "UPDATE jurisdiction_use SET since_day = since_day + 10 WHERE person_id = ?1",
        "jurisdiction_use",
    ),
    (
        "UPDATE person SET erase_rest_on = 1 WHERE person_id = ?1",
        "person",
    ),
];

#[test]
fn n_3_rows_that_are_edited_by_sql_better_nobody_and_raise_an_alarm() {
    for (edit, table) in EDITS {
        let scene = scene();
        let green = scene.world.stored(scene.green);
        scene.tamper(edit);
        let decision = scene.world.rate(scene.red, at(NOW));
        assert_eq!(decision.state, State::Red, "{edit}");
        assert!(decision.until >= Some(day("2022-07-26")), "{edit}");
        scene.assert_alarm(AlarmKind::Altered, table, edit);
        scene.world.review(at("2022-07-16 00:00"));
        let decision = scene.world.rate(scene.red, at("2022-07-16 12:00"));
        assert_eq!(decision.state, State::Red, "{edit}, a day later");
        assert_eq!(scene.world.stored(scene.green), green, "{edit}");
    }
}

#[test]
fn n_3_rows_that_are_deleted_by_sql_better_nobody_before_staff_have_looked() {
    for table in [
        "stay",
        "stay_area",
        "declaration",
        "quarantine_order",
        "check_in",
        "jurisdiction_use",
    ] {
        let scene = scene();
        scene.tamper(&format!("DELETE FROM {table} WHERE person_id = ?1"));
        let mut dates = vec![at(NOW)];
        dates.extend((1..40).map(|later| (day("2022-07-15") + later).start()));
        for now in dates {
            scene.world.review(now);
            let all = scene.world.rate_all(scene.red, now);
            assert!(
                all.first().is_some_and(|d| d.state == State::Red),
                "{table} on {now}: {all:?}"
            );
        }
        scene.assert_alarm(AlarmKind::Missing, "rating", table);
    }
}

#[test]
fn n_3_a_row_that_is_moved_to_another_person_colours_neither_and_betters_neither() {
    for table in ["stay", "stay_area", "quarantine_order", "declaration"] {
        let scene = scene();
        scene.tamper(&format!(
            "UPDATE {table} SET person_id = ?2 WHERE person_id = ?1"
        ));
        let (red, green) = scene.states(at(NOW));
        assert_eq!(red.state, State::Red, "{table}");
        assert_eq!(told(&green), "green []", "{table}");
        scene.assert_alarm(AlarmKind::Altered, table, "moved");
        scene.assert_alarm(AlarmKind::Missing, "rating", "moved away");
    }
}

#[test]
fn n_3_a_decision_that_is_edited_by_sql_is_never_the_source() {
    let scene = scene();
    let before = scene.world.stored(scene.red);
    scene.tamper(
        "UPDATE rating SET decisions = (SELECT decisions FROM rating WHERE person_id = ?2), review_on = NULL WHERE person_id = ?1",
    );
    assert_eq!(
        wait(scene.world.service.store().rating_of(scene.red)).unwrap(),
        None,
        "an altered decision is not read"
    );
    assert_eq!(told(&scene.world.rate(scene.red, at(NOW))), RED);
    scene.assert_alarm(AlarmKind::Altered, "rating", "edited");
    let after = scene.world.stored(scene.red);
    assert_eq!(told(&after.decisions[0]), told(&before.decisions[0]));
    assert_eq!(after.review_on, Some(day("2022-07-16")), "it is put right");
}

#[test]
fn n_3_a_decision_that_is_edited_to_red_colours_nobody() {
    let scene = scene();
    scene.tamper(
        "UPDATE rating SET decisions = (SELECT decisions FROM rating WHERE person_id = ?1) WHERE person_id = ?2",
    );
    assert_eq!(told(&scene.world.rate(scene.green, at(NOW))), "green []");
    scene.assert_alarm(AlarmKind::Altered, "rating", "edited");
}

#[test]
fn n_3_one_persons_altered_rows_stop_no_job_for_the_others() {
    let scene = scene();
    let other = {
        let high = area("330106", "西溪街道");
        let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high);
        scene.world.who(&words, at("2022-07-12 09:00"))
    };
    for date in 13..26 {
        let date: Date = day("2022-07-01") + (date - 1);
        scene.world.check_in(other, morning(date));
    }
    scene.tamper("DELETE FROM quarantine_order WHERE person_id = ?1");
    scene.tamper("UPDATE rating SET decisions = '[]' WHERE person_id = ?1");
    let job = wait(scene.world.service.review(at("2022-07-26 00:00"), |_| {}));
    assert!(job.is_ok(), "{job:?}");
    assert_eq!(told(&scene.world.stored(other).decisions[0]), "green []");
    let list = List::of("2022-07-26 8").high(WEST_LAKE, &["西溪街道", "灵隐街道"]);
    let import = scene.world.import(&list, at("2022-07-26 08:05"));
    assert!(import.progress.looked_at >= 2);
}

#[test]
fn no_side_door_erasing_after_rows_were_deleted_forgets_no_colour() {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let who = applicant();
    let person = world.register(&who, at("2022-07-12 09:00"));
    let high = area("330106", "西溪街道");
    let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high);
    world.declare(person, &words, at("2022-07-12 09:00"));
    for table in ["quarantine_order", "stay"] {
        let delete = format!("DELETE FROM {table} WHERE person_id = ?1");
        assert!(world.sql().execute(&delete, [person.0]).unwrap() > 0);
    }
    let long_after = at("2022-10-01 09:00");
    assert_eq!(world.rate(person, long_after).state, State::Red);
    assert!(matches!(world.erase(person, long_after), Erased::But(_)));
    let again = wait(world.service.register(&who, long_after)).unwrap();
    assert_eq!(again.person, person);
    assert_eq!(world.stored(person).decisions[0].state, State::Red);
    assert_eq!(world.rate(person, long_after).state, State::Red);
}
