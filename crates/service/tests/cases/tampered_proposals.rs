//! A clerk at the database, and a program that has its keys: evidence without the signatures of two is not read.

use domain::facts::OfficialOrder;
use domain::record::Evidence;
use domain::state::{Colour, State};
use rusqlite::params;
use storage::{AlarmKind, EvidenceRow};

use crate::proposals::Town;
use crate::support::{applicant, at, day, minutes_after, number, red_for, says, wait};

const NOW: &str = "2022-07-14 09:00";

fn assert_alarm(town: &Town, kind: AlarmKind, table: &str, why: &str) {
    let alarms = town.world.alarms();
    let alarm = (kind, table.to_owned());
    assert!(alarms.contains(&alarm), "{why}: {alarms:?}");
}

#[test]
fn n_3_an_order_whose_signature_is_gone_is_not_read_and_raises_an_alarm() {
    for act in ["propose", "approve"] {
        let town = Town::new();
        let id = town.agreed(at(NOW));
        assert_eq!(town.state(at(NOW)), State::Red);
        let delete = "DELETE FROM proposal_signature WHERE proposal_id = ?1 AND act = ?2";
        town.world.tamper(1, delete, params![id.0, act]);
        assert_eq!(town.state(at(NOW)), State::Green, "{act}");
        assert_alarm(&town, AlarmKind::Unsigned, "evidence", act);
    }
}

#[test]
fn n_3_rows_of_a_proposal_that_are_edited_bring_nothing_and_raise_an_alarm() {
    let edits = [
        (
            "UPDATE proposal SET state = 'confirmed' WHERE proposal_id = ?1",
            "proposal",
        ),
        (
            "UPDATE proposal SET held = 0, end_day = end_day + 90 WHERE proposal_id = ?1",
            "proposal",
        ),
        (
            "UPDATE proposal SET approver_office = 99 WHERE proposal_id = ?1",
            "proposal",
        ),
        (
            "UPDATE proposal SET approved_ms = approved_ms + 864000000 WHERE proposal_id = ?1",
            "proposal",
        ),
        (
            "UPDATE proposal_content SET person_id = person_id + 1 WHERE proposal_id = ?1",
            "proposal_content",
        ),
        (
            "UPDATE proposal_signature SET staff = staff + 1 WHERE proposal_id = ?1 AND act = 'approve'",
            "proposal_signature",
        ),
        (
            "UPDATE staff_passkey SET staff_id = -staff_id WHERE staff_id = (SELECT by_staff FROM proposal WHERE proposal_id = ?1)",
            "staff_passkey",
        ),
    ];
    for (edit, table) in edits {
        let town = Town::new();
        let id = town.agreed(at(NOW));
        town.world.tamper(1, edit, params![id.0]);
        assert_eq!(town.state(at(NOW)), State::Green, "{edit}");
        assert_alarm(&town, AlarmKind::Unsigned, "evidence", edit);
        if table != "staff_passkey" {
            assert_alarm(&town, AlarmKind::Altered, table, edit);
        }
    }
}

#[test]
fn n_3_a_proposal_that_waits_is_not_brought_in_force_by_sql() {
    let town = Town::new();
    let id = town.proposed(at(NOW));
    let edit = "UPDATE proposal SET state = 'in_force', approver_staff = 2, approver_office = 2,
        approver_division = 330100, approved_ms = made_ms, done = 0 WHERE proposal_id = ?1";
    town.world.tamper(1, edit, params![id.0]);
    town.world.settle(minutes_after(at(NOW), 1));
    assert_eq!(town.state(minutes_after(at(NOW), 1)), State::Green);
    assert_alarm(&town, AlarmKind::Altered, "proposal", "edited");
}

