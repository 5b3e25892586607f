//! A community's day: who is on the list, what workers enter and others confirm, and tasks with a clock.

use domain::access::Action;
use domain::community::{CheckInAnswer, TaskKind, VisitHow, Why};
use domain::facts::Symptom;
use domain::ids::{CheckInId, PersonId};
use domain::staff::Member;
use domain::state::State;
use domain::time::Instant;
use service::{CommunityToday, Error, TaskAsked, Visit};

use crate::support::{
    List, WUCHANG, World, area, at, day, id, ill, minutes_after, says, told, wait,
};

/// Somebody of 330105 who is red since 20 February 2020.
pub(crate) fn red(world: &World) -> PersonId {
    let list = List::of("2020-02-08 0").high(WUCHANG, &["中南路街道"]);
    world.import(&list, at("2020-02-08 00:10"));
    let high = area("420106", "中南路街道");
    let words = says("330100", "330105").in_area("420106", "2020-02-08", "2020-02-09", high);
    world.who(&words, at("2020-02-20 10:00"))
}

pub(crate) fn worker(world: &World) -> Member {
    world.official_as(1, 1, "community_worker").member
}

impl World {
    pub(crate) fn list(&self, member: &Member, now: Instant) -> CommunityToday {
        wait(self.service.community_today(member, (None, false), 0, now)).unwrap()
    }

    fn reasons(&self, member: &Member, now: Instant) -> Vec<Why> {
        let mut people = self.list(member, now).people;
        assert_eq!(people.len(), 1);
        people.remove(0).whys
    }

    pub(crate) fn visit(&self, member: &Member, visit: &Visit, now: Instant) -> Result<(), Error> {
        wait(self.service.visit(member, visit, now))
    }

    pub(crate) fn open_tasks(&self, person: PersonId) -> Vec<TaskKind> {
        let (tasks, alarms) = wait(self.service.store().tasks_of(person)).unwrap();
        assert!(alarms.is_empty());
        let open = tasks.iter().filter(|row| row.done.is_none());
        open.map(|row| row.task.kind).collect()
    }

    fn lines(&self, action: &str) -> i64 {
        let sql = "SELECT count(*) FROM log_line WHERE action = ?1";
        self.sql()
            .query_row(sql, [action], |row| row.get(0))
            .unwrap()
    }
}

pub(crate) fn well(person: PersonId, made: Instant) -> Visit {
    Visit {
        id: CheckInId(id()),
        person,
        made,
        how: VisitHow::Door,
        temperature: None,
        symptoms: Vec::new(),
    }
}

fn feverish(person: PersonId, made: Instant) -> Visit {
    Visit {
        temperature: "38.2".parse().ok(),
        symptoms: vec![Symptom::DryCough],
        ..well(person, made)
    }
}

#[test]
fn s2_29_a_worker_finds_whoever_is_in_quarantine_in_their_community_and_why_and_nobody_else() {
    let world = World::new();
    let person = red(&world);
    world.who(&says("330100", "330105"), at("2020-02-20 11:00"));
    let worker = worker(&world);
    let first = world.list(&worker, at("2020-02-20 12:00"));
    assert_eq!((first.followed, first.listed), (1, 1));
    let seen = &first.people[0];
    assert_eq!(seen.person, person.0.to_string());
    assert_eq!(
        (seen.name.as_str(), seen.day, seen.days),
        ("测试人", Some(1), Some(14))
    );
    assert!(seen.phone.ends_with(|c: char| c.is_ascii_digit()) && !seen.checked_in);
    assert_eq!(seen.whys, [Why::New], "day 1 needs no check-in");
    world.review(day("2020-02-21").start());
    let second = at("2020-02-21 09:00");
    assert_eq!(world.reasons(&worker, second), [Why::Missing, Why::New]);
    world.check_in(person, second);
    assert_eq!(world.reasons(&worker, second), [Why::New]);
    let elsewhere = world.official_as(2, 11, "community_worker").member;
    assert!(world.list(&elsewhere, second).people.is_empty());
    let all = wait(
        world
            .service
            .community_today(&worker, (None, true), 0, second),
    )
    .unwrap();
    assert_eq!(all.people.len(), 1);
    world.check_in_daily(person, day("2020-02-22"), day("2020-03-04"));
    let last = at("2020-03-04 18:00");
    assert_eq!(world.reasons(&worker, last), [Why::Ending]);
    world.review(day("2020-03-05").start());
    let free = world.list(&worker, at("2020-03-05 08:00"));
    assert_eq!(
        (free.followed, free.people.len()),
        (0, 0),
        "who is free is off the list"
    );
}

