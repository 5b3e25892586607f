//! What one reviewer alone set aside counts again as soon as it colours, what was taken back before anybody answered closes nothing,
//! and who found a dispute right answers no other about the same.

use domain::appeal::{AppealRefusal, AppealState};
use domain::ids::{AppealId, PersonId};
use domain::state::State;
use domain::time::Instant;
use service::{ContactStanding, Error, ProposalAsked};

use crate::appeals::{DAY, reject};
use crate::events::asked_for;
use crate::events_disputed::{COUGHING_CONTACTS, SHOPPED, granting};
use crate::events_of_venues::{NOW, ate};
use crate::proposals::Town;
use crate::support::{at, minutes_after, number, says, wait};

/// A case ate there at noon, in a room where one is named.
pub(crate) fn ate_in(room: &str) -> ProposalAsked {
    let head = "id,kind,venue,place,room,from,to,register";
    let times = "2022-07-12 12:00,2022-07-12 13:00";
    asked_for(format!(
        "{head}\nR1,venue,知味观,restaurant,{room},{times},4711\n"
    ))
}

impl Town {
    pub(crate) fn brought(&self, asked: &ProposalAsked, now: Instant) {
        let seen = self.world.propose(&self.officials[0], asked, now);
        self.agree(number(&seen.unwrap()), now);
    }

    /// One reviewer is enough for a visit that colours nothing.
    pub(crate) fn granted_by_one(&self, guest: PersonId, now: Instant) {
        let id = self.disputed(guest, now);
        let reviewer = self.world.official_as(9, 9, "reviewer");
        let seen = self.answer(&reviewer, id, &granting(), now).unwrap();
        assert_eq!((seen.state, seen.lifting), (AppealState::Granted, false));
        assert!(self.contacts(guest, now).exposures.is_empty());
    }

    fn takes_back(&self, person: PersonId, id: AppealId, now: Instant) {
        wait(self.world.service.withdraw_appeal(person, id, now)).unwrap();
    }
}

#[test]
fn n_3_a_visit_that_one_set_aside_counts_again_once_the_event_makes_it_close() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.brought(&ate_in("二楼"), now);
    let read = town.contacts(guest, now);
    assert_eq!(read.standing, ContactStanding::General);
    assert!(read.exposures[0].missing_text.is_some(), "may be closer");
    assert_eq!(town.colour(guest, now), State::Green);
    town.granted_by_one(guest, now);
    // The same again changes nothing; without the room everybody was together.
    let again = minutes_after(now, 30);
    town.brought(&ate_in("三楼"), again);
    assert!(town.contacts(guest, again).exposures.is_empty());
    let later = minutes_after(now, 60);
    town.brought(&ate_in(""), later);
    assert_eq!(town.colour(guest, later), State::Red);
    let read = town.contacts(guest, later);
    assert_eq!(read.standing, ContactStanding::Close);
    let appeal = read.exposures[0].appeal.as_ref().unwrap();
    assert!(appeal.standing.en.contains("counts again"));
    // It is disputed again, and two find it, of whom the first reviewer is none.
    let id = town.disputed(guest, later);
    let before = town.world.official_as(39, 9, "reviewer");
    town.answer(&before, id, &granting(), later).unwrap();
    assert_eq!(town.colour(guest, later), State::Red, "one frees nobody");
    let second = town.world.official_as(28, 8, "reviewer");
    let seen = town.answer(&second, id, &granting(), later).unwrap();
    assert_eq!(seen.state, AppealState::Granted);
    assert_eq!(town.colour(guest, later), State::Green);
    // What two set aside stays so.
    let last = minutes_after(now, 120);
    town.bring(&[&ate("12:00", "13:30").replace("R1", "R2")], last);
    assert_eq!(town.colour(guest, last), State::Green);
}

