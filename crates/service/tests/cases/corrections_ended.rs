//! How a correction ends that waits for a reviewer without being granted: overtaken, over, taken back, forgotten. And what its clock does.

use domain::correction_request::{CorrectionRefusal, CorrectionRequest, CorrectionState};
use domain::ids::CorrectionId;
use domain::time::Instant;
use service::{AtCounter, Corrected, CorrectionAsked, Error, Missing};
use storage::{AlarmKind, CorrectionRow};

use crate::corrections_decided::{
    ASKED, DECLARED, LATER, REASON, RED, Story, member, nowhere, reviewer, was_in,
};
use crate::support::{at, code, correction, id, minutes_after, wait};

#[test]
fn s2_17_another_correction_of_the_same_declaration_is_over_with_the_first() {
    let mut story = Story::waiting();
    let first = story.id;
    let second = story.ask(&nowhere(), minutes_after(at(ASKED), 5));
    assert_eq!(story.listed(&reviewer(9), at(LATER)).len(), 2);
    story.decide(&reviewer(9), (true, ""), at(LATER)).unwrap();
    assert!(story.listed(&reviewer(9), at(LATER)).is_empty());
    let read = story.read(at(LATER));
    let states: Vec<_> = read.iter().map(|one| (one.id.clone(), one.state)).collect();
    assert_eq!(
        states,
        [
            (second.0.to_string(), CorrectionState::Over),
            (first.0.to_string(), CorrectionState::Granted)
        ]
    );
    story.id = second;
    let late = story.decide(&reviewer(9), (true, ""), at(LATER));
    assert!(matches!(
        late,
        Err(Error::Correction(CorrectionRefusal::NotNow))
    ));
    assert_eq!(story.world.record(story.person).declarations.len(), 2);
}

#[test]
fn s2_17_what_the_person_has_said_since_leaves_no_room_it_is_refused_and_not_granted() {
    let story = Story::waiting();
    let now = at(LATER);
    story.world.declare(story.person, &story.right, now);
    let opened = story.open(&reviewer(9), "review", now).unwrap();
    let opened = opened.opened.unwrap();
    assert!(opened.overtaken && opened.changes.is_empty());
    let granted = story.decide(&reviewer(9), (true, ""), now);
    assert!(matches!(
        granted,
        Err(Error::Correction(CorrectionRefusal::Overtaken))
    ));
    assert_eq!(story.state(now), RED);
    assert_eq!(story.listed(&reviewer(9), now).len(), 1, "it waits still");
    let refused = story.decide(&reviewer(9), (false, "已另行申报，请重新申请"), now);
    assert_eq!(refused.unwrap().state, CorrectionState::Refused);
}

#[test]
fn s2_17_a_worse_correction_meanwhile_takes_the_declaration_back_and_what_waits_is_over() {
    let story = Story::waiting();
    let worse = was_in("西溪街道").contact("2022-07-13");
    let (corrected, _) = story
        .world
        .correct(story.person, &story.wrong, &worse, at(LATER))
        .unwrap();
    assert_eq!(corrected, Corrected::Done);
    assert_eq!(story.read(at(LATER))[0].state, CorrectionState::Over);
    assert!(story.listed(&reviewer(9), at(LATER)).is_empty());
}

#[test]
fn s2_17_whoever_took_a_correction_down_at_a_counter_does_not_decide_it() {
    let mut story = Story::red();
    let clerk = member(9, &["counter@330100", "reviewer@330100"]);
    let asked = correction(&story.wrong, &nowhere(), Some(REASON));
    let counter = AtCounter {
        name: story.who.name.clone(),
        document: story.who.document.clone(),
        city: code("330100"),
    };
    let service = &story.world.service;
    let taken = wait(service.correct_at_counter(&clerk, &counter, &asked, at(ASKED)));
    assert!(matches!(taken.unwrap().1, Corrected::Waits(_)));
    story.id = asked.id;
    assert!(story.listed(&clerk, at(LATER))[0].own_hands);
    for decision in [(true, ""), (false, "不属实")] {
        let own = story.decide(&clerk, decision, at(LATER));
        assert!(matches!(
            own,
            Err(Error::Correction(CorrectionRefusal::SameHands))
        ));
    }
    let other = reviewer(10);
    assert!(!story.listed(&other, at(LATER))[0].own_hands);
    let opened = story.open(&other, "review", at(LATER)).unwrap();
    assert!(opened.opened.unwrap().at_counter);
    story.decide(&other, (true, ""), at(LATER)).unwrap();
    assert_eq!(story.state(at(LATER)), "green []");
    let record = story.world.record(story.person);
    let new = record
        .declarations
        .iter()
        .find(|d| d.id == asked.instead.id);
    assert_eq!(
        new.unwrap().taken_by,
        Some(clerk.id),
        "as it was taken down"
    );
}

