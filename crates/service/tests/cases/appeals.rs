//! Appeals: who answers, by when, what happens where nobody does, and that one alone frees nobody.

use domain::appeal::{AppealRefusal, AppealState};
use domain::identity::{Document, PersonName};
use domain::ids::{AppealId, ProposalId};
use domain::proposal::Basis;
use domain::state::State;
use domain::time::Instant;
use service::{
    AppealAnswer, AppealAsked, AppealOnPaper, AppealSeen, AppealTold, Error, Missing,
    ProposalAsked, WhatAsked,
};

use crate::proposals::Town;
use crate::support::{
    List, Official, WEST_LAKE, World, applicant, area, at, code, day, id, minutes_after, number,
    says, wait,
};

pub(crate) const NOW: &str = "2022-07-14 09:00";
pub(crate) const DAY: i64 = 24 * 60;

pub(crate) fn asked(reason: &str) -> AppealAsked {
    AppealAsked {
        id: AppealId(id()),
        jurisdiction: code("330100"),
        reason: reason.to_owned(),
        evidence: "7月10日在宁波，有车票".to_owned(),
        about: None,
    }
}

impl Town {
    pub(crate) fn appeal(&self, now: Instant) -> AppealId {
        let asked = asked("当天不在现场");
        self.appeal_as(&asked, now).unwrap();
        asked.id
    }

    pub(crate) fn appeal_as(
        &self,
        asked: &AppealAsked,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        wait(self.world.service.appeal(self.person, asked, now))
    }

    /// The person is red by an order that three offices signed.
    pub(crate) fn red(&self, now: Instant) -> ProposalId {
        let id = self.agreed(now);
        self.agree(id, now);
        assert_eq!(self.state(now), State::Red);
        id
    }

    pub(crate) fn answer(
        &self,
        by: &Official,
        id: AppealId,
        answer: &AppealAnswer,
        now: Instant,
    ) -> Result<AppealSeen, Error> {
        wait(
            self.world
                .service
                .answer_appeal(&by.member, id, answer, now),
        )
    }

    pub(crate) fn told(&self, now: Instant) -> Vec<AppealTold> {
        wait(self.world.service.appeals_told(self.person, now)).unwrap()
    }

    pub(crate) fn settle(&self, now: Instant) {
        self.world.settle(now);
        wait(self.world.service.settle_appeals(now)).unwrap();
    }
}

pub(crate) fn reject() -> AppealAnswer {
    AppealAnswer::Reject("轨迹核实无误".to_owned())
}

pub(crate) fn lifting(of: ProposalId) -> ProposalAsked {
    ProposalAsked {
        what: WhatAsked::OrderLifting { of },
        why: "核实当天不在现场".to_owned(),
        basis: Basis::InfectiousDiseases39,
        end: day("2022-07-28"),
        place: code("330100"),
    }
}

#[test]
fn n_3_an_appeal_that_nobody_answers_in_time_suspends_the_order_until_it_is_answered() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    assert_eq!(town.state(minutes_after(now, DAY - 1)), State::Red);
    let over = minutes_after(now, DAY);
    assert_eq!(town.state(over), State::Green, "before any job has run");
    town.settle(over);
    let told = town.told(over).remove(0);
    assert!(told.suspends && told.standing.en.contains("suspended"));
    let read = town.world.told_of_orders(town.person, over);
    assert!(read[0].suspended, "the page says why there is no red");
    assert!(read[0].standing.en.starts_with("suspended"));
    let seen = wait(town.world.service.vigilance(over)).unwrap();
    assert_eq!((seen.appeals_waiting, seen.appeals_overdue), (1, 1));

    let reviewer = town.world.official_as(9, 9, "reviewer");
    town.answer(&reviewer, id, &reject(), over).unwrap();
    assert_eq!(town.state(over), State::Red, "it counts again");
    let told = town.told(over).remove(0);
    assert_eq!(told.state, AppealState::Rejected);
    assert_eq!(told.answer.as_deref(), Some("轨迹核实无误"));
    assert_eq!(told.office.as_deref(), Some("第9办公室"));
    assert!(!town.world.told_of_orders(town.person, over)[0].suspended);
}

