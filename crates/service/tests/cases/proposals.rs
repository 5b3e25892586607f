//! Orders by officials, from the proposal to the third.

use domain::ids::PersonId;
use domain::proposal::{ProposalState, Refusal};
use domain::state::State;
use domain::time::Instant;
use service::{Applicant, Error, Missing, ProposalAsked};

use crate::support::{
    Official, World, applicant, at, code, day, minutes_after, number, red_for, says, told, wait,
};

const MORNING: &str = "2022-07-14 09:00";

/// Four offices of two divisions, and one who is green.
pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) officials: Vec<Official>,
    pub(crate) who: Applicant,
    pub(crate) person: PersonId,
}

impl Town {
    pub(crate) fn new() -> Self {
        let world = World::new();
        let offices = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 11), (6, 12)];
        let officials = offices.map(|(n, office)| world.official(n, office)).into();
        let who = applicant();
        let person = world.register(&who, at("2022-07-13 09:00"));
        world.declare(person, &says("330100", "330106"), at("2022-07-13 09:00"));
        Self {
            world,
            officials,
            who,
            person,
        }
    }

    pub(crate) fn all(&self) -> Vec<&Official> {
        self.officials.iter().collect()
    }

    /// Official 1 proposes two weeks of red from the date on.
    pub(crate) fn proposed(&self, now: Instant) -> domain::ids::ProposalId {
        let asked = red_for(&self.who, now.date());
        let seen = self.world.propose(&self.officials[0], &asked, now);
        number(&seen.unwrap())
    }

    /// It is agreed to by whoever is asked.
    pub(crate) fn agreed(&self, now: Instant) -> domain::ids::ProposalId {
        let id = self.proposed(now);
        self.agree(id, now);
        id
    }

    /// Whoever is asked agrees.
    pub(crate) fn agree(&self, id: domain::ids::ProposalId, now: Instant) {
        let all = self.all();
        let asked = self.world.asked(&all, id);
        self.world.agree(asked, id, now).unwrap();
    }

    pub(crate) fn state(&self, now: Instant) -> State {
        self.world.rate(self.person, now).state
    }
}

#[test]
fn n_3_an_order_colours_once_two_offices_signed_and_the_person_reads_it_at_once() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.proposed(now);
    assert_eq!(town.state(now), State::Green, "one office colours nobody");
    town.agree(id, now);
    let decision = town.world.rate(town.person, now);
    assert_eq!(told(&decision), "red [official-red] until 2022-07-28");
    let read = town.world.told_of_orders(town.person, now);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].offices[0], "第1办公室");
    assert_eq!(read[0].offices.len(), 2);
    assert_eq!(read[0].why, "确诊病例的密切接触者");
    assert!(read[0].basis.zh.contains("传染病防治法"));
    assert_eq!(read[0].until, day("2022-07-28"));
    assert!(!read[0].confirmed);
    assert!(
        read[0].standing.en.contains("2022-07-17 9:00"),
        "{}",
        read[0].standing.en
    );
    assert!(read[0].objection.en.contains(&read[0].id));
}

#[test]
fn n_3_an_order_ends_after_72_hours_unless_a_third_from_another_division_confirms() {
    let town = Town::new();
    let now = at(MORNING);
    town.agreed(now);
    assert_eq!(town.state(at("2022-07-17 08:59")), State::Red);
    assert_eq!(
        town.state(at("2022-07-17 09:00")),
        State::Green,
        "before any job ran"
    );
    town.world.settle(at("2022-07-17 09:01"));
    assert_eq!(town.state(at("2022-07-17 09:02")), State::Green);

    let town = Town::new();
    let id = town.agreed(now);
    let all = town.all();
    let third = town.world.asked(&all, id);
    assert_eq!(third.member.office.division, code("330200"));
    town.agree(id, minutes_after(now, 60));
    assert_eq!(town.world.proposal_state(id), ProposalState::Confirmed);
    town.world.settle(at("2022-07-20 09:00"));
    assert_eq!(town.state(at("2022-07-20 09:00")), State::Red);
    assert!(
        town.world
            .told_of_orders(town.person, at("2022-07-20 09:00"))[0]
            .confirmed
    );
    assert_eq!(
        town.state(at("2022-07-28 00:00")),
        State::Green,
        "and ends by its date"
    );
}