#[test]
fn s2_17_a_counter_is_told_that_a_correction_of_a_correction_speaks_of_the_first_day() {
    let story = Story::red();
    let clerk = member(9, &["counter@330100"]);
    let counter = AtCounter {
        name: story.who.name.clone(),
        document: story.who.document.clone(),
        city: code("330100"),
    };
    let same = was_in("西溪街道");
    let corrected = story
        .world
        .correct(story.person, &story.wrong, &same, at(ASKED));
    assert_eq!(corrected.unwrap().0, Corrected::Done);
    let service = &story.world.service;
    let last = wait(service.last_declaration_at_counter(&clerk, &counter, at(LATER)));
    let last = last.unwrap().unwrap();
    assert_eq!((last.id, last.recorded), (same.0.id, at(ASKED)));
    assert_eq!(last.speaks_of, at(DECLARED).date());
}

#[test]
fn s2_17_a_person_takes_a_correction_back_and_it_is_theirs_alone() {
    let story = Story::waiting();
    let service = &story.world.service;
    let stranger = story.world.somebody(at(DECLARED));
    let theirs = wait(service.withdraw_correction(stranger.into(), story.id, at(LATER)));
    assert!(matches!(theirs, Err(Error::Unknown(Missing::Correction))));
    let taken = correction(&was_in("西溪街道"), &nowhere(), Some(REASON));
    let taken = CorrectionAsked {
        id: story.id,
        ..taken
    };
    let same_id = wait(service.correct(stranger, &taken, at(LATER)));
    assert!(matches!(&same_id, Err(Error::Invalid(p)) if p[0].field == "id"));
    wait(service.withdraw_correction(story.person.into(), story.id, at(LATER))).unwrap();
    assert_eq!(story.read(at(LATER))[0].state, CorrectionState::Withdrawn);
    assert!(story.listed(&reviewer(9), at(LATER)).is_empty());
    assert_eq!(story.state(at(LATER)), RED);
    let twice = wait(service.withdraw_correction(story.person.into(), story.id, at(LATER)));
    assert!(matches!(
        twice,
        Err(Error::Correction(CorrectionRefusal::NotNow))
    ));
    assert_eq!(story.answers_told(at(LATER)), 0, "they did it themself");
}

#[test]
fn s2_17_nobody_in_time_it_waits_on_is_public_and_betters_nothing() {
    let story = Story::waiting();
    let queue = |now| {
        let overview = wait(story.world.service.overview(now)).unwrap();
        let queue = overview.queues.iter().find(|q| q.id == "corrections");
        let queue = queue.unwrap();
        (queue.waiting, queue.overdue)
    };
    let due = minutes_after(at(ASKED), 24 * 60);
    assert_eq!(queue(minutes_after(due, -1)), (1, 0));
    assert_eq!(queue(due), (1, 1));
    assert_eq!(story.state(due), RED);
    assert!(story.listed(&reviewer(9), due)[0].overdue && story.read(due)[0].overdue);
    story.decide(&reviewer(9), (true, ""), due).unwrap();
    assert_eq!(queue(minutes_after(due, 1)), (0, 0));
    assert_eq!(story.state(due), "green []");
}

/// A request about the same declaration as another version of the program might write it: the row's MAC is good, and its words open.
fn unread(story: &Story) -> CorrectionId {
    let unread = CorrectionId(id());
    let facts = story.world.facts(story.person).unwrap();
    let mut batch = facts.batch(at(DECLARED));
    let row = CorrectionRow {
        request: CorrectionRequest {
            id: unread,
            declaration: story.wrong.0.id,
            state: CorrectionState::Waiting,
            asked: at(DECLARED),
            due: at(LATER),
            decided_by: None,
            decided: None,
        },
        words: "{}".to_owned().into(),
    };
    batch.request_correction(&row, code("330100"));
    let rating = story.world.stored(story.person);
    wait(story.world.service.store().write(batch.rate(&rating))).unwrap();
    unread
}

/// How many corrections wait, and how many of them too long.
fn waiting(story: &Story, now: Instant) -> (u64, u64) {
    let kept = story.world.service.store();
    let count = |until| wait(kept.corrections_count(until)).unwrap();
    (count(at("2030-01-01 00:00")), count(now))
}