#[test]
fn n_3_a_visit_that_one_set_aside_counts_again_once_another_case_was_there() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.brought(&ate_in("二楼"), now);
    town.granted_by_one(guest, now);
    let later = minutes_after(now, 60);
    town.bring(&[&ate("12:30", "13:30").replace("R1", "R2")], later);
    assert_eq!(town.colour(guest, later), State::Red);
    let id = town.disputed(guest, later);
    let reviewer = town.world.official_as(39, 8, "reviewer");
    let seen = wait(
        town.world
            .service
            .appeal_seen(&reviewer.member, id, Some("appeal"), later),
    );
    let exposures = seen.unwrap().opened.unwrap().exposures;
    assert_eq!(exposures.len(), 2, "granting takes all of them");
    // Both events are taken back: nothing is left to answer.
    let last = minutes_after(now, 90);
    town.bring(&["R1,,,,,,,,,,,yes", "R2,,,,,,,,,,,yes"], last);
    let over = minutes_after(later, DAY);
    town.settle(over);
    let told = wait(town.world.service.appeals_told(guest, over)).unwrap();
    let state = |id: AppealId| {
        let found = told.iter().find(|one| one.id == id.0.to_string());
        found.unwrap().state
    };
    assert_eq!(state(id), AppealState::Over);
}

#[test]
fn n_3_a_visit_that_one_set_aside_counts_again_once_a_symptom_colours_by_it() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let home = says("330100", "330106");
    let guest = town.in_shop(&home);
    let service = &town.world.service;
    wait(service.publish_policy(COUGHING_CONTACTS, now, |_| {})).unwrap();
    town.bring(&[SHOPPED], now);
    town.granted_by_one(guest, now);
    assert_eq!(town.colour(guest, now), State::Green);
    let later = minutes_after(now, 60);
    let coughing = says("330100", "330106").coughs();
    town.world.declare(guest, &coughing, later);
    assert_eq!(town.colour(guest, later), State::Red);
    let read = town.contacts(guest, later);
    assert_eq!(read.standing, ContactStanding::General);
    let effects = &read.exposures[0].effects;
    assert!(!effects.is_empty(), "the page says what rests on it");
}

#[test]
fn n_3_a_visit_that_one_set_aside_counts_again_once_another_policy_colours_by_it() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.in_shop(&says("330100", "330106").coughs());
    town.bring(&[SHOPPED], now);
    let before = town.colour(guest, now);
    assert_ne!(before, State::Red);
    town.granted_by_one(guest, now);
    let later = minutes_after(now, 60);
    let service = &town.world.service;
    wait(service.publish_policy(COUGHING_CONTACTS, later, |_| {})).unwrap();
    assert_eq!(town.colour(guest, later), State::Red);
}

#[test]
fn n_3_disputes_that_were_taken_back_before_anybody_answered_close_nothing() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    for minute in 0..3 {
        let then = minutes_after(now, minute);
        let id = town.disputed(guest, then);
        town.takes_back(guest, id, then);
    }
    let then = minutes_after(now, 3);
    let id = town.disputed(guest, then);
    let first = town.world.official_as(9, 9, "reviewer");
    let seen = town.answer(&first, id, &granting(), then).unwrap();
    assert!(seen.lifting, "the fourth is heard");
}

#[test]
fn n_3_disputes_are_taken_back_so_often_and_no_oftener() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    for _ in 0..20 {
        let id = town.disputed(guest, now);
        town.takes_back(guest, id, now);
    }
    let Err(Error::Invalid(problems)) = town.tries_to_dispute(guest, now) else {
        panic!("it is refused");
    };
    assert!(problems[0].text.en.contains("taken back 20 times"));
}

#[test]
fn n_3_who_found_a_dispute_right_answers_no_other_about_the_same() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    let first = town.world.official_as(9, 9, "reviewer");
    let second = town.world.official_as(28, 8, "reviewer");
    let is_refused = |id: AppealId, now: Instant| {
        let answer = town.answer(&first, id, &granting(), now);
        matches!(answer, Err(Error::Appeal(AppealRefusal::SameHands)))
    };
    let id = town.disputed(guest, now);
    town.answer(&first, id, &granting(), now).unwrap();
    let seen = town.answer(&second, id, &reject(), now).unwrap();
    assert_eq!(seen.state, AppealState::Rejected);
    let then = minutes_after(now, 1);
    let id = town.disputed(guest, then);
    assert!(is_refused(id, then), "found, and then rejected by another");
    // Found by somebody, and then taken back by its person.
    let third = town.world.official_as(27, 7, "reviewer");
    town.answer(&third, id, &granting(), then).unwrap();
    town.takes_back(guest, id, then);
    let last = minutes_after(now, 2);
    let id = town.disputed(guest, last);
    assert!(is_refused(id, last));
    let again = town.answer(&third, id, &granting(), last);
    assert!(matches!(
        again,
        Err(Error::Appeal(AppealRefusal::SameHands))
    ));
}