#[test]
fn n_3_whoever_signed_the_order_or_sits_in_their_office_does_not_answer() {
    let town = Town::new();
    let now = at(NOW);
    let order = town.red(now);
    let id = town.appeal(now);
    let signed = wait(town.world.service.store().signatures_of(order)).unwrap();
    for hand in signed.rows.iter().map(|signature| signature.by) {
        let office = town
            .officials
            .iter()
            .position(|o| o.member.id == hand.staff);
        let number = [1, 2, 3, 4, 11, 12][office.unwrap()];
        let colleague = town.world.official_as(20 + number, number, "reviewer");
        let refused = town.answer(&colleague, id, &reject(), now);
        let outside = number > 10 && matches!(refused, Err(Error::OutsideDivision));
        let hands = matches!(refused, Err(Error::Appeal(AppealRefusal::SameHands)));
        assert!(hands || outside, "office {number}: {refused:?}");
    }
    let reviewer = town.world.official_as(40, 9, "reviewer");
    let seen = wait(town.world.service.appeals_for(&reviewer.member, now)).unwrap();
    assert!(!seen[0].own_hands && seen[0].opened.is_none());
    town.answer(&reviewer, id, &reject(), now).unwrap();
    let again = town.appeal(minutes_after(now, 1));
    let refused = town.answer(&reviewer, again, &reject(), minutes_after(now, 1));
    assert!(
        matches!(refused, Err(Error::Appeal(AppealRefusal::SameHands))),
        "the second goes to somebody else"
    );
}

#[test]
fn n_3_granting_takes_a_second_person_who_agrees_to_the_lifting() {
    let town = Town::new();
    let now = at(NOW);
    let order = town.red(now);
    let id = town.appeal(now);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let nothing = AppealAnswer::Grant("确有错误".to_owned(), vec![]);
    let refused = town.answer(&reviewer, id, &nothing, now);
    assert!(matches!(
        refused,
        Err(Error::Appeal(AppealRefusal::NotLifted))
    ));
    let seen = town.world.propose(&reviewer, &lifting(order), now).unwrap();
    let lifts = number(&seen);
    let grant = AppealAnswer::Grant("确有错误".to_owned(), vec![lifts]);
    let seen = town.answer(&reviewer, id, &grant, now).unwrap();
    assert!(seen.lifting);
    assert_eq!(town.state(now), State::Red, "one alone frees nobody");
    town.agree(lifts, now);
    town.settle(now);
    assert_eq!(town.state(now), State::Green);
    assert_eq!(town.told(now)[0].state, AppealState::Granted);
}

#[test]
fn n_3_a_lifting_that_the_second_refuses_leaves_the_appeal_open_and_its_clock_running() {
    let town = Town::new();
    let now = at(NOW);
    let order = town.red(now);
    let id = town.appeal(now);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let lifts = number(&town.world.propose(&reviewer, &lifting(order), now).unwrap());
    let grant = AppealAnswer::Grant("确有错误".to_owned(), vec![lifts]);
    town.answer(&reviewer, id, &grant, now).unwrap();
    let all = town.all();
    town.world
        .refuse(town.world.asked(&all, lifts), lifts, now)
        .unwrap();
    town.settle(now);
    let told = town.told(now).remove(0);
    assert_eq!(told.state, AppealState::Waiting);
    assert!(
        told.standing.en.contains("answers before"),
        "{}",
        told.standing.en
    );
    assert_eq!(
        town.state(minutes_after(now, DAY)),
        State::Green,
        "its clock ran on"
    );
}

#[test]
fn n_2_an_appeal_against_a_rule_is_answered_and_suspends_nothing() {
    let town = Town::new();
    let now = at(NOW);
    let list = List::of("2022-07-14 8").high(WEST_LAKE, &["西溪街道"]);
    town.world.import(&list, at("2022-07-14 08:30"));
    let stayed = says("330100", "330105").in_area(
        "330106",
        "2022-07-13",
        "2022-07-13",
        area("330106", "西溪街道"),
    );
    town.world.declare(town.person, &stayed, now);
    assert_eq!(town.state(now), State::Red);
    let id = town.appeal(now);
    let over = minutes_after(now, DAY + 60);
    town.settle(over);
    assert_eq!(town.state(over), State::Red);
    let told = town.told(over).remove(0);
    assert!(!told.suspends && told.standing.en.contains("overdue"));
    for n in 0..3 {
        let reviewer = town.world.official_as(30 + n, 5 + n, "reviewer");
        let id = if n == 0 { id } else { town.appeal(over) };
        town.answer(&reviewer, id, &reject(), over).unwrap();
    }
    let fourth = town.appeal_as(&asked("还是不对"), over);
    assert!(
        matches!(fourth, Err(Error::Invalid(_))),
        "three are the most"
    );
}

