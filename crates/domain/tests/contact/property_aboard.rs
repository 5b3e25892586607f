//! The engine against the table of `docs/CONTACTS.md`, for every kind of conveyance that the rules know: the table is written here a
//! second time, in yes, no and "nobody knows", from the words on tickets.

use domain::contact::{Air, ContactClass, ConveyanceKind, Role};
use proptest::prelude::*;

use crate::support::{aboard, leg, leg_contacts};
use ContactClass::{Close, General};

/// In what the case was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Trip {
    SealedTrain,
    OrdinaryTrain,
    Filtered,
    Unfiltered,
    SealedCoach,
    VentilatedCoach,
    Ship,
}

impl Trip {
    const ALL: [Self; 7] = [
        Self::SealedTrain,
        Self::OrdinaryTrain,
        Self::Filtered,
        Self::Unfiltered,
        Self::SealedCoach,
        Self::VentilatedCoach,
        Self::Ship,
    ];

    /// The kind, the number of the case's, that of another, and what is said of the air.
    fn said(self) -> (ConveyanceKind, [&'static str; 2], Option<Air>) {
        let (train, flight) = (ConveyanceKind::Train, ConveyanceKind::Flight);
        let (coach, ship) = (ConveyanceKind::Coach, ConveyanceKind::Ship);
        let plates = ["豫A12345", "豫A12346"];
        match self {
            Self::SealedTrain => (train, ["G1", "G2"], None),
            Self::OrdinaryTrain => (train, ["5539", "5540"], None),
            Self::Filtered => (flight, ["MF8331", "MF8332"], None),
            Self::Unfiltered => (flight, ["MF8331", "MF8332"], Some(Air::Unfiltered)),
            Self::SealedCoach => (coach, plates, Some(Air::Sealed)),
            Self::VentilatedCoach => (coach, plates, Some(Air::Ventilated)),
            Self::Ship => (ship, ["长江之星", "长江之月"], None),
        }
    }

    fn is_train(self) -> bool {
        matches!(self, Self::SealedTrain | Self::OrdinaryTrain)
    }
}

/// What stands on a ticket.
#[derive(Clone, Copy, Debug, Default)]
struct Spot {
    carriage: Option<u8>,
    /// The kind of place; empty where nothing says it.
    kind: &'static str,
    number: Option<u16>,
    /// The number is a row's: of a train it has a letter.
    is_row: bool,
    /// A middle berth, which only hard sleepers have.
    is_middle: bool,
}

impl Spot {
    fn text(self, trip: Trip) -> String {
        let number = self.number.map(|number| match trip {
            Trip::SealedTrain | Trip::OrdinaryTrain if self.is_row => format!("{number}A"),
            Trip::SealedTrain | Trip::OrdinaryTrain if self.is_middle => format!("{number}号中铺"),
            Trip::Filtered | Trip::Unfiltered if !self.is_row => format!("{number}C"),
            Trip::Ship => format!("{number}舱"),
            _ if self.is_row => format!("{number}排"),
            _ => format!("{number}号"),
        });
        let carriage = self.carriage.map(|carriage| format!("{carriage}车"));
        let (carriage, number) = (carriage.unwrap_or_default(), number.unwrap_or_default());
        format!("{}{carriage}{number}", self.kind)
    }

    fn kind(self) -> &'static str {
        match (self.kind, self.is_middle && self.number.is_some()) {
            ("", true) => "硬卧",
            (kind, _) => kind,
        }
    }

    /// The number of a seat or berth, where it is none of a row.
    fn place(self) -> Option<u16> {
        self.number.filter(|_| !self.is_row)
    }
}

fn spot(trip: Trip) -> BoxedStrategy<Spot> {
    let number = || proptest::option::weighted(0.9, 1_u16..32);
    if !trip.is_train() {
        let drawn = (number(), any::<bool>());
        return drawn
            .prop_map(|(number, is_row)| Spot {
                number,
                is_row,
                ..Spot::default()
            })
            .boxed();
    }
    let kinds = proptest::sample::select(vec!["", "硬座", "软座", "硬卧", "软卧"]);
    // Mostly two carriages and few seats, so that people sit near one another.
    let known =
        (1_u8..3, kinds, number(), 0_u8..6).prop_map(|(carriage, kind, number, how)| Spot {
            carriage: Some(carriage),
            kind,
            number,
            is_row: how == 0,
            is_middle: how == 1 && matches!(kind, "" | "硬卧"),
        });
    prop_oneof![1 => Just(Spot::default()), 9 => known].boxed()
}

/// Yes, no, or nobody knows.
type Perhaps = Option<bool>;

fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> Perhaps {
    Some(one? == other?)
}

fn apart(one: Option<u16>, other: Option<u16>, most: u16) -> Perhaps {
    Some(one?.abs_diff(other?) <= most)
}

