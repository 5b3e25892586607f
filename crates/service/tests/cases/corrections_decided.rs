//! A correction that would better a colour: who finds it, what they read, and that it betters nothing without them.

use domain::access::Role;
use domain::correction_request::{CorrectionRefusal, CorrectionState};
use domain::ids::{CorrectionId, OfficeId, PersonId, StaffId};
use domain::notice::NoticeKind;
use domain::quarantine::OrderState;
use domain::staff::{Member, Office};
use domain::state::State;
use domain::time::Instant;
use service::{
    Applicant, Corrected, CorrectionAsked, CorrectionSeen, CorrectionTold, Error, Missing,
};

use crate::support::{
    List, WEST_LAKE, Words, World, applicant, area, at, code, correction, day, minutes_after, says,
    told, wait,
};

pub(crate) const DECLARED: &str = "2022-07-12 09:00";
pub(crate) const ASKED: &str = "2022-07-13 09:00";
pub(crate) const LATER: &str = "2022-07-13 15:00";
pub(crate) const RED: &str = "red [stay-high] until 2022-07-26";
pub(crate) const REASON: &str = "写错了";

pub(crate) fn member(id: i64, duties: &[&str]) -> Member {
    Member {
        id: StaffId(id),
        office: Office {
            id: OfficeId(7),
            name: "杭州市卫生健康委员会".into(),
            division: code("330100"),
        },
        duties: duties.iter().map(|duty| duty.parse().unwrap()).collect(),
    }
}

pub(crate) fn reviewer(id: i64) -> Member {
    member(id, &["reviewer@330100"])
}

pub(crate) fn was_in(text: &str) -> Words {
    let area = area("330106", text);
    says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", area)
}

pub(crate) fn nowhere() -> Words {
    says("330100", "330105")
}

/// Somebody who is red by a declaration, and says a day later that it was wrong.
pub(crate) struct Story {
    pub(crate) world: World,
    pub(crate) who: Applicant,
    pub(crate) person: PersonId,
    pub(crate) wrong: Words,
    pub(crate) right: Words,
    pub(crate) id: CorrectionId,
}

impl Story {
    /// Before anything is asked.
    pub(crate) fn red() -> Self {
        let world = World::new();
        let list = List::of("2022-07-10 8")
            .high(WEST_LAKE, &["西溪街道"])
            .medium(WEST_LAKE, &["灵隐街道"]);
        world.import(&list, at("2022-07-10 08:05"));
        let (who, wrong) = (applicant(), was_in("西溪街道"));
        let person = world.register(&who, at(DECLARED));
        world.declare(person, &wrong, at(DECLARED));
        let (right, id) = (nowhere(), CorrectionId(0));
        Self {
            world,
            who,
            person,
            wrong,
            right,
            id,
        }
    }

    pub(crate) fn waiting() -> Self {
        let mut story = Self::red();
        story.id = story.ask(&nowhere(), at(ASKED));
        story
    }

    /// Asks for another declaration in the place of the wrong one.
    pub(crate) fn ask(&mut self, right: &Words, now: Instant) -> CorrectionId {
        let asked = correction(&self.wrong, right, Some(REASON));
        let (corrected, decisions) =
            wait(self.world.service.correct(self.person, &asked, now)).unwrap();
        assert!(matches!(corrected, Corrected::Waits(_)), "{corrected:?}");
        assert_eq!(told(&decisions[0]), RED, "nothing changes by asking");
        self.right = right.clone();
        asked.id
    }

    pub(crate) fn listed(&self, by: &Member, now: Instant) -> Vec<CorrectionSeen> {
        wait(self.world.service.corrections_for(by, now)).unwrap()
    }

    pub(crate) fn open(
        &self,
        by: &Member,
        purpose: &str,
        now: Instant,
    ) -> Result<CorrectionSeen, Error> {
        wait(
            self.world
                .service
                .open_correction(by, self.id, purpose, now),
        )
    }

    pub(crate) fn decide(
        &self,
        by: &Member,
        decision: (bool, &str),
        now: Instant,
    ) -> Result<CorrectionSeen, Error> {
        let service = &self.world.service;
        wait(service.decide_correction(by, self.id, decision, now))
    }

