//! Communities: who is found by place, what waits there, and what moves with whoever moves.

use domain::community::{
    Area, CheckInAnswer, Door, Following, HelpKind, HelpState, HomePlace, Listed, NoteKind,
    TaskKind, VisitHow,
};
use domain::ids::{CheckInId, PersonId, StaffId};
use domain::state::{Colour, State};
use storage::{AnswerRow, HelpRow, Home, NoteRow, PersonBatch, VisitRow, Word, WriteError};

use crate::house::{House, code, date, now};

const WORKER: StaffId = StaffId(4);

fn following() -> Following {
    Following {
        colour: Colour::Yellow,
        since: date("2020-02-19"),
        free: Some(date("2020-02-26")),
        checks_in: true,
        checked_in: None,
        ill: None,
    }
}

impl House {
    async fn with(&self, person: PersonId, add: impl FnOnce(&mut PersonBatch)) {
        let facts = self.facts(person).await;
        let mut batch = facts.batch(now());
        add(&mut batch);
        let rating = self.rating(State::Yellow, None).await;
        self.store.write(batch.rate(&rating)).await.unwrap();
    }

    async fn list(&self, division: &str) -> Vec<Listed> {
        let areas = [Area::of_division(code(division))];
        let mut list = self.store.followed_in(&areas, 100).await.unwrap();
        list.sort_by_key(|listed| (listed.place, listed.person));
        list
    }
}

