//! Disputing a visit that an event met: answered by who had no part in the event, and set aside for good where it is granted.

use domain::appeal::{AppealRefusal, AppealState, Contested};
use domain::ids::{AppealId, PersonId, VenueId};
use domain::state::State;
use domain::time::Instant;
use domain::venue::VenueKind;
use service::{
    AppealAnswer, AppealAsked, AppealTold, ContactStanding, ContestedKind, Error, ExposureTold,
};

use crate::appeals::{DAY, asked, reject};
use crate::events_of_venues::{NOW, ate};
use crate::leads::Household;
use crate::proposals::Town;
use crate::support::{Words, at, code, minutes_after, says, wait};

const SHOP: VenueId = VenueId(4_712);
/// A case was in the shop.
pub(crate) const SHOPPED: &str =
    "S1,venue,,,,,文具店,other,2022-07-12 12:00,2022-07-12 13:00,4712,";
/// Hangzhou colours a general contact who coughs.
pub(crate) const COUGHING_CONTACTS: &str = r#"
jurisdiction = "330100"
inherits = "330000"
version = "coughing contacts"
effective = 2022-07-14

[[rule]]
id     = "coughing-contact"
when   = { exposure = "general", symptoms = 1, within_days = 14 }
colour = "red"
review = 2027-01-01
reason.zh = "一般接触者有症状"
reason.en = "A general contact with a symptom"

[[rule.test]]
today  = 2022-07-14
facts  = { exposures = [{ class = "general", on = 2022-07-12, recorded = 2022-07-14 }], symptoms = [{ on = 2022-07-11, recorded = 2022-07-11, new = ["dry_cough"] }] }
expect = { colour = "red" }
"#;

/// What the person says of one exposure.
fn about(told: &ExposureTold) -> AppealAsked {
    let id = |text: &String| text.parse::<i64>().unwrap();
    let visit = told
        .visit
        .as_ref()
        .map(|visit| Contested::Visit(id(&visit.id)));
    let naming = told.proposal.as_ref();
    let naming = naming.map(|proposal| Contested::Naming(domain::ids::ProposalId(id(proposal))));
    AppealAsked {
        about: visit.or(naming),
        ..asked("当时已经离开")
    }
}

impl Town {
    fn disputes(
        &self,
        person: PersonId,
        asked: &AppealAsked,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        wait(self.world.service.appeal(person, asked, now))
    }

    /// A guest whom an event met disputes their visit.
    pub(crate) fn disputed(&self, person: PersonId, now: Instant) -> AppealId {
        let asked = about(&self.contacts(person, now).exposures[0]);
        self.disputes(person, &asked, now).unwrap();
        asked.id
    }

    pub(crate) fn tries_to_dispute(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        let asked = about(&self.contacts(person, now).exposures[0]);
        self.disputes(person, &asked, now)
    }

    /// Somebody of Hangzhou was in the shop.
    pub(crate) fn in_shop(&self, home: &Words) -> PersonId {
        self.opens(SHOP, VenueKind::Shop, "文具店");
        let guest = self.world.who(home, at("2022-07-11 09:00"));
        let there = ("2022-07-12 12:20", Some("2022-07-12 12:40"));
        self.visit_at(SHOP, guest, 1, there);
        guest
    }

    /// Reviewers find that the visit was not so: of one that colours, two.
    fn grant(&self, id: AppealId, now: Instant) {
        let reviewer = self.world.official_as(9, 9, "reviewer");
        let mut seen = self.answer(&reviewer, id, &granting(), now).unwrap();
        if seen.lifting {
            let second = self.world.official_as(28, 8, "reviewer");
            seen = self.answer(&second, id, &granting(), now).unwrap();
        }
        assert_eq!((seen.state, seen.lifting), (AppealState::Granted, false));
    }
}

pub(crate) fn granting() -> AppealAnswer {
    AppealAnswer::Grant("核实当时不在".to_owned(), vec![])
}

