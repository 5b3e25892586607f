//! What staff try with appeals leaves a line: where the person reads it, or where an auditor looks.

use domain::state::State;
use service::{AppealAsked, AppealOnPaper, Error, Missing};

use crate::appeals::{NOW, asked};
use crate::proposals::Town;
use crate::support::{at, code, minutes_after, wait};

/// How many lines say that somebody of the staff handed in an appeal of the person.
fn lines(town: &Town) -> usize {
    let store = town.world.service.store();
    let lines = wait(store.lines_of(town.person, None, 100)).unwrap();
    let tried = lines.iter().filter(|line| line.action == "appeal on paper");
    tried.count()
}

#[test]
fn s2_4_each_try_of_an_appeal_on_paper_leaves_one_line_that_the_person_reads() {
    let town = Town::new();
    let now = at(NOW);
    let worker = town.world.official_as(9, 21, "community_worker");
    let hand_in = |asked: AppealAsked| {
        let paper = AppealOnPaper {
            name: town.who.name.clone(),
            document: town.who.document.clone(),
            asked,
        };
        let service = &town.world.service;
        wait(service.appeal_on_paper(&worker.member, &paper, now))
    };
    let elsewhere = AppealAsked {
        jurisdiction: code("330200"),
        ..asked("不对")
    };
    assert!(matches!(hand_in(elsewhere), Err(Error::Invalid(_))));
    assert_eq!(lines(&town), 1, "that they do not use a city");
    assert_eq!(town.state(now), State::Green);
    assert!(matches!(hand_in(asked("不对")), Err(Error::Invalid(_))));
    assert_eq!(lines(&town), 2, "that they are green");
    town.red(now);
    let id = asked("不对").id;
    let first = || AppealAsked {
        id,
        ..asked("不对")
    };
    hand_in(first()).unwrap();
    assert_eq!(lines(&town), 3, "one line where it is taken");
    hand_in(first()).unwrap();
    assert_eq!(lines(&town), 4, "that it was sent before");
    assert!(matches!(hand_in(asked("再来")), Err(Error::Invalid(_))));
    assert_eq!(lines(&town), 5, "that one waits");
}

#[test]
fn s2_4_an_appeal_outside_ones_division_is_not_there_and_the_try_stands_in_the_log() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let appeal = town.appeal(now);
    let elsewhere = town.world.official_as(9, 11, "reviewer");
    let service = &town.world.service;
    let refused = || {
        let sql = "SELECT count(*) FROM log_line_other WHERE staff_id = ?1 AND action = 'refused read_appeals'";
        let count = town.world.sql();
        count
            .query_row(sql, [elsewhere.member.id.0], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    for (tries, purpose) in [(1, None), (2, Some("appeal"))] {
        let seen = service.appeal_seen(
            &elsewhere.member,
            appeal,
            purpose,
            minutes_after(now, tries),
        );
        assert!(matches!(wait(seen), Err(Error::Unknown(Missing::Appeal))));
        assert_eq!(refused(), tries);
    }
}
