//! What the rules make of stays at venues, to the second.

use domain::contact::{
    Contact, ContactClass, Event, IndexPerson, Missing, PlaceKind, Prepared, Unfit, Visits, Where,
    is_held,
};

use crate::support::{at, date, of_a_case, of_visit, rules, stay, visit, visit_contacts};
use ContactClass::{Close, General, Secondary};
use PlaceKind::{Canteen, Household, Office, Other, Restaurant};

#[test]
fn s2_14_a_stay_at_the_same_time_in_a_closed_place_is_close_elsewhere_general() {
    let of = |kind| of_visit(stay(kind, "12:00", "13:00"), visit("12:30", Some("14:00")));
    assert_eq!(of(Restaurant), Some(((Close, "venue-closed", None), 1_800)));
    assert_eq!(of(Household), Some(((Close, "household", None), 1_800)));
    assert_eq!(of(Other), Some(((General, "venue-elsewhere", None), 1_800)));
    let mut other = visit("12:30", Some("14:00"));
    other.venue = 2;
    assert_eq!(of_visit(stay(Restaurant, "12:00", "13:00"), other), None);
}

#[test]
fn s2_14_the_borders_of_time_are_half_open_to_the_second() {
    let case = stay(Restaurant, "12:00", "13:00");
    let of = |from: &str, to: &str| of_visit(case, visit(from, Some(to))).map(|found| found.1);
    assert_eq!(of("11:00", "12:00"), None);
    assert_eq!(of("11:00", "12:00:01"), Some(1));
    assert_eq!(of("12:59:59", "15:00"), Some(1));
    assert_eq!(of("13:00", "15:00"), None);
    assert_eq!(of("10:00", "15:00"), Some(3_600));
    assert_eq!(of("12:10", "12:20"), Some(600));
    assert_eq!(
        of("12:10", "12:10"),
        None,
        "a visit of no time is nobody's contact"
    );
}

#[test]
fn s2_14_nothing_overlaps_after_the_place_was_closed() {
    let mut case = stay(Restaurant, "20:00", "23:00");
    case.closes = Some(at("22:00"));
    let of = |from: &str, to: Option<&str>| of_visit(case, visit(from, to)).map(|found| found.1);
    assert_eq!(of("21:00", Some("23:30")), Some(3_600));
    assert_eq!(of("21:30", None), Some(1_800));
    assert_eq!(of("22:00", Some("23:00")), None);
    let mut shut = case;
    shut.closes = Some(at("20:00"));
    let event = of_a_case(Where::Venue(shut));
    assert_eq!(
        Prepared::of(rules(), 0, &event).unwrap_err(),
        Unfit::Interval
    );
}

#[test]
fn s2_14_a_visit_without_an_end_counts_for_six_hours_at_most() {
    let of = |from: &str, to: &str| {
        let found = of_visit(stay(Restaurant, from, to), visit("08:00", None));
        found.map(|found| found.1)
    };
    assert_eq!(of("13:59:59", "15:00"), Some(1));
    assert_eq!(of("14:00", "15:00"), None);
    assert_eq!(of("07:00", "08:00"), None);
    // One without an end beside long and short ones with an end.
    let visits = [
        visit("08:00", None),
        visit("13:50", Some("14:10")),
        visit("06:00", Some("13:00")),
    ];
    let event = of_a_case(Where::Venue(stay(Restaurant, "13:55", "14:05")));
    assert_eq!(visit_contacts(&event, &visits).len(), 2);
}

#[test]
fn s2_14_the_room_decides_where_it_is_named_and_is_asked_where_not() {
    let mut case = stay(Office, "09:00", "10:00");
    case.room = Some(0);
    let of = |room| {
        let mut other = visit("09:30", Some("11:00"));
        other.room = room;
        of_visit(case, other).unwrap().0
    };
    assert_eq!(of(Some(0)), (Close, "venue-closed", None));
    assert_eq!(of(Some(1)), (General, "venue-elsewhere", None));
    assert_eq!(of(None), (General, "venue-elsewhere", Some(Missing::Room)));
}

#[test]
fn s2_14_an_event_without_a_room_makes_nobody_close_who_was_in_one() {
    let case = stay(Office, "09:00", "10:00");
    let of = |room| {
        let mut other = visit("09:30", Some("11:00"));
        other.room = room;
        of_visit(case, other).unwrap().0
    };
    let open = (General, "venue-elsewhere", Some(Missing::EventRoom));
    assert_eq!(of(Some(0)), open);
    assert_eq!(
        of(None),
        (Close, "venue-closed", None),
        "a venue of one room"
    );
}