/// The field that is refused.
fn field(refused: Result<Vec<AppealTold>, Error>) -> String {
    match refused {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn n_3_a_visit_that_colours_is_set_aside_by_two_who_read_all_that_would_go() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    let later = minutes_after(now, 60);
    town.bring(&[&ate("12:30", "13:30").replace("R1", "R2")], later);
    let id = town.disputed(guest, later);
    let first = town.world.official_as(9, 9, "reviewer");
    let service = &town.world.service;
    let seen = wait(service.appeal_seen(&first.member, id, Some("appeal"), later)).unwrap();
    assert_eq!(seen.opened.unwrap().exposures.len(), 2);
    let seen = town.answer(&first, id, &granting(), later).unwrap();
    assert_eq!(seen.state, AppealState::Waiting);
    assert!(seen.lifting && seen.own_hands);
    assert_eq!(town.colour(guest, later), State::Red, "one frees nobody");
    for answer in [granting(), reject()] {
        assert!(matches!(
            town.answer(&first, id, &answer, later),
            Err(Error::Appeal(AppealRefusal::SameHands))
        ));
    }
    let second = town.world.official_as(28, 8, "reviewer");
    let seen = town.answer(&second, id, &granting(), later).unwrap();
    assert_eq!(seen.state, AppealState::Granted);
    assert_eq!(town.colour(guest, later), State::Green);
    assert!(town.contacts(guest, later).exposures.is_empty());
}

#[test]
fn n_3_a_visit_by_which_a_rule_colours_a_general_contact_is_set_aside_by_two() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.in_shop(&says("330100", "330106").coughs());
    let service = &town.world.service;
    wait(service.publish_policy(COUGHING_CONTACTS, now, |_| {})).unwrap();
    town.bring(&[SHOPPED], now);
    let read = town.contacts(guest, now);
    assert_eq!(read.standing, ContactStanding::General);
    assert_eq!(town.colour(guest, now), State::Red);
    let id = town.disputed(guest, now);
    let first = town.world.official_as(9, 9, "reviewer");
    let seen = town.answer(&first, id, &granting(), now).unwrap();
    assert_eq!((seen.state, seen.lifting), (AppealState::Waiting, true));
    assert_eq!(town.colour(guest, now), State::Red, "one frees nobody");
    let second = town.world.official_as(28, 8, "reviewer");
    let seen = town.answer(&second, id, &granting(), now).unwrap();
    assert_eq!(seen.state, AppealState::Granted);
    assert_ne!(town.colour(guest, now), State::Red);
}

#[test]
fn n_3_whoever_disputes_a_visit_does_not_choose_the_city_that_answers() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let elsewhere = says("330200", "330106").visitor();
    town.world
        .declare(guest, &elsewhere, at("2022-07-13 09:00"));
    town.bring(&[&ate("12:00", "13:00")], now);
    let read = town.contacts(guest, now);
    assert!(
        read.exposures[0].effects.len() > 1,
        "not one city alone colours"
    );
    assert_eq!(read.exposures[0].answers.as_ref().unwrap().code, "330100");
    let chosen = AppealAsked {
        jurisdiction: code("330200"),
        ..about(&read.exposures[0])
    };
    assert_eq!(field(town.disputes(guest, &chosen, now)), "city");
    let told = town.disputes(guest, &about(&read.exposures[0]), now);
    assert_eq!(told.unwrap().len(), 1);
}

#[test]
fn n_5_a_disputed_visit_that_is_granted_is_held_against_no_event_again() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let other = town.guest(2, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    assert_eq!(town.colour(guest, now), State::Red);
    let id = town.disputed(guest, now);
    assert_eq!(
        town.colour(guest, now),
        State::Red,
        "saying so is not enough"
    );
    let read = town.contacts(guest, now);
    let appeal = read.exposures[0].appeal.as_ref().unwrap();
    assert_eq!(appeal.state, AppealState::Waiting);
    town.grant(id, now);
    assert_eq!(town.colour(guest, now), State::Green);
    assert!(town.contacts(guest, now).exposures.is_empty());
    assert_eq!(town.colour(other, now), State::Red, "of nobody else");
    let store = town.world.service.store();
    let lines = wait(store.lines_of(guest, None, 100)).unwrap();
    assert!(lines.iter().any(|line| line.action == "answer appeal"));
    // The same event again with a longer time, and another one of the same day.
    let later = minutes_after(now, 60);
    town.bring(&[&ate("12:00", "13:30")], later);
    assert_eq!(town.colour(guest, later), State::Green);
    let another = ate("12:00", "13:00").replace("R1", "R2");
    let last = minutes_after(now, 120);
    town.bring(&[&another], last);
    assert_eq!(town.colour(guest, last), State::Green);
    assert_eq!(town.colour(other, last), State::Red);
    // Another visit of theirs is one of its own.
    town.visit(guest, 7, ("2022-07-13 12:20", None));
    let next_day = ate("12:00", "13:00").replace("R1", "R3");
    let next_day = next_day.replace("2022-07-12", "2022-07-13");
    town.bring(&[&next_day], minutes_after(now, 180));
    assert_eq!(town.colour(guest, minutes_after(now, 180)), State::Red);
}

