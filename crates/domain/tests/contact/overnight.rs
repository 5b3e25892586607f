//! Journeys over midnight, and those of which only a part lies in the infectious window.

use domain::contact::{
    Aboard, Contact, ContactClass, ConveyanceKind, Event, IndexPerson, Leg, Legs, Missing,
    Prepared, Second, Unfit, Where,
};

use crate::support::{aboard, at, date, leg, leg_contacts, of_leg, on, rules};
use ContactClass::{Close, General};
use ConveyanceKind::{Ship, Train};

/// From one evening to the next morning.
fn night(from: &str, to: &str) -> (Second, Second) {
    (on("2020-01-22", from), on("2020-01-23", to))
}

fn of_onset(case: &Aboard, onset: &str) -> Event {
    Event {
        of: IndexPerson::Case,
        onset: Some(date(onset)),
        place: Where::Aboard(case.clone()),
    }
}

/// What one leg is to a case with this onset.
fn with_onset(case: &Aboard, onset: &str, leg: &Leg) -> Option<Contact> {
    let event = of_onset(case, onset);
    let prepared = Prepared::of(rules(), 0, &event).unwrap();
    let mut legs = Legs::default();
    legs.push(leg);
    let mut found = Vec::new();
    legs.index().contacts(&prepared, &mut found);
    found.pop()
}

#[test]
fn s2_15_over_midnight_a_later_date_says_only_that_they_may_have_been_aboard() {
    let mut case = aboard(Train, "K458", "13号车厢");
    case.last_date = date("2020-01-23");
    let mut other = leg(Train, "K458", "13车5号");
    assert_eq!(
        of_leg(&case, &other),
        Some((Close, "train-sealed-carriage", None))
    );
    other.date = date("2020-01-23");
    let may = Some((General, "train-sealed-carriage", Some(Missing::Times)));
    assert_eq!(of_leg(&case, &other), may);
    case.times = Some(night("20:00", "08:00"));
    other.times = Some((on("2020-01-23", "01:00"), on("2020-01-23", "09:00")));
    assert_eq!(
        of_leg(&case, &other),
        Some((Close, "train-sealed-carriage", None))
    );
    other.date = date("2020-01-24");
    assert_eq!(of_leg(&case, &other), None);
}

#[test]
fn s2_15_a_journey_before_the_case_was_infectious_makes_no_contacts() {
    let of = |onset: &str| {
        let event = Event {
            of: IndexPerson::Case,
            onset: Some(date(onset)),
            place: Where::Aboard(aboard(Train, "K458", "13号车厢")),
        };
        Prepared::of(rules(), 0, &event).err()
    };
    assert_eq!(of("2020-01-24"), None, "two days before onset");
    assert_eq!(of("2020-01-25"), Some(Unfit::NotInfectious));
}

#[test]
fn s2_15_who_boards_after_midnight_is_found_by_the_hour_of_arrival_alone() {
    let mut case = aboard(Train, "K458", "13号车厢");
    case.times = Some(night("22:00", "08:00"));
    let mut other = leg(Train, "K458", "13车5号");
    other.date = date("2020-01-23");
    let of = |other: &Leg| leg_contacts(&case, std::slice::from_ref(other));
    let may = of(&other);
    assert_eq!(
        (may[0].class, may[0].missing),
        (General, Some(Missing::Times)),
        "without last_date, and without times of the other"
    );
    other.times = Some((on("2020-01-23", "07:59"), on("2020-01-23", "12:00")));
    assert_eq!((of(&other)[0].class, of(&other)[0].overlap_s), (Close, 60));
    other.times = Some((on("2020-01-23", "08:00"), on("2020-01-23", "12:00")));
    assert_eq!(of(&other), []);
    case.times = Some(night("22:00", "00:00"));
    other.times = None;
    assert_eq!(
        leg_contacts(&case, &[other]),
        [],
        "who arrives at midnight does so on the day before"
    );
}

#[test]
fn s2_15_who_boarded_the_evening_before_is_found_by_a_case_who_boards_after_midnight() {
    let mut case = aboard(Train, "K458", "13号车厢");
    case.date = date("2020-01-23");
    case.last_date = case.date;
    case.times = Some((on("2020-01-23", "02:00"), on("2020-01-23", "09:00")));
    let mut other = leg(Train, "K458", "13车5号");
    assert_eq!(of_leg(&case, &other), None, "the train of the day before");
    other.times = Some(night("20:00", "02:00"));
    assert_eq!(of_leg(&case, &other), None);
    other.times = Some(night("20:00", "02:01"));
    let found = leg_contacts(&case, std::slice::from_ref(&other));
    assert_eq!((found[0].class, found[0].overlap_s), (Close, 60));
    case.times = None;
    let may = Some((General, "train-sealed-carriage", Some(Missing::Times)));
    assert_eq!(of_leg(&case, &other), may);
}

#[test]
fn s2_15_times_are_missing_only_where_they_would_make_somebody_closer() {
    let mut case = aboard(Train, "K458", "13号车厢");
    case.last_date = date("2020-01-23");
    let mut other = leg(Train, "K458", "12车5号");
    other.date = date("2020-01-23");
    assert_eq!(
        of_leg(&case, &other),
        Some((General, "train-sealed-rest", None)),
        "another carriage is general on every day"
    );
}

#[test]
fn s2_15_of_a_journey_only_the_part_in_the_infectious_window_counts() {
    let mut case = aboard(Train, "K458", "13号车厢");
    case.times = Some(night("20:00", "08:00"));
    let mut other = leg(Train, "K458", "13车5号");
    let of = |case: &Aboard, other: &Leg| {
        // Infectious from midnight of the 23rd on.
        let found = with_onset(case, "2020-01-25", other)?;
        Some((found.class, found.missing, found.overlap_s))
    };
    other.times = Some(night("21:00", "00:00"));
    assert_eq!(of(&case, &other), None, "who alighted at midnight");
    other.times = Some(night("21:00", "00:01"));
    assert_eq!(of(&case, &other), Some((Close, None, 60)));
    other.times = None;
    let may = Some((General, Some(Missing::Times), 0));
    assert_eq!(of(&case, &other), may, "they may have alighted before");
    let before = with_onset(&case, "2020-01-24", &other).unwrap();
    assert_eq!(
        (before.class, before.missing),
        (Close, None),
        "the whole of it"
    );

    case.times = None;
    case.last_date = date("2020-01-23");
    assert_eq!(of(&case, &other), may);
    other.times = Some((at("21:00"), at("23:00")));
    assert_eq!(of(&case, &other), None, "they had alighted");
}

#[test]
fn s2_15_an_onset_that_no_second_reaches_is_refused_and_not_forgotten() {
    let case = aboard(Ship, "长江之星", "3012舱");
    for onset in ["2020-01-25", "2107-01-01", "9999-12-31"] {
        let event = of_onset(&case, onset);
        let said = Prepared::of(rules(), 0, &event).err();
        assert_eq!(said, Some(Unfit::NotInfectious), "{onset}");
    }
    let event = of_onset(&case, "1969-01-01");
    assert_eq!(Prepared::of(rules(), 0, &event).err(), None);
}
