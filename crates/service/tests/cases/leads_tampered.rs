//! The word of whom an investigation names, put into the database, edited or taken out there: it colours nobody.

use domain::access::Role;
use domain::log::{By, Purpose};
use domain::proposal::{NamedAnswer, NamedBy};
use domain::state::State;
use rusqlite::params;
use storage::{AlarmKind, DIGEST, LogLine, NamedAnswerRow, ProposalRow};

use crate::leads::Household;
use crate::support::{minutes_after, wait};

/// That the person of a household agrees to a proposal, as the program keeps it.
pub(crate) fn answer_row(home: &Household, row: &ProposalRow) -> NamedAnswerRow {
    NamedAnswerRow {
        person: home.person,
        proposal: home.id,
        answer: NamedAnswer::Agrees,
        by: NamedBy::Oneself,
        digest: row.digest.clone(),
        answered: home.now,
    }
}

/// A line of the log about nobody.
pub(crate) fn line() -> LogLine {
    LogLine {
        id: 1,
        server: 1,
        instant: domain::time::Instant::from_ms(1_657_764_000_000),
        alias: None,
        by: By::System,
        purpose: Purpose::Operation,
        action: "try".to_owned(),
        digest: [0; DIGEST],
    }
}

fn assert_alarm(home: &Household, kind: AlarmKind, table: &str, why: &str) {
    let alarms = home.town.world.alarms();
    assert!(
        alarms.contains(&(kind, table.to_owned())),
        "{why}: {alarms:?}"
    );
}

#[test]
fn n_5_a_word_that_was_edited_or_taken_out_of_the_database_colours_nobody_and_raises_an_alarm() {
    let edits = [
        "DELETE FROM proposal_answer WHERE proposal_id = ?1",
        "UPDATE proposal_answer SET answer = 'denies' WHERE proposal_id = ?1",
        "UPDATE proposal_answer SET person_id = person_id + 1 WHERE proposal_id = ?1",
        "UPDATE proposal_answer SET digest = x'00' WHERE proposal_id = ?1",
        "UPDATE proposal_answer SET answered_by = 'guardian' WHERE proposal_id = ?1",
        "DELETE FROM proposal_signature WHERE proposal_id = ?1",
    ];
    for edit in edits {
        let home = Household::new();
        home.says(NamedAnswer::Agrees, home.now).unwrap();
        assert_eq!(home.state(home.now), State::Red);
        home.town.world.tamper(1, edit, params![home.id.0]);
        assert_eq!(home.state(home.now), State::Green, "{edit}");
        assert_alarm(&home, AlarmKind::Unsigned, "evidence", edit);
    }
}

#[test]
fn n_5_a_word_that_somebody_puts_into_the_database_colours_nobody() {
    let home = Household::new();
    let put = "INSERT INTO proposal_answer (person_id, proposal_id, answer, answered_by, digest, answered_ms, mac)
        SELECT ?2, proposal_id, 'agrees', 'oneself', digest, made_ms, x'00' FROM proposal WHERE proposal_id = ?1";
    home.town
        .world
        .tamper(1, put, params![home.id.0, home.person.0]);
    let edit = "UPDATE proposal SET state = 'agreed', approved_ms = made_ms, done = 0 WHERE proposal_id = ?1";
    home.town.world.tamper(1, edit, params![home.id.0]);
    let later = minutes_after(home.now, 1);
    home.town.world.settle(later);
    assert_eq!(home.state(later), State::Green);
    assert_alarm(&home, AlarmKind::Altered, "proposal", "edited");

    let home = Household::new();
    home.says(NamedAnswer::Denies, home.now).unwrap();
    let edit = "UPDATE proposal_answer SET answer = 'agrees' WHERE proposal_id = ?1";
    home.town.world.tamper(1, edit, params![home.id.0]);
    home.town.world.settle(minutes_after(home.now, 1));
    assert_eq!(home.state(minutes_after(home.now, 1)), State::Green);
}

#[test]
fn n_5_a_program_with_the_keys_of_the_database_brings_nothing_in_force_without_the_word_itself() {
    let home = Household::new();
    let store = home.town.world.service.store();
    let row = wait(store.proposal(home.id)).unwrap().rows.unwrap();
    let to = row.proposal.clone().agree_as_named(home.now).unwrap();
    let of_another_content = NamedAnswerRow {
        digest: vec![7; 32],
        ..answer_row(&home, &row)
    };
    let batch = store.answer_as_named((&row, &to), &of_another_content, None, &line());
    wait(store.write(batch)).unwrap();
    let later = minutes_after(home.now, 1);
    home.town.world.settle(later);
    assert_eq!(home.state(later), State::Green);
    assert_alarm(&home, AlarmKind::Unsigned, "proposal", "of another content");
}

#[test]
fn n_5_no_role_of_staff_answers_in_the_place_of_whom_an_investigation_names() {
    let answer = domain::access::Action::AnswerContact;
    assert!(Role::STAFF.iter().all(|role| !answer.is_open_to(*role)));
}
