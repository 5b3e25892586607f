//! The engine against the slow one, with times that often touch.

use domain::contact::{
    Aboard, AtVenue, Contact, ContactClass, ConveyanceKind, Leg, Legs, Missing, PlaceKind,
    Prepared, Role, Second, Visit, Visits, Where, numbers, seating,
};
use domain::time::Date;
use proptest::prelude::*;

use crate::model;
use crate::support::{of_a_case, rules};

/// Seconds that are few, so that borders meet. Six hours of an open visit lie within.
fn second() -> impl Strategy<Value = u32> {
    prop_oneof![
        100_000_u32..100_012,
        121_590_u32..121_612,
        100_000_u32..122_000
    ]
}

fn visit() -> impl Strategy<Value = Visit> {
    let to = prop_oneof![1 => Just(None), 4 => second().prop_map(Some)];
    (0_u64..3, proptest::option::of(0_u32..2), second(), to).prop_map(|(venue, room, from, to)| {
        Visit {
            row: 0,
            venue,
            room,
            from: Second(from),
            to: to.map(Second),
        }
    })
}

fn at_venue() -> impl Strategy<Value = AtVenue> {
    let kind = prop_oneof![
        Just(PlaceKind::Household),
        Just(PlaceKind::Office),
        Just(PlaceKind::Lift),
        Just(PlaceKind::Other)
    ];
    let length = prop_oneof![1_u32..12, Just(21_600_u32), 1_u32..21_600];
    let closes = proptest::option::of(second());
    (
        0_u64..3,
        kind,
        proptest::option::of(0_u32..2),
        second(),
        length,
        closes,
    )
        .prop_map(|(venue, kind, room, from, length, closes)| AtVenue {
            venue,
            kind,
            room,
            from: Second(from),
            to: Second(from + length),
            closes: closes.map(Second),
        })
}

/// What the engine says of each row, each once.
fn by_row(contacts: &[Contact], rows: usize) -> Vec<Option<(ContactClass, Option<Missing>, u32)>> {
    let mut said = vec![None; rows];
    for contact in contacts {
        let one = (contact.class, contact.missing, contact.overlap_s);
        assert!(
            said[contact.row as usize].replace(one).is_none(),
            "each once"
        );
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn n_5_stays_and_visits_match_as_second_by_second(
        case in at_venue(),
        mut visits in proptest::collection::vec(visit(), 0..40),
    ) {
        let mut gathered = Visits::default();
        for (row, visit) in visits.iter_mut().enumerate() {
            visit.row = row as u64;
            gathered.push(*visit);
        }
        let event = of_a_case(Where::Venue(case));
        let mut found = Vec::new();
        // A stay that ended with the closing of the place makes no contacts.
        if let Ok(prepared) = Prepared::of(rules(), 0, &event) {
            gathered.index().contacts(&prepared, &mut found);
        }
        let expected: Vec<_> = visits
            .iter()
            .map(|visit| {
                let (answer, together) = model::of_visit(&case, visit)?;
                answer.map(|(class, missing)| (class, missing, together))
            })
            .collect();
        prop_assert_eq!(by_row(&found, visits.len()), expected);
    }

    #[test]
    fn n_5_legs_on_a_sealed_train_match_as_one_by_one_over_midnight_too(
        case in leg(true),
        legs in proptest::collection::vec(leg(false), 0..40),
    ) {
        let case = Aboard {
            conveyance: case.conveyance,
            date: case.date,
            last_date: case.date,
            seating: case.seating,
            air: None,
            board: String::new(),
            alight: String::new(),
            times: case.times,
        };
        let mut gathered = Legs::default();
        for (row, leg) in legs.iter().enumerate() {
            gathered.push(&Leg { row: row as u64, ..leg.clone() });
        }
        let event = of_a_case(Where::Aboard(case.clone()));
        let prepared = Prepared::of(rules(), 0, &event).unwrap();
        let mut found = Vec::new();
        gathered.index().contacts(&prepared, &mut found);
        let said = by_row(&found, legs.len());
        let said: Vec<_> = said.iter().map(|one| one.map(|(class, missing, _)| (class, missing))).collect();
        let expected: Vec<_> = legs.iter().map(|leg| model::of_sealed_train(&case, leg)).collect();
        prop_assert_eq!(said, expected);
    }
}

fn leg(may_have_several: bool) -> impl Strategy<Value = Leg> {
    let number = prop_oneof![Just("G1"), Just("G2"), Just("G1/G2"), Just("K3")];
    let mut seats = vec!["", "1车", "2车", "加1车", "1车5A", "二等座2车9F", "2车无座"];
    if may_have_several {
        seats.extend(["1、2车", "2、加1车"]);
    }
    let role = prop_oneof![5 => Just(Role::Passenger), 1 => Just(Role::Crew)];
    // Around midnight, so that some journeys end on the next day, and some end as it begins.
    let times = proptest::option::of((0_u32..12, 1_u32..8));
    (
        number,
        proptest::sample::select(seats),
        0_i32..2,
        role,
        times,
    )
        .prop_map(|(number, seat, day, role, times)| {
            let date = Date::from_day(18_000 + day);
            let last_seconds = Second::of(date.end()).unwrap().0 - 12;
            let at = |second: u32| Second(last_seconds + second);
            Leg {
                row: 0,
                conveyance: numbers(ConveyanceKind::Train, number).unwrap(),
                date,
                seating: seating(ConveyanceKind::Train, seat).unwrap(),
                role,
                board: String::new(),
                alight: String::new(),
                times: times.map(|(from, length)| (at(from), at(from + length))),
            }
        })
}