#[test]
fn s2_29_a_check_in_that_a_worker_enters_counts_the_day_and_raises_no_colour_until_another_confirms_it()
 {
    let world = World::new();
    let person = red(&world);
    let worker = worker(&world);
    let noon = at("2020-02-21 12:00");
    world.review(day("2020-02-21").start());
    let visit = feverish(person, noon);
    world.visit(&worker, &visit, noon).unwrap();
    world
        .visit(&worker, &visit, minutes_after(noon, 1))
        .unwrap();
    let entered = world.record(person).check_ins;
    assert_eq!(entered.len(), 1, "sent twice it is one");
    let before = world.rate(person, noon);
    assert_eq!(
        told(&before),
        "red [stay-high] until 2020-03-05",
        "the day counts, the fever does not"
    );
    assert_eq!(
        world.open_tasks(person),
        [TaskKind::Symptomatic, TaskKind::Confirm]
    );
    let own = wait(world.service.confirm_check_in(
        &worker,
        (person, visit.id),
        CheckInAnswer::Confirmed,
        noon,
    ));
    assert!(own.is_err(), "not by a community worker");
    let reviewer = world.official_as(3, 2, "reviewer").member;
    let waiting = wait(world.service.check_ins_to_confirm(&reviewer, noon)).unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].how, waiting[0].objected),
        (VisitHow::Door, false)
    );
    let answer = (person, visit.id);
    let confirmed = CheckInAnswer::Confirmed;
    wait(
        world
            .service
            .confirm_check_in(&reviewer, answer, confirmed, noon),
    )
    .unwrap();
    let after = world.rate(person, noon);
    assert_eq!(after.rules().len(), 3, "{}", told(&after));
    assert!(
        wait(world.service.check_ins_to_confirm(&reviewer, noon))
            .unwrap()
            .is_empty()
    );
    assert_eq!(world.open_tasks(person), [TaskKind::Symptomatic]);
}

#[test]
fn n_3_a_fever_that_one_worker_enters_for_a_neighbour_colours_nobody() {
    let world = World::new();
    let neighbour = world.who(&says("330100", "330105"), at("2020-02-20 10:00"));
    let worker = worker(&world);
    let now = at("2020-02-20 12:00");
    let refused = world.visit(&worker, &feverish(neighbour, now), now);
    assert!(
        matches!(refused, Err(Error::Invalid(_))),
        "who is in no quarantine needs no check-in"
    );
    assert_eq!(world.rate(neighbour, now).state, State::Green);
    let person = red(&world);
    let twice = world.official_as(4, 3, "community_worker");
    let both = Member {
        duties: vec![
            "community_worker@330100".parse().unwrap(),
            "reviewer@330100".parse().unwrap(),
        ],
        ..twice.member
    };
    let visit = feverish(person, now);
    world.visit(&both, &visit, now).unwrap();
    let answer = (person, visit.id);
    let own = wait(
        world
            .service
            .confirm_check_in(&both, answer, CheckInAnswer::Confirmed, now),
    );
    assert!(
        matches!(own, Err(Error::Invalid(_))),
        "two roles are one pair of hands"
    );
    assert_eq!(
        told(&world.rate(person, now)),
        "red [stay-high] until 2020-03-05"
    );
}

#[test]
fn s2_29_a_day_without_a_check_in_opens_one_task_at_midnight_and_a_visit_closes_it() {
    let world = World::new();
    let person = red(&world);
    let worker = worker(&world);
    world.review(day("2020-02-21").start());
    assert!(
        world.open_tasks(person).is_empty(),
        "day 1 counts without one"
    );
    let night = day("2020-02-22").start();
    world.review(night);
    world.review(night);
    let another = world.another(9);
    wait(another.review(minutes_after(night, 1), |_| {})).unwrap();
    world.rate(person, minutes_after(night, 2));
    assert_eq!(world.open_tasks(person), [TaskKind::MissedCheckIn]);
    let counted = wait(world.service.vigilance(at("2020-02-22 13:00")))
        .unwrap()
        .overdue;
    assert_eq!(
        (counted.len(), counted[0].count, counted[0].hours),
        (1, 1, 12)
    );
    let over = wait(world.service.overdue_tasks(&worker, at("2020-02-22 13:00"))).unwrap();
    assert_eq!((over.len(), over[0].kind), (1, TaskKind::MissedCheckIn));
    let street = Member {
        duties: vec![
            "community_worker@330105012"
                .parse()
                .unwrap_or_else(|_| "community_worker@330105001".parse().unwrap()),
        ],
        ..worker.clone()
    };
    let none = wait(world.service.overdue_tasks(&street, at("2020-02-22 13:00"))).unwrap();
    assert!(none.is_empty(), "a street's own worker supervises nobody");
    let now = at("2020-02-22 13:30");
    world.visit(&worker, &well(person, now), now).unwrap();
    assert!(world.open_tasks(person).is_empty());
    assert!(
        wait(world.service.vigilance(now))
            .unwrap()
            .overdue
            .is_empty()
    );
    world.review(day("2020-02-23").start());
    assert!(
        world.open_tasks(person).is_empty(),
        "what was done stays done"
    );
}