#[test]
fn s2_14_who_ate_or_worked_with_a_close_contact_is_secondary() {
    let of = |kind| {
        let event = Event {
            of: IndexPerson::Close,
            onset: None,
            place: Where::Venue(stay(kind, "12:00", "13:00")),
        };
        let found = visit_contacts(&event, &[visit("12:30", Some("14:00"))]);
        found.first().map(|contact| contact.class)
    };
    assert_eq!(
        [of(Canteen), of(Office), of(Household)],
        [Some(Secondary); 3]
    );
    assert_eq!([of(PlaceKind::Lift), of(Other)], [None; 2]);
}

#[test]
fn s2_14_an_event_longer_than_six_hours_is_refused_and_one_before_the_window_is_cut() {
    let fit = |from: &str, to: &str, onset: Option<&str>| {
        let mut event = of_a_case(Where::Venue(stay(Restaurant, from, to)));
        event.onset = onset.map(date);
        Prepared::of(rules(), 0, &event).err()
    };
    assert_eq!(fit("08:00", "14:00", None), None);
    assert_eq!(fit("08:00", "14:00:01", None), Some(Unfit::TooLong));
    assert_eq!(fit("14:00", "14:00", None), Some(Unfit::Interval));
    assert_eq!(fit("08:00", "14:00", Some("2020-01-24")), None);
    assert_eq!(
        fit("08:00", "14:00", Some("2020-01-25")),
        Some(Unfit::NotInfectious)
    );

    for onset in ["2107-01-01", "9999-12-31"] {
        let late = fit("08:00", "14:00", Some(onset));
        assert_eq!(late, Some(Unfit::NotInfectious), "{onset}");
    }

    // From 23:00 to 01:00, infectious from midnight on.
    let mut case = stay(Restaurant, "23:00", "23:30");
    case.to = domain::contact::Second(at("23:00").0 + 7_200);
    let mut event = of_a_case(Where::Venue(case));
    event.onset = Some(date("2020-01-25"));
    let late = |from: &str, to: u32| {
        let mut other = visit(from, None);
        other.to = Some(domain::contact::Second(at("23:00").0 + to));
        visit_contacts(&event, &[other])
            .first()
            .map(|contact| contact.overlap_s)
    };
    assert_eq!(late("23:10", 3_600), None);
    assert_eq!(late("23:10", 3_601), Some(1));
}

#[test]
fn s2_14_over_three_hundred_close_contacts_wait_for_a_second_look() {
    let held = |people: u64, class| {
        let mut contacts = visit_contacts(
            &of_a_case(Where::Venue(stay(Restaurant, "12:00", "13:00"))),
            &[visit("12:30", Some("14:00"))],
        );
        let one = contacts.remove(0);
        let of = |row| {
            let mut contact: Contact = one;
            (contact.row, contact.class) = (row, class);
            contact
        };
        // Each stands there twice.
        let all: Vec<Contact> = (0..people).chain(0..people).map(of).collect();
        is_held(rules(), &all)
    };
    assert!(!held(300, Close) && held(301, Close) && !held(5_000, General));
}

#[test]
fn s2_15_an_explanation_names_every_rule_that_was_asked_and_both_stays() {
    let mut case = stay(Office, "09:00", "10:00");
    case.room = Some(4);
    let event = of_a_case(Where::Venue(case));
    let prepared = Prepared::of(rules(), 0, &event).unwrap();
    let mut visits = Visits::default();
    visits.push(visit("09:30", Some("11:00")));
    let index = visits.index();
    let mut found = Vec::new();
    index.contacts(&prepared, &mut found);
    let said = index.explain(rules(), &prepared, &found[0]).unwrap();
    let steps: Vec<_> = said
        .steps
        .iter()
        .map(|s| (s.rule.as_str(), s.holds, s.missing))
        .collect();
    let room = Some(Missing::Room);
    assert_eq!(
        steps,
        [
            ("venue-closed", None, room),
            ("venue-elsewhere", Some(true), None)
        ]
    );
    assert!(said.facts.en.contains("2020-01-22T09:30:00+08:00") && said.facts.en.contains("1800"));
    assert!(said.facts.zh.contains("1800"));
}
