//! Whom an investigation names a contact is asked: their own word brings it into force, and their denial is read by those who
//! decide.

use domain::ids::{PersonId, ProposalId};
use domain::notice::NoticeKind;
use domain::proposal::{NamedAnswer, ProposalState};
use domain::state::State;
use domain::time::Instant;
use service::{Applicant, ContactStanding, ContactsTold, Error, ProposalSeen, WhatAsked};

use crate::events::NOW;
use crate::events_of_cases::{by_investigation, case, contact};
use crate::proposals::Town;
use crate::support::{applicant, at, day, minutes_after, number, rules, says, wait};

/// A town with a case in force, and somebody of it whom official 1 names a contact an hour later.
pub(crate) struct Household {
    pub(crate) town: Town,
    pub(crate) case: ProposalId,
    pub(crate) mother: Applicant,
    pub(crate) person: PersonId,
    pub(crate) id: ProposalId,
    pub(crate) now: Instant,
}

impl Household {
    pub(crate) fn new() -> Self {
        let town = Town::new();
        let before = at(NOW);
        let seen = town
            .world
            .propose(&town.officials[0], &case(&town.who), before);
        let case = number(&seen.unwrap());
        town.agree(case, before);
        let mother = applicant();
        let person = town.world.register(&mother, before);
        town.world
            .declare(person, &says("330100", "330106"), before);
        let now = minutes_after(before, 61);
        let id = named(&town, &mother, case, now);
        Self {
            town,
            case,
            mother,
            person,
            id,
            now,
        }
    }

    /// A third confirms that the case is one.
    pub(crate) fn confirmed(self) -> Self {
        self.town.agree(self.case, self.now);
        self
    }

    /// Another whom official 1 names a contact of the same case.
    fn another(&self) -> (Applicant, PersonId, ProposalId) {
        let (town, who) = (&self.town, applicant());
        let person = town.world.register(&who, self.now);
        town.world
            .declare(person, &says("330100", "330106"), self.now);
        let id = named(town, &who, self.case, self.now);
        (who, person, id)
    }

    pub(crate) fn says(&self, answer: NamedAnswer, now: Instant) -> Result<ContactsTold, Error> {
        self.says_as(self.person, answer, now)
    }

    fn says_as(
        &self,
        person: PersonId,
        answer: NamedAnswer,
        now: Instant,
    ) -> Result<ContactsTold, Error> {
        let service = &self.town.world.service;
        wait(service.answer_contact(person.into(), self.id, answer, now))
    }

    pub(crate) fn state(&self, now: Instant) -> State {
        self.town.world.rate(self.person, now).state
    }

    /// What the one who is asked reads of it.
    fn read_by_asked(&self, now: Instant) -> ProposalSeen {
        let all = self.town.all();
        let asked = self.town.world.asked(&all, self.id);
        let service = &self.town.world.service;
        wait(service.proposal_seen(&asked.member, self.id, Some("approval"), now)).unwrap()
    }

    fn deeds(&self) -> Vec<String> {
        let store = self.town.world.service.store();
        let lines = wait(store.lines_of(self.person, None, 100)).unwrap();
        lines.into_iter().map(|line| line.action).collect()
    }
}

/// Official 1 says that somebody is a contact of a case.
pub(crate) fn named(town: &Town, who: &Applicant, case: ProposalId, now: Instant) -> ProposalId {
    let seen = town
        .world
        .propose(&town.officials[0], &contact(who, case), now);
    number(&seen.unwrap())
}

#[test]
fn n_5_whom_an_investigation_names_reads_what_would_follow_and_their_own_word_is_the_second() {
    let home = Household::new().confirmed();
    let read = home.town.contacts(home.person, home.now);
    assert_eq!(
        read.standing,
        ContactStanding::NothingDeclared,
        "a lead is no evidence"
    );
    let lead = &read.leads[0];
    assert_eq!(lead.proposal, home.id.0.to_string());
    assert_eq!((lead.on, lead.since_ms), (day("2022-07-13"), home.now));
    assert_eq!(lead.until_ms, home.now.plus_ms(24 * 3_600_000));
    assert_eq!(
        (lead.class.en.as_str(), &*lead.office),
        ("a close contact", "第1办公室")
    );
    let effect = &lead.effects[0];
    assert_eq!(effect.city.en, "Hangzhou");
    let foreseen = effect.until;
    let said = serde_json::to_string(&read).unwrap();
    for whose in [home.town.who.name.full(), "流行病学调查", "2022-07-12"] {
        assert!(!said.contains(whose), "of whom is never said: {said}");
    }
    assert_eq!(home.state(home.now), State::Green);
    for _again in 0..2 {
        home.town.world.settle(home.now);
    }
    let notices = wait(home.town.world.service.notices(home.person, home.now)).unwrap();
    let told = notices.iter().map(|notice| notice.kind);
    assert_eq!(
        told.filter(|kind| *kind == NoticeKind::NamedContact)
            .count(),
        1
    );
    let asked = home
        .deeds()
        .into_iter()
        .filter(|deed| deed == "ask whom it names");
    assert_eq!(asked.count(), 1, "the job runs each minute and tells once");

    let answered = home.says(NamedAnswer::Agrees, home.now).unwrap();
    assert_eq!(answered.standing, ContactStanding::Close);
    assert!(answered.leads.is_empty());
    let decision = home.town.world.rate(home.person, home.now);
    assert_eq!(rules(&decision), ["contact-close"]);
    assert_eq!(decision.until, foreseen, "as it was foretold");
    assert_eq!(
        home.town.world.proposal_state(home.id),
        ProposalState::Agreed
    );
    assert!(
        home.deeds()
            .contains(&"agree to being a contact".to_owned())
    );
    assert!(home.deeds().contains(&"found by investigation".to_owned()));
    // No third is waited for, and it does not lapse.
    let later = at("2022-07-19 09:00");
    home.town.world.settle(later);
    assert_eq!(
        rules(&home.town.world.rate(home.person, later)),
        ["contact-close"]
    );
}

