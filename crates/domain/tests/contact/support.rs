//! Short ways to say events, legs and visits.

use domain::contact::{
    Aboard, AtVenue, Contact, ContactClass, ContactRules, ConveyanceKind, Event, IndexPerson, Leg,
    Legs, Missing, PlaceKind, Prepared, Role, Second, Visit, Visits, Where, numbers, seating,
};
use domain::time::Date;

pub(crate) fn rules() -> &'static ContactRules {
    ContactRules::built_in()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The second of a time of 22 January 2020, such as `14:30`.
pub(crate) fn at(time: &str) -> Second {
    on("2020-01-22", time)
}

/// The second of a time of a date.
pub(crate) fn on(day: &str, time: &str) -> Second {
    let time: jiff::civil::Time = time.parse().unwrap();
    let of_day = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60;
    let instant = date(day)
        .start()
        .plus_ms((of_day + i64::from(time.second())) * 1_000);
    Second::of(instant).unwrap()
}

/// A case aboard on 22 January 2020.
pub(crate) fn aboard(kind: ConveyanceKind, number: &str, seat: &str) -> Aboard {
    Aboard {
        conveyance: numbers(kind, number).unwrap(),
        date: date("2020-01-22"),
        last_date: date("2020-01-22"),
        seating: seating(kind, seat).unwrap(),
        air: None,
        board: String::new(),
        alight: String::new(),
        times: None,
    }
}

/// Somebody aboard on the same day.
pub(crate) fn leg(kind: ConveyanceKind, number: &str, seat: &str) -> Leg {
    Leg {
        row: 7,
        conveyance: numbers(kind, number).unwrap(),
        date: date("2020-01-22"),
        seating: seating(kind, seat).unwrap(),
        role: Role::Passenger,
        board: String::new(),
        alight: String::new(),
        times: None,
    }
}

pub(crate) fn of_a_case(place: Where) -> Event {
    Event {
        of: IndexPerson::Case,
        onset: None,
        place,
    }
}

/// A stay of a case on 22 January 2020, at venue 1.
pub(crate) fn stay(kind: PlaceKind, from: &str, to: &str) -> AtVenue {
    AtVenue {
        venue: 1,
        kind,
        room: None,
        from: at(from),
        to: at(to),
        closes: None,
    }
}

/// A visit at venue 1 on the same day.
pub(crate) fn visit(from: &str, to: Option<&str>) -> Visit {
    Visit {
        row: 7,
        venue: 1,
        room: None,
        from: at(from),
        to: to.map(at),
    }
}

/// What somebody is: class, rule, and what is missing.
pub(crate) type Said = (ContactClass, &'static str, Option<Missing>);

fn said(contact: &Contact) -> Said {
    let rule = rules().rule(contact.rule).unwrap();
    (contact.class, rule.id.as_str(), contact.missing)
}

pub(crate) fn leg_contacts(case: &Aboard, legs: &[Leg]) -> Vec<Contact> {
    let event = of_a_case(Where::Aboard(case.clone()));
    let prepared = Prepared::of(rules(), 3, &event).unwrap();
    let mut gathered = Legs::default();
    for leg in legs {
        gathered.push(leg);
    }
    let mut found = Vec::new();
    gathered.index().contacts(&prepared, &mut found);
    found
}

/// What one leg is to a case aboard.
pub(crate) fn of_leg(case: &Aboard, leg: &Leg) -> Option<Said> {
    let found = leg_contacts(case, std::slice::from_ref(leg));
    assert!(found.len() <= 1 && found.iter().all(|c| c.row == 7 && c.event == 3));
    found.first().map(said)
}

pub(crate) fn visit_contacts(event: &Event, visits: &[Visit]) -> Vec<Contact> {
    let prepared = Prepared::of(rules(), 3, event).unwrap();
    let mut gathered = Visits::default();
    for visit in visits {
        gathered.push(*visit);
    }
    let mut found = Vec::new();
    gathered.index().contacts(&prepared, &mut found);
    found
}

/// What one visit is to a case's stay, and for how many seconds both were there.
pub(crate) fn of_visit(case: AtVenue, visit: Visit) -> Option<(Said, u32)> {
    let found = visit_contacts(&of_a_case(Where::Venue(case)), &[visit]);
    found
        .first()
        .map(|contact| (said(contact), contact.overlap_s))
}