#[test]
fn s2_29_a_late_check_in_closes_the_task_of_its_day_and_symptoms_open_one() {
    let world = World::new();
    let person = red(&world);
    world.review(day("2020-02-22").start());
    assert_eq!(world.open_tasks(person), [TaskKind::MissedCheckIn]);
    let late = at("2020-02-22 07:00");
    world.check_in_late(person, at("2020-02-21 20:00"), late);
    assert!(world.open_tasks(person).is_empty());
    wait(world.service.check_in(person, &ill(late), late)).unwrap();
    assert_eq!(
        world.open_tasks(person),
        [TaskKind::Symptomatic],
        "their own word needs no second"
    );
    let worker = worker(&world);
    assert_eq!(world.reasons(&worker, late)[0], Why::Symptomatic);
    let asked = TaskAsked {
        person,
        kind: TaskKind::Symptomatic,
        about: world.record(person).check_ins.last().unwrap().id.0,
    };
    wait(world.service.take_task(&worker, asked, true, late)).unwrap();
    let seen = world.list(&worker, late).people.remove(0);
    assert!(seen.tasks[0].taken && seen.tasks[0].mine && !seen.tasks[0].overdue);
    wait(world.service.finish_task(&worker, asked, late)).unwrap();
    let again = wait(world.service.finish_task(&worker, asked, late));
    assert!(matches!(again, Err(Error::Unknown(_))));
    let worse = minutes_after(late, 60);
    wait(world.service.check_in(person, &ill(worse), worse)).unwrap();
    assert_eq!(
        world.open_tasks(person),
        [TaskKind::Symptomatic],
        "what is reported after somebody was seen is looked after again"
    );
}

#[test]
fn n_7_a_list_is_one_line_a_day_for_each_person_and_worker_and_who_looks_elsewhere_is_refused() {
    let world = World::new();
    let person = red(&world);
    let (worker, second) = (
        worker(&world),
        world.official_as(5, 2, "community_worker").member,
    );
    let now = at("2020-02-20 12:00");
    for minutes in [0, 1, 200] {
        world.list(&worker, minutes_after(now, minutes));
    }
    assert_eq!(world.lines("read community list"), 1);
    world.list(&second, now);
    assert_eq!(world.lines("read community list"), 2);
    let sql = "SELECT count(*) FROM looked WHERE purpose = 'care'";
    let looked: i64 = world.sql().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(looked, 2, "for another purpose there is another line");
    world.list(&worker, at("2020-02-21 08:00"));
    assert_eq!(world.lines("read community list"), 3);
    let elsewhere = world.official_as(6, 11, "community_worker").member;
    let refused = world.visit(&elsewhere, &well(person, now), now);
    assert!(matches!(refused, Err(Error::OutsideDivision)));
    let sql = "SELECT count(*) FROM log_line_other WHERE action = ?1";
    let action = format!("refused {}", Action::Visit);
    let noted: i64 = world
        .sql()
        .query_row(sql, [action], |row| row.get(0))
        .unwrap();
    assert_eq!(noted, 1);
}

#[test]
fn s2_4_a_row_that_was_put_into_the_index_opens_nobodys_door() {
    let world = World::new();
    let person = red(&world);
    let elsewhere = world.official_as(7, 11, "community_worker").member;
    let moved = "INSERT INTO followed (place, person_id, colour, since_day, free_day, checks_in, check_in_day, ill_day,
        moved_day, sealed, key_id) SELECT 330203000, person_id, colour, since_day, free_day, checks_in, check_in_day, ill_day,
        moved_day, sealed, key_id FROM followed WHERE person_id = ?1";
    world.tamper(1, moved, [person.0]);
    let now = at("2020-02-20 12:00");
    let list = world.list(&elsewhere, now);
    assert_eq!((list.followed, list.people.len()), (1, 0));
    world.tamper(
        1,
        "UPDATE home SET place = 330203000 WHERE person_id = ?1",
        [person.0],
    );
    assert!(
        world.list(&elsewhere, now).people.is_empty(),
        "the row of the home does not hold"
    );
    assert_eq!(world.alarms().len(), 1);
}