#[test]
fn s2_17_a_correction_whose_words_cannot_be_read_is_passed_over_with_an_alarm() {
    let mut story = Story::waiting();
    let (unread, now) = (unread(&story), at(LATER));
    assert_eq!(story.listed(&reviewer(9), now).len(), 1, "the other one");
    let alarm = (AlarmKind::Altered, "correction_request".to_owned());
    assert_eq!(story.world.alarms(), [alarm]);
    story.decide(&reviewer(9), (true, ""), now).unwrap();
    assert_eq!(story.state(now), "green []");
    story.id = unread;
    let opened = story.open(&reviewer(9), "review", now);
    assert!(matches!(opened, Err(Error::Unknown(Missing::Correction))));
}

#[test]
fn s2_17_a_correction_whose_words_cannot_be_read_is_taken_back_by_its_person() {
    let story = Story::waiting();
    let (unread, now) = (unread(&story), minutes_after(at(LATER), -1));
    let states = |now| {
        let read = story.read(now).into_iter();
        let of_it = read.filter(|one| one.id == unread.0.to_string());
        of_it.map(|one| (one.state, one.reason)).collect::<Vec<_>>()
    };
    let nothing = String::new;
    assert_eq!(states(now), [(CorrectionState::Waiting, nothing())]);
    wait(
        story
            .world
            .service
            .withdraw_correction(story.person.into(), unread, now),
    )
    .unwrap();
    assert_eq!(states(now), [(CorrectionState::Withdrawn, nothing())]);
    assert_eq!(waiting(&story, now), (1, 0), "the other one");
    assert_eq!(story.read(now).len(), 2);
}

#[test]
fn s2_17_a_correction_whose_words_cannot_be_read_ends_with_its_clock() {
    let story = Story::waiting();
    let _unread = unread(&story);
    let before = minutes_after(at(LATER), -1);
    wait(story.world.service.sweep(before)).unwrap();
    assert_eq!(waiting(&story, before), (2, 0));
    assert_eq!(waiting(&story, at(LATER)), (2, 1));
    for _again in 0..2 {
        wait(story.world.service.sweep(at(LATER))).unwrap();
        assert_eq!(waiting(&story, at(LATER)), (1, 0));
    }
    let overdue = minutes_after(at(ASKED), 24 * 60);
    wait(story.world.service.sweep(overdue)).unwrap();
    assert_eq!(waiting(&story, overdue), (1, 1), "what is read waits on");
}

#[test]
fn s2_17_what_is_asked_while_another_correction_is_done_waits_for_nobody() {
    let story = Story::red();
    for _round in 0..8 {
        let said = was_in("西溪街道");
        let person = story.world.who(&said, at(DECLARED));
        let better = correction(&said, &nowhere(), Some(REASON));
        let worse = was_in("西溪街道").contact("2022-07-13");
        let worse = correction(&said, &worse, Some(REASON));
        let barrier = std::sync::Barrier::new(2);
        std::thread::scope(|scope| {
            for asked in [&better, &worse] {
                let (barrier, world) = (&barrier, &story.world);
                scope.spawn(move || {
                    barrier.wait();
                    wait(world.service.correct(person, asked, at(ASKED))).map(|_| ())
                });
            }
        });
        let declarations = story.world.record(person).declarations;
        let new = Some(worse.instead.id);
        assert!(declarations.iter().any(|d| d.corrected_by == new));
        let (asked, _) = wait(story.world.service.store().corrections_of(person)).unwrap();
        let over = |row: &CorrectionRow| row.request.state == CorrectionState::Over;
        assert!(asked.iter().all(over), "nobody waits for what is done");
    }
}

#[test]
fn s2_17_what_was_said_for_a_correction_is_forgotten_14_days_after_it_was_over() {
    let story = Story::waiting();
    story
        .decide(&reviewer(9), (false, "不属实"), at(LATER))
        .unwrap();
    let kept = |now| {
        wait(story.world.service.sweep(now)).unwrap();
        story.read(now).len()
    };
    assert_eq!(kept(at("2022-07-27 15:00")), 1);
    assert_eq!(kept(at("2022-07-27 15:01")), 0);
    assert_eq!(
        story.world.record(story.person).declarations.len(),
        1,
        "what was declared stays"
    );
}

#[test]
fn n_8_erasing_takes_a_correction_and_the_way_to_it_and_its_reviewers_find_nothing() {
    let story = Story::waiting();
    story.world.erase(story.person, at(LATER));
    assert!(story.listed(&reviewer(9), at(LATER)).is_empty());
    let opened = story.open(&reviewer(9), "review", at(LATER));
    assert!(matches!(opened, Err(Error::Unknown(Missing::Correction))));
    let left = "SELECT (SELECT count(*) FROM correction_waiting) + (SELECT count(*) FROM correction_request)";
    let left: i64 = story
        .world
        .sql()
        .query_row(left, [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}