    /// What the person reads of their corrections, whatever declaration they are about.
    pub(crate) fn read(&self, now: Instant) -> Vec<CorrectionTold> {
        let all = wait(self.world.service.my_declarations(self.person, now)).unwrap();
        all.into_iter().flat_map(|one| one.corrections).collect()
    }

    pub(crate) fn state(&self, now: Instant) -> String {
        told(&self.world.rate(self.person, now))
    }

    pub(crate) fn answers_told(&self, now: Instant) -> usize {
        let notices = wait(self.world.service.notices(self.person, now)).unwrap();
        let answered = notices.iter();
        answered
            .filter(|notice| notice.kind == NoticeKind::CorrectionAnswered)
            .count()
    }
}

fn field(outcome: Result<CorrectionSeen, Error>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn s2_17_reviewers_of_the_city_find_a_correction_and_open_for_a_purpose_what_it_says_and_recolours()
{
    let story = Story::waiting();
    let now = at(LATER);
    for duty in ["reviewer@330100", "reviewer@330000", "inspector@000000"] {
        let listed = story.listed(&member(9, &[duty]), now);
        assert_eq!(listed.len(), 1, "{duty}");
        assert!(listed[0].opened.is_none(), "it names nobody");
        assert_eq!(
            (listed[0].asked_ms, listed[0].due_ms, listed[0].overdue),
            (
                at(ASKED).ms(),
                minutes_after(at(ASKED), 24 * 60).ms(),
                false
            )
        );
    }
    for duty in [
        "reviewer@330200",
        "epidemiologist@330100",
        "reviewer@330106",
    ] {
        let by = member(9, &[duty]);
        assert!(story.listed(&by, now).is_empty(), "{duty}");
        let opened = story.open(&by, "review", now);
        assert!(matches!(opened, Err(Error::Unknown(Missing::Correction))));
    }
    assert_eq!(field(story.open(&reviewer(9), "", now)), "purpose");
    let opened = story.open(&reviewer(9), "review", now).unwrap();
    let opened = opened.opened.unwrap();
    assert_eq!(opened.name, story.who.name.full());
    assert_eq!(opened.document_number, story.who.document.number());
    assert_eq!(
        (
            opened.reason.as_str(),
            opened.declared_ms,
            opened.at_counter
        ),
        (REASON, at(DECLARED).ms(), false)
    );
    assert_eq!(opened.said.stays[1].area_texts, ["西溪街道"]);
    assert_eq!(opened.instead.stays.len(), 1, "the residence alone");
    assert!(!opened.overtaken);
    let [change] = &opened.changes[..] else {
        panic!("{:?}", opened.changes);
    };
    assert_eq!(
        (change.before, change.before_until, change.after),
        (State::Red, Some(day("2022-07-26")), State::Green)
    );
    assert_eq!(change.city.zh, "杭州市");
    assert_eq!(story.state(now), RED, "trying changes nothing");
}

#[test]
fn s2_17_what_is_granted_takes_the_declaration_back_as_it_was_asked_and_is_told() {
    let story = Story::waiting();
    let now = at(LATER);
    let decided = story
        .decide(&reviewer(9), (true, " 行程属实 "), now)
        .unwrap();
    assert_eq!(decided.state, CorrectionState::Granted);
    assert_eq!(story.state(now), "green []");
    let stored = story.world.stored(story.person);
    assert_eq!(told(&stored.decisions[0]), "green []");
    assert_eq!(
        story.world.orders(story.person),
        [OrderState::Withdrawn(day("2022-07-13"))]
    );
    let record = story.world.record(story.person);
    let said = |id| record.declarations.iter().find(|d| d.id == id).unwrap();
    assert_eq!(said(story.wrong.0.id).corrected_by, Some(story.right.0.id));
    let new = said(story.right.0.id);
    assert_eq!((new.recorded, new.taken_by), (at(ASKED), None));
    let read = story.read(now);
    assert_eq!(read[0].state, CorrectionState::Granted);
    assert_eq!(read[0].answer.as_deref(), Some("行程属实"));
    assert_eq!(read[0].decided_ms, Some(now.ms()));
    assert_eq!(story.answers_told(now), 1);
    assert!(story.listed(&reviewer(9), now).is_empty());
    let again = story.decide(&reviewer(9), (false, "不"), now);
    assert!(matches!(
        again,
        Err(Error::Correction(CorrectionRefusal::NotNow))
    ));
    let opened = story.open(&reviewer(9), "review", now).unwrap();
    let opened = opened.opened.unwrap();
    assert!(opened.changes.is_empty() && !opened.overtaken);
    assert_eq!(opened.instead.stays.len(), 1);
}

#[test]
fn s2_17_what_is_refused_leaves_the_colour_and_the_person_reads_why() {
    let story = Story::waiting();
    let now = at(LATER);
    let long = "长".repeat(501);
    for (grant, words) in [(false, ""), (false, "  "), (false, &*long), (true, &*long)] {
        assert_eq!(
            field(story.decide(&reviewer(9), (grant, words), now)),
            "words"
        );
    }
    let decided = story.decide(&reviewer(9), (false, "酒店登记是您本人"), now);
    assert_eq!(decided.unwrap().state, CorrectionState::Refused);
    assert_eq!(story.state(now), RED);
    let read = &story.read(now)[0];
    assert_eq!(
        (read.state, read.answer.as_deref()),
        (CorrectionState::Refused, Some("酒店登记是您本人"))
    );
    assert_eq!(story.answers_told(now), 1);
    let same = correction(&story.wrong, &nowhere(), Some(REASON));
    let same = CorrectionAsked {
        id: story.id,
        ..same
    };
    let again = wait(story.world.service.correct(story.person, &same, now));
    assert!(
        matches!(&again, Err(Error::Invalid(p)) if p[0].field == "id"),
        "a new one needs a new id"
    );
}

#[test]
fn s2_17_a_correction_is_decided_by_reviewers_of_its_city_and_by_nobody_else() {
    let story = Story::waiting();
    let now = at(LATER);
    let elsewhere = story.decide(&member(9, &["reviewer@330200"]), (true, ""), now);
    assert!(matches!(elsewhere, Err(Error::OutsideDivision)));
    for role in Role::STAFF.iter().filter(|role| **role != Role::Reviewer) {
        let by = member(9, &[&format!("{role}@330100")]);
        let outcome = story.decide(&by, (true, ""), now);
        assert!(matches!(outcome, Err(Error::NotYourDuty)), "{role}");
    }
    assert_eq!(story.state(now), RED);
}

#[test]
fn s2_17_who_asks_does_not_choose_by_the_new_declaration_who_decides() {
    let mut story = Story::red();
    story.id = story.ask(&says("330200", "330105"), at(ASKED));
    assert!(
        story
            .listed(&member(9, &["reviewer@330200"]), at(LATER))
            .is_empty()
    );
    assert_eq!(story.listed(&reviewer(9), at(LATER)).len(), 1);
    let opened = story.open(&reviewer(9), "review", at(LATER)).unwrap();
    let changes = opened.opened.unwrap().changes;
    let cities: Vec<_> = changes
        .iter()
        .map(|change| (change.city.zh.as_str(), change.before))
        .collect();
    assert_eq!(cities, [("杭州市", State::Red), ("宁波市", State::None)]);
}

#[test]
fn s2_17_two_reviewers_at_once_decide_once() {
    let story = Story::waiting();
    let barrier = std::sync::Barrier::new(2);
    let both: Vec<bool> = std::thread::scope(|scope| {
        let decide = |id: i64, decision| {
            let (story, barrier) = (&story, &barrier);
            scope.spawn(move || {
                barrier.wait();
                match story.decide(&reviewer(id), decision, at(LATER)) {
                    Ok(_) => true,
                    Err(Error::Correction(CorrectionRefusal::NotNow)) => false,
                    Err(other) => panic!("{other}"),
                }
            })
        };
        let threads = [decide(8, (true, "")), decide(9, (false, "不属实"))];
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(both.iter().filter(|done| **done).count(), 1, "{both:?}");
    let granted = both[0];
    assert_eq!(story.state(at(LATER)) == "green []", granted);
    assert_eq!(story.answers_told(at(LATER)), 1);
}