#[test]
fn n_3_a_program_with_the_keys_of_the_database_makes_no_evidence_without_signatures() {
    let town = Town::new();
    let id = town.proposed(at(NOW));
    let store = town.world.service.store();
    let facts = town.world.facts(town.person).unwrap();
    let before = town.world.stored(town.person);
    let mut batch = facts.batch(at(NOW));
    for id in [id.0, 4_711] {
        batch.add_evidence(&EvidenceRow {
            evidence: Evidence::OfficialOrder(OfficialOrder {
                id,
                colour: Colour::Red,
                from: day("2022-07-14"),
                until: day("2022-07-28"),
                recorded: day("2022-07-14"),
            }),
            withdrawn: None,
        });
    }
    wait(store.write(batch.rate(&before))).unwrap();
    assert_eq!(
        town.state(at(NOW)),
        State::Green,
        "of one signature, and of none"
    );
    assert_alarm(
        &town,
        AlarmKind::Unsigned,
        "evidence",
        "put in with a good MAC",
    );
}

#[test]
fn n_3_the_signatures_of_one_order_colour_nobody_else_and_no_longer_than_they_say() {
    let town = Town::new();
    let now = at(NOW);
    let id = town.agreed(now);
    let other = town.world.somebody(now);
    town.world.declare(other, &says("330100", "330106"), now);
    let store = town.world.service.store();
    let longer = [
        (town.person, "2022-12-31", 9_000),
        (other, "2022-07-28", id.0),
    ];
    for (person, until, evidence) in longer {
        let facts = town.world.facts(person).unwrap();
        let before = town.world.stored(person);
        let mut batch = facts.batch(now);
        batch.add_evidence(&EvidenceRow {
            evidence: Evidence::OfficialOrder(OfficialOrder {
                id: evidence,
                colour: Colour::Red,
                from: now.date(),
                until: day(until),
                recorded: now.date(),
            }),
            withdrawn: None,
        });
        wait(store.write(batch.rate(&before))).unwrap();
    }
    assert_eq!(town.world.rate(other, now).state, State::Green);
    assert_eq!(
        town.world.rate(town.person, now).until,
        Some(day("2022-07-28"))
    );
    assert_alarm(
        &town,
        AlarmKind::Unsigned,
        "evidence",
        "put beside a good one",
    );
}

#[test]
fn n_3_a_row_that_was_in_force_and_is_put_back_does_not_outlive_its_time() {
    let town = Town::new();
    let now = at(NOW);
    let id = town.agreed(now);
    let columns = "state, held, asked, asked_ms, approver_staff, approver_office, approver_division, approved_ms, done, version, mac";
    let keep = format!(
        "CREATE TABLE kept AS SELECT {columns} FROM proposal WHERE proposal_id = {}",
        id.0
    );
    town.world.sql().execute_batch(&keep).unwrap();
    let lapsed = at("2022-07-17 09:00");
    town.world.settle(lapsed);
    let back = format!(
        "UPDATE proposal SET ({columns}) = (SELECT {columns} FROM kept) WHERE proposal_id = ?1"
    );
    town.world.tamper(1, &back, params![id.0]);
    assert_eq!(town.state(lapsed), State::Green);
    town.world.settle(minutes_after(lapsed, 5));
    assert_eq!(town.state(minutes_after(lapsed, 5)), State::Green);
}

#[test]
fn n_3_staff_who_are_put_in_by_sql_are_drawn_for_nothing() {
    let town = Town::new();
    let now = at(NOW);
    let insert = "INSERT INTO staff_passkey SELECT -staff_id, passkey_id, epoch, public_key, counter, device, added_ms, mac
        FROM staff_passkey WHERE ?1 > 0";
    town.world.tamper(6, insert, params![1]);
    let asked = red_for(&applicant(), now.date());
    for minute in 0..3 {
        let now = minutes_after(now, minute * 70);
        let seen = town.world.propose(&town.officials[0], &asked, now).unwrap();
        let drawn = town.world.asked(&town.all(), number(&seen)).member.id;
        assert!(drawn.0 > 0);
    }
}
