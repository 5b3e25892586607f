//! An event and the visits that it met die of age, half a year after they came; what rests on them is not taken back by that.

use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use domain::time::Instant;
use service::{Applicant, ContactStanding};

use crate::events::{NOW, train};
use crate::events_of_cases::{case, contact};
use crate::events_of_venues::ate;
use crate::proposals::Town;
use crate::support::{applicant, at, day, minutes_after, number, says, told, wait};

const DAY_MS: i64 = 86_400_000;

fn complete() -> OrderState {
    OrderState::Complete(day("2022-07-28"))
}

/// The third carriage of a train.
fn third_carriage() -> String {
    train("T1", "G7511", "2022-07-12", "3号车厢")
}

impl Town {
    /// Somebody who rode in the third carriage, with what they applied by.
    fn in_third_carriage(&self) -> (PersonId, Applicant) {
        let who = applicant();
        let person = self.world.register(&who, at("2022-07-11 09:00"));
        let words = says("330100", "330106").rode("G7511", "2022-07-12", "3车1A");
        self.world.declare(person, &words, at("2022-07-13 09:00"));
        (person, who)
    }

    /// Two weeks in quarantine with every check-in. On the fourth day an investigation names them a contact, where it is said by whom:
    /// the order that runs covers it.
    fn serves(&self, person: PersonId, named: Option<&Applicant>) {
        let world = &self.world;
        world.check_in_daily(person, day("2022-07-15"), day("2022-07-17"));
        if let Some(who) = named {
            self.names(who, at("2022-07-17 10:00"));
        }
        world.check_in_daily(person, day("2022-07-18"), day("2022-07-27"));
        world.review(at("2022-07-28 00:00"));
        assert_eq!(world.orders(person), [complete()]);
    }

    /// Somebody is a close contact of a case, as three say of both.
    fn names(&self, who: &Applicant, now: Instant) {
        let of = self
            .world
            .propose(&self.officials[0], &case(&self.who), now);
        let of = number(&of.unwrap());
        self.agree(of, now);
        self.agree(of, minutes_after(now, 30));
        let later = minutes_after(now, 90);
        let asked = contact(who, of);
        let seen = self.world.propose(&self.officials[0], &asked, later);
        let id = number(&seen.unwrap());
        self.agree(id, later);
        self.agree(id, minutes_after(later, 30));
    }

    /// So many days after the event all that is over is swept, and what everyone shares is read anew.
    fn outlives(&self, days: i64) -> Instant {
        let later = at(NOW).plus_ms(days * DAY_MS);
        wait(self.world.service.sweep(later)).unwrap();
        let publish = "UPDATE shared SET generation = generation + 1";
        self.world.tamper(1, publish, []);
        self.world.review(later);
        later
    }

    /// Whoever served their quarantine is free, and has it in writing.
    fn shows_free(&self, person: PersonId, now: Instant) {
        assert_eq!(told(&self.world.rate(person, now)), "green []");
        assert_eq!(self.world.orders(person), [complete()]);
        let service = &self.world.service;
        wait(service.ensure_signing_keys(now)).unwrap();
        let certificate = wait(service.release_certificate(person, now)).unwrap();
        assert_eq!(certificate.free, day("2022-07-28"));
    }
}

#[test]
fn n_8_a_quarantine_that_was_served_stays_served_when_the_event_dies_of_age() {
    let (town, now) = (Town::new(), at(NOW));
    let (named, who) = town.in_third_carriage();
    let (other, _) = town.in_third_carriage();
    town.events(&[third_carriage()], now);
    town.serves(named, Some(&who));
    let later = town.outlives(181);
    assert_eq!(town.contacts(named, later).exposures.len(), 1, "the naming");
    town.shows_free(named, later);
    // Who did not check in is held for as long as they do not.
    assert_eq!(town.world.rate(other, later).state, State::Red);
    assert_eq!(town.world.orders(other), [OrderState::Open]);
    let read = town.contacts(other, later);
    assert_eq!(read.standing, ContactStanding::Outlived);
    assert!(read.to_do[0].en.contains("check in"), "{:?}", read.to_do);
}

#[test]
fn n_8_a_certificate_is_printed_after_the_event_died_of_age() {
    let (town, now) = (Town::new(), at(NOW));
    let (person, _) = town.in_third_carriage();
    town.events(&[third_carriage()], now);
    town.serves(person, None);
    let later = town.outlives(181);
    town.shows_free(person, later);
}

#[test]
fn n_8_a_quarantine_that_was_served_stays_served_when_the_visit_is_forgotten() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let who = applicant();
    let person = town.world.register(&who, at("2022-07-11 09:00"));
    let home = says("330100", "330106");
    town.world.declare(person, &home, at("2022-07-11 09:00"));
    town.visit(person, 1, ("2022-07-12 12:20", Some("2022-07-12 13:10")));
    town.bring(&[&ate("12:00", "13:00")], now);
    town.serves(person, Some(&who));
    let later = town.outlives(181);
    assert!(town.world.record(person).visits.is_empty());
    town.shows_free(person, later);
}

#[test]
fn n_8_an_event_that_is_taken_back_in_its_life_takes_back_what_was_served_by_it() {
    let (town, now) = (Town::new(), at(NOW));
    let (person, _) = town.in_third_carriage();
    town.events(&[third_carriage()], now);
    town.serves(person, None);
    town.events(&["T1,,,,,,,,,,yes".to_owned()], at("2022-12-11 09:00"));
    town.world.rate(person, at("2022-12-11 09:01"));
    let withdrawn = [OrderState::Withdrawn(day("2022-12-11"))];
    assert_eq!(town.world.orders(person), withdrawn);
    let later = town.outlives(181);
    assert_eq!(town.world.rate(person, later).state, State::Green);
    assert_eq!(town.world.orders(person), withdrawn);
}