#[test]
fn n_5_a_denial_is_read_by_those_who_decide_and_two_and_a_third_are_still_needed() {
    let home = Household::new().confirmed();
    assert_eq!(home.read_by_asked(home.now).subject.unwrap().answer, None);
    let denied = home.says(NamedAnswer::Denies, home.now).unwrap();
    assert_eq!(denied.leads[0].answer, Some(NamedAnswer::Denies));
    assert_eq!(home.state(home.now), State::Green);
    assert_eq!(
        home.town.world.proposal_state(home.id),
        ProposalState::AwaitingApproval
    );
    let read = home.read_by_asked(home.now);
    assert_eq!(read.subject.unwrap().answer, Some(NamedAnswer::Denies));
    let listed = wait(
        home.town
            .world
            .service
            .proposals(&home.town.officials[0].member, home.now),
    );
    let listed = listed.unwrap();
    let own = listed.iter().find(|seen| seen.id == home.id.0.to_string());
    assert!(own.unwrap().subject.is_none(), "a list tells it to nobody");
    home.town.agree(home.id, home.now);
    assert_eq!(
        rules(&home.town.world.rate(home.person, home.now)),
        ["contact-close"]
    );
    assert_eq!(
        home.read_by_asked(home.now).subject.unwrap().answer,
        Some(NamedAnswer::Denies),
        "the third reads it too"
    );
    home.town.world.settle(at("2022-07-18 09:00"));
    assert_eq!(
        home.state(at("2022-07-18 09:00")),
        State::Green,
        "no third came"
    );
    assert!(home.deeds().contains(&"deny being a contact".to_owned()));
}

#[test]
fn s2_4_the_proposer_reads_the_same_of_who_is_not_registered_and_of_who_did_not_answer() {
    let home = Household::new();
    let stranger = named(&home.town, &applicant(), home.case, home.now);
    let read = |id: ProposalId| {
        let by = &home.town.officials[0].member;
        let service = &home.town.world.service;
        let mut seen = wait(service.proposal_seen(by, id, Some("approval"), home.now)).unwrap();
        seen.id.clear();
        let subject = seen.subject.take().unwrap();
        (seen, subject.answer)
    };
    assert_eq!(read(stranger), read(home.id));
}

#[test]
fn n_5_the_same_answer_again_is_one_and_another_is_refused() {
    let home = Household::new();
    home.says(NamedAnswer::Agrees, home.now).unwrap();
    let deeds = home.deeds().len();
    let again = home
        .says(NamedAnswer::Agrees, minutes_after(home.now, 1))
        .unwrap();
    assert_eq!(again.standing, ContactStanding::Close);
    assert_eq!(home.deeds().len(), deeds);
    let other = home.says(NamedAnswer::Denies, home.now);
    assert!(matches!(other, Err(Error::Invalid(problems)) if problems[0].field == "answer"));
    let home = Household::new();
    home.says(NamedAnswer::Denies, home.now).unwrap();
    let other = home.says(NamedAnswer::Agrees, home.now);
    assert!(matches!(other, Err(Error::Invalid(problems)) if problems[0].field == "answer"));
    assert_eq!(home.state(home.now), State::Green);
}

#[test]
fn s2_4_nobody_answers_for_anybody_else_and_nobody_what_names_them_an_order() {
    let home = Household::new();
    let other = home.town.world.somebody(home.now);
    let refused = home.says_as(other, NamedAnswer::Agrees, home.now);
    assert!(matches!(refused, Err(Error::Unknown(_))));
    let order = home.town.proposed(home.now);
    let service = &home.town.world.service;
    let person = home.town.person;
    let refused = service.answer_contact(person.into(), order, NamedAnswer::Agrees, home.now);
    assert!(matches!(wait(refused), Err(Error::Unknown(_))));
    assert!(home.town.contacts(other, home.now).leads.is_empty());
}

#[test]
fn n_5_who_agreed_counts_against_no_limit_of_officials_and_no_limit_holds_their_word() {
    let home = Household::new().confirmed();
    let named_too: Vec<(PersonId, ProposalId)> = (0..6)
        .map(|_| {
            let (_, person, id) = home.another();
            (person, id)
        })
        .collect();
    let service = &home.town.world.service;
    let row = wait(service.store().proposal(home.id)).unwrap().rows;
    assert!(row.unwrap().proposal.held, "seven by one official in a day");
    for (person, id) in &named_too {
        let answer = NamedAnswer::Agrees;
        wait(service.answer_contact((*person).into(), *id, answer, home.now)).unwrap();
    }
    let later = minutes_after(home.now, 2);
    home.town.world.settle(later);
    for (person, _) in named_too {
        assert_eq!(
            rules(&home.town.world.rate(person, later)),
            ["contact-close"]
        );
    }
}

#[test]
fn n_5_of_two_leads_the_newest_stands_first() {
    let home = Household::new();
    let asked = by_investigation(WhatAsked::Contact {
        name: home.mother.name.clone(),
        document: home.mother.document.clone(),
        class: domain::contact::ContactClass::Secondary,
        on: day("2022-07-13"),
        case: home.case,
    });
    let later = minutes_after(home.now, 61);
    let seen = home
        .town
        .world
        .propose(&home.town.officials[0], &asked, later);
    seen.unwrap();
    let read = home.town.contacts(home.person, later);
    let classes: Vec<&str> = read
        .leads
        .iter()
        .map(|lead| lead.class.en.as_str())
        .collect();
    assert_eq!(classes, ["a contact of a close contact", "a close contact"]);
}