fn both(one: Perhaps, other: Perhaps) -> Perhaps {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Whether they lay in one compartment of four berths of one carriage.
fn compartment(case: Spot, other: Spot) -> Perhaps {
    let of = |spot: Spot| spot.place().map(|number| (number - 1) / 4);
    both(
        same(case.carriage, other.carriage),
        same(of(case), of(other)),
    )
}

/// Whether they sat in one bay of one carriage, or in adjacent ones: two numbers of hard sleepers, ten of hard seats.
fn bays(kind: &str, case: Spot, other: Spot) -> Perhaps {
    let of = |spot: Spot| match kind {
        "硬卧" => spot.place().map(|number| number.div_ceil(2)),
        "硬座" => spot.place().map(|number| number / 10),
        _ => None,
    };
    both(
        same(case.carriage, other.carriage),
        apart(of(case), of(other), 1),
    )
}

/// The rows of the table, the nearest first: what one is, and whether one is it.
fn table(trip: Trip, case: Spot, other: Spot, is_crew: bool) -> Vec<(ContactClass, Perhaps)> {
    let carriage = same(case.carriage, other.carriage);
    let kind = match case.kind() {
        "" => other.kind(),
        said => said,
    };
    let served = |there: Perhaps| if is_crew { there } else { Some(false) };
    match trip {
        Trip::SealedTrain => {
            let near = match kind {
                "软卧" => compartment(case, other),
                _ => carriage,
            };
            vec![
                (Close, served(carriage)),
                (Close, near),
                (General, Some(true)),
            ]
        }
        Trip::OrdinaryTrain => {
            let near = match kind {
                "软卧" => compartment(case, other),
                "软座" => Some(false),
                _ => bays(kind, case, other),
            };
            vec![
                (Close, served(carriage)),
                (Close, near),
                (General, carriage),
            ]
        }
        Trip::Filtered => {
            let rows = apart(case.number, other.number, 3);
            vec![(Close, Some(is_crew)), (Close, rows), (General, Some(true))]
        }
        Trip::VentilatedCoach => {
            let of_seat = |spot: Spot| spot.place().map(|number| number.div_ceil(4));
            let row = |spot: Spot| of_seat(spot).or(spot.number);
            let rows = apart(row(case), row(other), 3);
            vec![(Close, Some(is_crew)), (Close, rows), (General, Some(true))]
        }
        Trip::Unfiltered | Trip::SealedCoach => vec![(Close, Some(true))],
        Trip::Ship => {
            let cabin = same(case.number, other.number);
            vec![
                (Close, served(cabin)),
                (Close, cabin),
                (General, Some(true)),
            ]
        }
    }
}

/// What somebody is, and whether something is missing that may make them more.
fn answer(table: &[(ContactClass, Perhaps)]) -> Option<(ContactClass, bool)> {
    let mut is_missing = false;
    for (class, holds) in table {
        match holds {
            Some(true) => return Some((*class, is_missing)),
            Some(false) => {}
            None => is_missing = true,
        }
    }
    is_missing.then_some((General, true))
}

/// A case, and others with whether they are crew, and whether they were in another conveyance.
fn trips() -> impl Strategy<Value = (Trip, Spot, Vec<(Spot, bool, bool)>)> {
    let trip = proptest::sample::select(Trip::ALL.to_vec());
    trip.prop_flat_map(|trip| {
        let (crew, elsewhere) = (prop::bool::weighted(0.2), prop::bool::weighted(0.1));
        let others = proptest::collection::vec((spot(trip), crew, elsewhere), 0..40);
        (Just(trip), spot(trip), others)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn n_5_every_kind_of_conveyance_matches_as_the_table_says((trip, spot, others) in trips()) {
        let (kind, [number, another], air) = trip.said();
        let mut case = aboard(kind, number, &spot.text(trip));
        case.air = air;
        let legs: Vec<_> = (0_u64..).zip(&others).map(|(row, (other, is_crew, elsewhere))| {
            let mut leg = leg(kind, if *elsewhere { another } else { number }, &other.text(trip));
            leg.row = row;
            if *is_crew {
                leg.role = Role::Crew;
            }
            leg
        }).collect();
        let mut said = vec![None; others.len()];
        for contact in leg_contacts(&case, &legs) {
            let row = usize::try_from(contact.row).unwrap();
            let one = (contact.class, contact.missing.is_some());
            prop_assert!(said[row].replace(one).is_none(), "each once");
        }
        let expected: Vec<_> = others.iter().map(|(other, is_crew, elsewhere)| {
            answer(&table(trip, spot, *other, *is_crew)).filter(|_| !elsewhere)
        }).collect();
        prop_assert_eq!(said, expected);
    }
}
