//! Who may be the second to find that a disputed visit is not so: somebody of another office than the first, while there is one.

use domain::appeal::{AppealRefusal, AppealState};
use domain::ids::{AppealId, PersonId};
use domain::state::State;
use domain::time::Instant;
use service::{AppealSeen, Error};

use crate::appeals::{DAY, reject};
use crate::events_disputed::granting;
use crate::events_disputed_again::ate_in;
use crate::events_of_venues::{NOW, ate};
use crate::proposals::Town;
use crate::support::{Official, at, minutes_after, wait};

/// A guest whom an event made red, and their dispute, which one reviewer of office 9 has found right.
struct Found {
    town: Town,
    guest: PersonId,
    id: AppealId,
    now: Instant,
    first: Official,
}

impl Found {
    fn new() -> Self {
        let (town, now) = (Town::with_restaurant(), at(NOW));
        let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
        town.bring(&[&ate("12:00", "13:00")], now);
        let id = town.disputed(guest, now);
        let first = town.world.official_as(9, 9, "reviewer");
        let seen = town.answer(&first, id, &granting(), now).unwrap();
        assert_eq!((seen.state, seen.lifting), (AppealState::Waiting, true));
        Self {
            town,
            guest,
            id,
            now,
            first,
        }
    }

    fn seen(&self, by: &Official, now: Instant) -> AppealSeen {
        let service = &self.town.world.service;
        wait(service.appeal_seen(&by.member, self.id, None, now)).unwrap()
    }

    fn is_refused(&self, by: &Official, now: Instant) -> bool {
        let answer = self.town.answer(by, self.id, &granting(), now);
        matches!(answer, Err(Error::Appeal(AppealRefusal::SameOffice)))
    }
}

#[test]
fn n_3_a_visit_that_colours_is_not_set_aside_by_two_of_one_office_while_another_may_answer() {
    let found = Found::new();
    let (town, now, late) = (&found.town, found.now, minutes_after(found.now, DAY));
    let colleague = town.world.official_as(29, 9, "reviewer");
    // The province's reviewers read the appeals of its cities.
    let province = town.world.official_as(20, 20, "reviewer");
    for when in [now, late] {
        assert!(found.is_refused(&colleague, when));
        let seen = found.seen(&colleague, when);
        assert!(seen.same_office && !seen.own_hands);
        assert!(!found.seen(&province, when).same_office);
    }
    assert_eq!(town.colour(found.guest, late), State::Red);
    let seen = town.answer(&province, found.id, &granting(), late).unwrap();
    assert_eq!(seen.state, AppealState::Granted);
    assert_eq!(town.colour(found.guest, late), State::Green);
}

#[test]
fn n_3_where_one_office_alone_has_reviewers_its_second_agrees_once_the_clock_has_run_out() {
    let found = Found::new();
    let (town, now, late) = (&found.town, found.now, minutes_after(found.now, DAY));
    let colleague = town.world.official_as(29, 9, "reviewer");
    // Whoever signed the event, and an office of another city, are no other office that may answer.
    town.world.official_as(31, 1, "reviewer");
    town.world.official_as(32, 10, "reviewer");
    assert!(found.is_refused(&colleague, now));
    assert!(found.seen(&colleague, now).same_office);
    assert!(!found.seen(&colleague, late).same_office);
    assert!(matches!(
        town.answer(&found.first, found.id, &granting(), late),
        Err(Error::Appeal(AppealRefusal::SameHands))
    ));
    let seen = town
        .answer(&colleague, found.id, &granting(), late)
        .unwrap();
    assert_eq!(seen.state, AppealState::Granted);
    assert_eq!(town.colour(found.guest, late), State::Green);
    let store = town.world.service.store();
    let lines = wait(store.lines_of(found.guest, None, 100)).unwrap();
    let loud = |line: &storage::LogLine| line.action == "answer appeal in one office";
    assert!(lines.iter().any(loud));
}

#[test]
fn n_3_two_of_one_office_set_a_visit_aside_for_good_at_no_moment_either() {
    let found = Found::new();
    let (town, guest) = (&found.town, found.guest);
    // For a while the event makes a general contact, of whom one is enough.
    let milder = minutes_after(found.now, 30);
    town.brought(&ate_in("二楼"), milder);
    assert_eq!(town.colour(guest, milder), State::Green);
    let colleague = town.world.official_as(29, 9, "reviewer");
    let seen = town
        .answer(&colleague, found.id, &granting(), milder)
        .unwrap();
    assert_eq!(seen.state, AppealState::Granted);
    let aside = town.world.record(guest).visits[0].set_aside.unwrap();
    assert!(!aside.by_two, "two of one office are one");
    assert!(town.contacts(guest, milder).exposures.is_empty());
    // Everybody was together after all.
    let later = minutes_after(found.now, 60);
    town.brought(&ate_in(""), later);
    assert_eq!(town.colour(guest, later), State::Red, "it counts again");
}

#[test]
fn n_3_a_colleague_of_the_first_may_say_that_a_disputed_visit_stays() {
    let found = Found::new();
    let (town, now) = (&found.town, found.now);
    let colleague = town.world.official_as(29, 9, "reviewer");
    let seen = town.answer(&colleague, found.id, &reject(), now).unwrap();
    assert_eq!(seen.state, AppealState::Rejected);
    assert_eq!(town.colour(found.guest, now), State::Red);
}