#[test]
fn n_3_a_third_who_refuses_ends_it() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.agreed(now);
    let all = town.all();
    let third = town.world.asked(&all, id);
    town.world.refuse(third, id, now).unwrap();
    assert_eq!(town.world.proposal_state(id), ProposalState::Refused);
    assert_eq!(town.state(now), State::Green);
}

#[test]
fn n_3_nobody_approves_their_own_proposal_or_that_of_a_friend_who_was_not_drawn() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.proposed(now);
    let asked = town.world.asked(&town.all(), id).member.id;
    for official in &town.officials {
        if official.member.id == asked {
            continue;
        }
        let refused = town.world.agree(official, id, now).unwrap_err();
        let own = official.member.id == town.officials[0].member.id;
        let fits = match refused {
            Error::Proposal(Refusal::SameHands) => own,
            Error::Proposal(Refusal::NotAsked) => !own,
            // Whoever does not answer for the place is not told that it is there.
            Error::Unknown(Missing::Proposal) => official.member.office.division == code("330200"),
            _ => false,
        };
        assert!(fits, "{refused}");
    }
    assert_eq!(
        town.world.proposal_state(id),
        ProposalState::AwaitingApproval
    );
    assert_eq!(town.state(now), State::Green);
}

#[test]
fn n_3_a_signature_of_another_act_content_or_person_is_none() {
    let town = Town::new();
    let now = at(MORNING);
    let asked = red_for(&town.who, now.date());
    let (one, other) = (&town.officials[0], &town.officials[1]);
    let draft = wait(town.world.service.draft_proposal(&one.member, &asked, now)).unwrap();
    let key = (draft.id, draft.made);
    let send = |asked: &ProposalAsked, signed| {
        wait(
            town.world
                .service
                .propose(&one.member, asked, key, &signed, now),
        )
    };
    let by_another = send(&asked, other.signs(&draft.challenge));
    assert!(
        matches!(by_another, Err(Error::Unknown(_))),
        "a passkey of somebody else"
    );
    let of_another_content = ProposalAsked {
        why: "另一个理由".to_owned(),
        ..red_for(&town.who, now.date())
    };
    let changed = send(&of_another_content, one.signs(&draft.challenge));
    assert!(matches!(changed, Err(Error::Passkey(_))));
    let sign_in = send(&asked, one.signs(b"the challenge of a sign-in"));
    assert!(matches!(sign_in, Err(Error::Passkey(_))));
    let late = minutes_after(now, 11);
    let old = wait(town.world.service.propose(
        &one.member,
        &asked,
        key,
        &one.signs(&draft.challenge),
        late,
    ));
    assert!(
        matches!(old, Err(Error::Invalid(_))),
        "a draft is good for ten minutes"
    );
    let first = send(&asked, one.signs(&draft.challenge)).unwrap();
    let again = send(&asked, one.signs(&draft.challenge)).unwrap();
    assert_eq!(first.id, again.id, "sent twice it is one");
}

#[test]
fn n_3_outside_ones_division_nothing_is_proposed() {
    let town = Town::new();
    let now = at(MORNING);
    let elsewhere = ProposalAsked {
        place: code("420106"),
        ..red_for(&town.who, now.date())
    };
    let refused = town.world.propose(&town.officials[0], &elsewhere, now);
    assert!(matches!(refused, Err(Error::OutsideDivision)));
    let officer = town.world.official_as(9, 9, "policy_officer");
    let refused = town
        .world
        .propose(&officer, &red_for(&town.who, now.date()), now);
    assert!(
        matches!(refused, Err(Error::NotYourDuty)),
        "a policy officer orders nobody"
    );
}