#[test]
fn what_cannot_be_appealed_against_is_refused_by_its_field() {
    let town = Town::new();
    let now = at(NOW);
    let field = |refused: Result<Vec<AppealTold>, Error>| match refused {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(field(town.appeal_as(&asked("绿码"), now)), "city");
    town.red(now);
    assert_eq!(field(town.appeal_as(&asked(" "), now)), "reason");
    let long = AppealAsked {
        evidence: "长".repeat(1_001),
        ..asked("不对")
    };
    assert_eq!(field(town.appeal_as(&long, now)), "evidence");
    let elsewhere = AppealAsked {
        jurisdiction: code("330200"),
        ..asked("不对")
    };
    assert_eq!(field(town.appeal_as(&elsewhere, now)), "city");
    let one = asked("不对");
    assert_eq!(town.appeal_as(&one, now).unwrap().len(), 1);
    assert_eq!(
        town.appeal_as(&one, now).unwrap().len(),
        1,
        "sent twice it is one"
    );
    assert_eq!(field(town.appeal_as(&asked("再来"), now)), "city");
    let taken = wait(town.world.service.withdraw_appeal(town.person, one.id, now)).unwrap();
    assert_eq!(taken[0].state, AppealState::Withdrawn);
    let over = minutes_after(now, DAY);
    assert_eq!(
        town.state(over),
        State::Red,
        "what was taken back suspends nothing"
    );
}

#[test]
fn n_2_an_appeal_on_paper_is_the_persons_and_tells_staff_nothing_of_others() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let worker = town.world.official_as(9, 9, "community_worker");
    let paper = |name: &PersonName, document: &Document| AppealOnPaper {
        name: name.clone(),
        document: document.clone(),
        asked: asked("纸质申诉：当天不在现场"),
    };
    let hand_in = |paper: &AppealOnPaper| {
        wait(
            town.world
                .service
                .appeal_on_paper(&worker.member, paper, now),
        )
    };
    let other = applicant();
    let stranger = &other.document;
    for (name, document) in [(&town.who.name, stranger), (&other.name, stranger)] {
        let refused = hand_in(&paper(name, document));
        assert!(matches!(refused, Err(Error::Unknown(Missing::Person))));
    }
    let wrong_name = PersonName::parse("不是他").unwrap();
    let refused = hand_in(&paper(&wrong_name, &town.who.document));
    assert!(
        matches!(refused, Err(Error::Unknown(Missing::Person))),
        "a wrong name says the same as an unknown document"
    );
    hand_in(&paper(&town.who.name, &town.who.document)).unwrap();
    let told = town.told(now).remove(0);
    assert!(told.on_paper && told.reason.starts_with("纸质申诉"));
}

#[test]
fn n_3_an_appeal_put_in_by_sql_suspends_nothing_and_raises_an_alarm() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    let edit = "UPDATE appeal SET due_ms = due_ms - 86400000 WHERE appeal_id = ?1";
    town.world.tamper(1, edit, rusqlite::params![id.0]);
    assert_eq!(town.state(minutes_after(now, 5)), State::Red);
    let alarms = town.world.alarms();
    assert!(
        alarms.iter().any(|(_, table)| table == "appeal"),
        "{alarms:?}"
    );
}

/// Reviewers of another city read and answer nothing.
#[test]
fn s2_4_an_appeal_is_read_by_its_citys_reviewers_for_a_purpose_and_the_person_reads_that() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    let world: &World = &town.world;
    let elsewhere = world.official_as(9, 11, "reviewer");
    let see =
        |by: &Official, purpose| wait(world.service.appeal_seen(&by.member, id, purpose, now));
    let refused = see(&elsewhere, Some("appeal"));
    assert!(matches!(refused, Err(Error::Unknown(Missing::Appeal))));
    let reviewer = world.official_as(10, 9, "reviewer");
    assert!(see(&reviewer, None).unwrap().opened.is_none());
    assert!(matches!(see(&reviewer, Some("")), Err(Error::Invalid(_))));
    let opened = see(&reviewer, Some("appeal")).unwrap().opened.unwrap();
    assert_eq!(opened.document_number, town.who.document.number());
    let decision = opened.decision.unwrap();
    assert_eq!(decision.state, State::Red);
}

/// A crash behind the answer must leave no green that is not true: nothing is written after it.
#[test]
fn n_3_an_answer_and_the_decision_that_follows_from_it_are_one_write() {
    let now = at(NOW);
    let over = minutes_after(now, DAY);
    let suspended = || {
        let town = Town::new();
        town.red(now);
        let id = town.appeal(now);
        town.settle(over);
        let stored = town.world.stored(town.person);
        assert_eq!(stored.decisions[0].state, State::Green);
        (town, id)
    };
    let written = |town: &Town, action: &str| {
        let stored = town.world.stored(town.person);
        assert_eq!(stored.decisions[0].state, State::Red);
        let store = town.world.service.store();
        let lines = wait(store.lines_of(town.person, None, 100)).unwrap();
        let last = lines.iter().max_by_key(|line| line.id).unwrap();
        assert_eq!(last.action, action, "nothing was rated after it");
    };
    let (town, id) = suspended();
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let later = minutes_after(over, 1);
    town.answer(&reviewer, id, &reject(), later).unwrap();
    written(&town, "answer appeal");
    let (town, id) = suspended();
    wait(town.world.service.withdraw_appeal(town.person, id, later)).unwrap();
    written(&town, "withdraw appeal");
}