#[test]
fn n_5_whoever_signed_the_event_or_sits_in_their_office_does_not_answer_a_dispute() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    let id = town.disputed(guest, now);
    let colleague = town.world.official_as(21, 1, "reviewer");
    for answer in [reject(), AppealAnswer::Grant("认识".to_owned(), vec![])] {
        let refused = town.answer(&colleague, id, &answer, now);
        assert!(matches!(
            refused,
            Err(Error::Appeal(AppealRefusal::SameHands))
        ));
    }
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let service = &town.world.service;
    let seen = wait(service.appeal_seen(&reviewer.member, id, Some("appeal"), now)).unwrap();
    assert_eq!(seen.contests[0].kind, ContestedKind::Visit);
    assert!(!seen.own_hands);
    let exposure = seen.opened.unwrap().exposures.remove(0);
    assert_eq!(exposure.event.unwrap().venue, "知味观");
    town.answer(&reviewer, id, &reject(), now).unwrap();
    assert_eq!(town.colour(guest, now), State::Red);
    // A rule found it by what the person scanned: an answer that is late is counted, and suspends nothing.
    let again = minutes_after(now, 1);
    town.disputed(guest, again);
    let over = minutes_after(again, DAY);
    town.settle(over);
    assert_eq!(town.colour(guest, over), State::Red);
}

#[test]
fn n_5_an_exposure_that_colours_nobody_is_disputed_too() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.in_shop(&says("330100", "330106"));
    town.bring(&[SHOPPED], now);
    let read = town.contacts(guest, now);
    assert_eq!(read.standing, ContactStanding::General);
    assert_eq!(town.colour(guest, now), State::Green);
    assert_eq!(read.exposures[0].answers.as_ref().unwrap().code, "330100");
    let id = town.disputed(guest, now);
    town.grant(id, now);
    let read = town.contacts(guest, now);
    assert_eq!(read.standing, ContactStanding::NothingDeclared);
}

#[test]
fn n_5_what_concerns_nobody_and_what_waits_already_is_not_disputed() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    let own = about(&town.contacts(guest, now).exposures[0]);
    assert_eq!(field(town.disputes(town.person, &own, now)), "about");
    town.disputes(guest, &own, now).unwrap();
    let again = about(&town.contacts(guest, now).exposures[0]);
    assert_eq!(field(town.disputes(guest, &again, now)), "city");
    // An event that is taken back leaves nothing to answer.
    town.bring(&["R1,,,,,,,,,,,yes"], minutes_after(now, 5));
    let over = minutes_after(now, DAY);
    town.settle(over);
    let told = wait(town.world.service.appeals_told(guest, over)).unwrap();
    assert_eq!(told[0].state, AppealState::Over);
}

#[test]
fn n_5_being_named_is_disputed_from_where_it_is_read_and_is_told_while_it_is_suspended() {
    let home = Household::new().confirmed();
    let (town, now) = (&home.town, home.now);
    town.agree(home.id, now);
    let named = &town.contacts(home.person, now).exposures[0];
    assert_eq!(named.proposal, Some(home.id.0.to_string()));
    let asked = about(named);
    town.disputes(home.person, &asked, now).unwrap();
    let over = minutes_after(now, DAY);
    town.settle(over);
    assert_eq!(home.state(over), State::Green);
    let read = town.contacts(home.person, over);
    assert_eq!(read.standing, ContactStanding::NothingDeclared);
    let appeal = read.exposures[0].appeal.as_ref().unwrap();
    assert!(appeal.suspends && read.exposures[0].effects.is_empty());
}

#[test]
fn n_3_whoever_disputes_a_naming_does_not_choose_the_city_that_answers() {
    let home = Household::new().confirmed();
    let (town, now) = (&home.town, home.now);
    town.agree(home.id, now);
    let elsewhere = says("330200", "330106").visitor();
    town.world.declare(home.person, &elsewhere, now);
    let named = &town.contacts(home.person, now).exposures[0];
    assert!(named.effects.len() > 1, "not one city alone colours");
    assert_eq!(named.answers.as_ref().unwrap().code, "330100");
    let chosen = AppealAsked {
        jurisdiction: code("330200"),
        ..about(named)
    };
    assert_eq!(field(town.disputes(home.person, &chosen, now)), "city");
    let told = town.disputes(home.person, &about(named), now);
    assert_eq!(told.unwrap().len(), 1);
}