#[test]
fn s2_4_a_proposal_says_the_same_whether_anybody_is_registered_or_not() {
    let town = Town::new();
    let now = at(MORNING);
    let stranger = applicant();
    let known = town
        .world
        .propose(&town.officials[0], &red_for(&town.who, now.date()), now);
    let unknown = town
        .world
        .propose(&town.officials[1], &red_for(&stranger, now.date()), now);
    let (known, unknown) = (known.unwrap(), unknown.unwrap());
    assert_eq!(known.effect, unknown.effect);
    assert_eq!(
        (known.state, known.held, known.waits_for),
        (unknown.state, unknown.held, unknown.waits_for.clone())
    );
    let id = number(&unknown);
    town.agree(id, now);
    assert_eq!(town.world.proposal_state(id), ProposalState::InForce);
    let again = town.world.register(&stranger, now);
    town.world.declare(again, &says("330100", "330106"), now);
    assert_eq!(town.world.rate(again, now).state, State::Green);
}

#[test]
fn n_3_what_came_to_nothing_waits_for_a_third_when_it_is_tried_again() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.proposed(now);
    town.world.withdraw(&town.officials[0], id, now).unwrap();
    let again = town.proposed(minutes_after(now, 10));
    town.agree(again, minutes_after(now, 20));
    assert_eq!(
        town.state(minutes_after(now, 20)),
        State::Green,
        "two are not enough"
    );
    town.agree(again, minutes_after(now, 30));
    assert_eq!(town.state(minutes_after(now, 30)), State::Red);
}

#[test]
fn who_does_not_answer_is_replaced_and_what_nobody_approves_expires() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.proposed(now);
    let first = town.world.asked(&town.all(), id).member.id;
    town.world.settle(minutes_after(now, 239));
    assert_eq!(town.world.asked(&town.all(), id).member.id, first);
    town.world.settle(minutes_after(now, 240));
    let all = town.all();
    let second = town.world.asked(&all, id);
    assert_ne!(second.member.id, first);
    let late = town
        .officials
        .iter()
        .find(|o| o.member.id == first)
        .unwrap();
    let refused = town.world.agree(late, id, minutes_after(now, 241));
    assert!(matches!(refused, Err(Error::Proposal(Refusal::NotAsked))));
    town.world.settle(minutes_after(now, 24 * 60));
    assert_eq!(town.world.proposal_state(id), ProposalState::Expired);
    let refused = town.world.agree(second, id, minutes_after(now, 24 * 60));
    assert!(matches!(refused, Err(Error::Proposal(Refusal::NotNow))));
}

#[test]
fn n_3_tasks_show_what_one_is_asked_and_nobody_else_reads_whom_it_is_about() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.proposed(now);
    let asked = town.world.asked(&town.all(), id).member.id;
    for official in &town.officials {
        let tasks = wait(town.world.service.proposals_for(&official.member, now)).unwrap();
        assert_eq!(tasks.len(), usize::from(official.member.id == asked));
        let seen = wait(town.world.service.proposal_seen(
            &official.member,
            id,
            Some("approval"),
            now,
        ));
        let hands = official.member.id == asked || official.login == "official1";
        let opened = seen.as_ref().is_ok_and(|seen| seen.subject.is_some());
        assert_eq!(opened, hands, "{:?}", official.member.id);
        let list = wait(town.world.service.proposals(&official.member, now)).unwrap();
        assert!(
            list.iter()
                .all(|seen| seen.subject.is_none() && seen.why.is_none())
        );
        let near = official.member.office.division == code("330100");
        assert_eq!(list.len(), usize::from(near || hands));
    }
}

#[test]
fn s2_4_the_person_reads_who_proposed_and_who_looked() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.agreed(now);
    let lines = wait(town.world.service.store().lines_of(town.person, None, 100)).unwrap();
    let staff = lines.iter().filter(|line| line.by.staff().is_some());
    let mut deeds: Vec<&str> = staff.map(|line| line.action.as_str()).collect();
    deeds.sort_unstable();
    deeds.dedup();
    assert_eq!(
        deeds,
        ["agree to proposal", "propose", "read proposal"],
        "{id:?}"
    );
}