#[tokio::test]
async fn s2_29_whoever_is_in_quarantine_is_found_by_place_with_door_and_tasks_until_they_are_free()
{
    let house = House::new().await;
    let person = house.register(1).await;
    house.register(2).await;
    house
        .with(person, |batch| {
            batch.follow(&following(), None);
            batch.open_task(TaskKind::MissedCheckIn, 18_312, None, now());
            batch.open_task(TaskKind::MissedCheckIn, 18_312, None, now().plus_ms(1));
        })
        .await;
    for division in ["330106", "330100", "330000"] {
        let list = house.list(division).await;
        assert_eq!(list.len(), 1, "{division}");
        let door = list[0].door.as_ref().unwrap();
        assert_eq!((door.building(), door.door()), ("3幢", "501"));
        assert_eq!(list[0].following, following());
        assert_eq!(list[0].tasks.len(), 1, "opened twice it is one");
        assert_eq!(list[0].tasks[0].due, now().plus_ms(12 * 3_600_000));
    }
    assert!(house.list("330105").await.is_empty());
    let (tasks, alarms) = house.store.tasks_of(person).await.unwrap();
    assert!(alarms.is_empty() && tasks.len() == 1 && tasks[0].done.is_none());
    house.with(person, PersonBatch::unfollow).await;
    assert!(house.list("330100").await.is_empty());
    assert!(house.store.tasks_of(person).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn s2_29_a_task_is_taken_and_done_and_edited_rows_are_noticed() {
    let house = House::new().await;
    let person = house.register(1).await;
    house
        .with(person, |batch| {
            batch.follow(&following(), None);
            batch.open_task(TaskKind::Symptomatic, 18_312, None, now());
        })
        .await;
    let task = (TaskKind::Symptomatic, 18_312);
    let taken = house.store.take_task(person, task, Some(WORKER));
    house.store.write(taken).await.unwrap();
    assert_eq!(
        house.list("330106").await[0].tasks[0].taken_by,
        Some(WORKER)
    );
    let late = now().plus_ms(3 * 3_600_000);
    let counted = house.store.overdue_count(late).await.unwrap();
    assert_eq!(counted, [(TaskKind::Symptomatic, 1)]);
    let areas = [Area::of_division(code("330000"))];
    let overdue = house.store.overdue_in(&areas, late, 10).await.unwrap();
    assert_eq!(overdue.len(), 1);
    assert!(
        house
            .store
            .overdue_in(&areas, now(), 10)
            .await
            .unwrap()
            .is_empty()
    );
    house
        .with(person, |batch| {
            batch.close_task(task.0, task.1, Some(WORKER), late);
        })
        .await;
    let (tasks, alarms) = house.store.tasks_of(person).await.unwrap();
    assert!(alarms.is_empty());
    assert_eq!(tasks[0].done, Some((late, Some(WORKER))));
    assert!(house.list("330106").await[0].tasks.is_empty());
    house
        .with(person, |batch| batch.open_task(task.0, task.1, None, late))
        .await;
    assert!(
        house.list("330106").await[0].tasks.is_empty(),
        "what was done stays done"
    );
    let edit = "UPDATE task SET done_by = 5";
    house.intruder().execute(edit, []).unwrap();
    let (tasks, alarms) = house.store.tasks_of(person).await.unwrap();
    assert_eq!((tasks[0].done, alarms.len()), (None, 1));
}

#[tokio::test]
async fn s2_29_who_moves_is_followed_at_the_new_door_at_once_and_gone_at_the_old_one_tomorrow() {
    let house = House::new().await;
    let person = house.register(1).await;
    house
        .with(person, |batch| {
            batch.follow(&following(), None);
            batch.open_task(TaskKind::Symptomatic, 18_312, None, now());
        })
        .await;
    let street =
        HomePlace::of_words("330105012 拱墅区").unwrap_or(HomePlace::of_county(code("330105")));
    let home = Home {
        place: street,
        door: Door::parse("9", "302").ok(),
    };
    house
        .with(person, |batch| {
            batch.settle_home(&home, Some(&Word::new("拱墅区".into())), now());
            batch.follow(&following(), None);
        })
        .await;
    let old = house.list("330106").await;
    assert_eq!((old.len(), old[0].moved), (1, Some(now().date())));
    assert!(old[0].tasks.is_empty());
    let new = house.list("330105").await;
    assert_eq!((new.len(), new[0].moved, new[0].tasks.len()), (1, None, 1));
    assert_eq!(new[0].door.as_ref().unwrap().door(), "302");
    let (kept, alarms) = house.store.home_of(person).await.unwrap();
    assert!(alarms.is_empty() && kept.unwrap().home == home);
    let tomorrow = house.store.drop_yesterdays(now().date().next());
    house.store.write(tomorrow).await.unwrap();
    assert!(house.list("330106").await.is_empty());
    assert_eq!(house.list("330105").await.len(), 1);
}

/// Of several notes for a shift the last stands; one that came twice is one.
async fn writes_notes(house: &House, person: PersonId) {
    let note = |kind, id, words: &str| NoteRow {
        id,
        kind,
        by: WORKER,
        made: now(),
        words: Word::new(words.into()),
    };
    house
        .with(person, |batch| {
            batch.write_note(&note(NoteKind::Visit, 7, "独居"));
            batch.write_note(&note(NoteKind::Visit, 7, "重复"));
            batch.write_note(&note(NoteKind::Shift, 8, "明早送药"));
            batch.write_note(&note(NoteKind::Shift, 9, "药已送到"));
        })
        .await;
    let (notes, alarms) = house.store.notes_of(person).await.unwrap();
    assert!(alarms.is_empty());
    let words: Vec<&str> = notes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(words, ["药已送到", "独居"]);
}

/// Help that is on the way is not brought from where it is not any more.
async fn brings_help(house: &House, person: PersonId) {
    let asked = |state| HelpRow {
        id: 5,
        kind: HelpKind::Food,
        asked: now(),
        state,
        since: now(),
        by: Some(WORKER),
        words: Word::new("米".into()),
    };
    house
        .with(person, |batch| batch.ask_for_help(&asked(HelpState::Open)))
        .await;
    house
        .with(person, |batch| {
            batch.bring_help(&asked(HelpState::OnTheWay), HelpState::Open);
        })
        .await;
    let (help, _) = house.store.help_of(person).await.unwrap();
    assert_eq!((help.len(), help[0].state), (1, HelpState::OnTheWay));
    let facts = house.facts(person).await;
    let mut stale = facts.batch(now());
    stale.bring_help(&asked(HelpState::Done), HelpState::Open);
    let rating = house.rating(State::Yellow, None).await;
    let refused = house.store.write(stale.rate(&rating)).await;
    assert!(
        matches!(refused, Err(WriteError::Conflict)),
        "it is not open any more"
    );
}

async fn visits(house: &House, person: PersonId) {
    let visit = VisitRow {
        check_in: CheckInId(3),
        by: WORKER,
        how: VisitHow::Phone,
        recorded: now(),
    };
    let answer = AnswerRow {
        check_in: CheckInId(3),
        by: None,
        answer: CheckInAnswer::Confirmed,
        recorded: now(),
    };
    house
        .with(person, |batch| {
            batch.visited(&visit);
            batch.answer_check_in(&answer);
        })
        .await;
    let (visits, answers, _) = house.store.visits_of(person).await.unwrap();
    assert_eq!((visits, answers), (vec![visit], vec![answer]));
}

#[tokio::test]
async fn s2_29_notes_help_and_answers_are_read_as_they_were_written_and_one_shift_has_one_note() {
    let house = House::new().await;
    let person = house.register(1).await;
    writes_notes(&house, person).await;
    brings_help(&house, person).await;
    visits(&house, person).await;
    let later = house.store.drop_care(now().plus_ms(1));
    house.store.write(later).await.unwrap();
    assert!(house.store.notes_of(person).await.unwrap().0.is_empty());
    assert!(house.store.help_of(person).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn s2_29_who_has_no_home_is_followed_in_the_county_that_they_declared() {
    let house = House::new().await;
    let person = house.register(1).await;
    house.intruder().execute("DELETE FROM home", []).unwrap();
    house
        .with(person, |batch| batch.follow(&following(), None))
        .await;
    assert!(
        house.list("330000").await.is_empty(),
        "nobody knows where they live"
    );
    house
        .with(person, |batch| {
            batch.follow(&following(), Some(code("330110")));
            batch.open_task(TaskKind::Symptomatic, 1, Some(code("330110")), now());
        })
        .await;
    let list = house.list("330110").await;
    assert_eq!((list.len(), list[0].tasks.len()), (1, 1));
    assert!(list[0].door.is_none());
}

#[tokio::test]
async fn s2_29_what_must_be_confirmed_is_found_behind_any_number_of_missed_days() {
    let house = House::new().await;
    let person = house.register(1).await;
    house
        .with(person, |batch| {
            batch.follow(&following(), None);
            for day in 0..5 {
                batch.open_task(TaskKind::MissedCheckIn, day, None, now());
            }
            batch.open_task(TaskKind::Confirm, 7, None, now().plus_ms(1));
        })
        .await;
    let areas = [Area::of_division(code("330100"))];
    let found = house.store.tasks_in(&areas, &[TaskKind::Confirm], 3).await;
    assert_eq!(found.unwrap().len(), 1);
    let late = now().plus_ms(30 * 3_600_000);
    let overdue = house.store.overdue_in(&areas, late, 3).await.unwrap();
    assert_eq!(overdue.len(), 3, "what is due first stands first");
    assert!(overdue.is_sorted_by_key(|over| over.task.due));
}

#[tokio::test]
async fn s2_29_a_row_of_an_index_that_no_program_wrote_closes_nobodys_list() {
    let house = House::new().await;
    let person = house.register(1).await;
    house
        .with(person, |batch| {
            batch.follow(&following(), None);
            batch.open_task(TaskKind::Help, 7, None, now());
        })
        .await;
    for bad in [
        "INSERT INTO followed (place, person_id, colour, since_day, checks_in)
         SELECT place, 77, 'purple', since_day, checks_in FROM followed",
        "INSERT INTO task_by_place (place, due_ms, person_id, kind, about, opened_ms)
         SELECT place, due_ms, 77, 'nothing', about, opened_ms FROM task_by_place",
    ] {
        assert_eq!(house.intruder().execute(bad, []).unwrap(), 1);
    }
    let list = house.list("330100").await;
    assert_eq!((list.len(), list[0].tasks.len()), (1, 1));
}

#[tokio::test]
async fn s2_29_help_that_is_asked_for_waits_however_old_it_is() {
    let house = House::new().await;
    let person = house.register(1).await;
    let asked = |id, state| HelpRow {
        id,
        kind: HelpKind::Medicine,
        asked: now(),
        state,
        since: now(),
        by: None,
        words: Word::new("药".into()),
    };
    house
        .with(person, |batch| {
            batch.follow(&following(), None);
            batch.ask_for_help(&asked(5, HelpState::Open));
            batch.open_task(TaskKind::Help, 5, None, now());
            batch.ask_for_help(&asked(6, HelpState::Done));
        })
        .await;
    let sweep = house.store.drop_care(now().plus_ms(1));
    house.store.write(sweep).await.unwrap();
    let (left, _) = house.store.help_of(person).await.unwrap();
    assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [5]);
}
