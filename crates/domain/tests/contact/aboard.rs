//! What the rules make of people aboard.

use domain::contact::{
    Aboard, Air, ContactClass, ConveyanceKind, Event, IndexPerson, Missing, Prepared, Role,
    Setting, Unfit, Where,
};

use crate::support::{aboard, at, date, leg, leg_contacts, of_a_case, of_leg, rules};
use ContactClass::{Close, General};
use ConveyanceKind::{Coach, Flight, Ship, Train};

#[test]
fn s2_15_on_a_sealed_train_the_same_carriage_is_close_and_the_next_is_not() {
    let case = aboard(Train, "G2035", "10号车厢");
    let of = |seat: &str| of_leg(&case, &leg(Train, "G2035", seat));
    assert_eq!(of("10车12A"), Some((Close, "train-sealed-carriage", None)));
    assert_eq!(of("10车无座"), Some((Close, "train-sealed-carriage", None)));
    assert_eq!(of("11车12A"), Some((General, "train-sealed-rest", None)));
    let unknown = Some((General, "train-sealed-rest", Some(Missing::Carriage)));
    assert_eq!(of(""), unknown, "what is missing is said");
    assert_eq!(of_leg(&case, &leg(Train, "G2036", "10车12A")), None);
    let mut next_day = leg(Train, "G2035", "10车12A");
    next_day.date = date("2020-01-23");
    assert_eq!(of_leg(&case, &next_day), None);
}

#[test]
fn s2_15_several_carriages_and_extra_ones_are_each_their_own() {
    let case = aboard(Train, "T182", "3、17号车厢");
    let of = |seat: &str| of_leg(&case, &leg(Train, "T182", seat)).map(|said| said.0);
    assert_eq!([of("3车5号"), of("17车5号")], [Some(Close); 2]);
    assert_eq!(of("4车5号"), Some(General));
    let extra = aboard(Train, "K1227", "加1号车厢");
    let of = |seat: &str| of_leg(&extra, &leg(Train, "K1227", seat)).map(|said| said.0);
    assert_eq!([of("加1车5号"), of("1车5号")], [Some(Close), Some(General)]);
}

#[test]
fn s2_15_in_a_soft_sleeper_the_compartment_counts_and_not_the_carriage() {
    let case = aboard(Train, "K458", "软卧13车7号下铺");
    let of = |seat: &str| of_leg(&case, &leg(Train, "K458", seat));
    let close = Some((Close, "train-sealed-compartment", None));
    assert_eq!([of("13车5号下铺"), of("13车8号上铺")], [close; 2]);
    let rest = Some((General, "train-sealed-rest", None));
    assert_eq!(
        [of("13车4号上铺"), of("13车9号下铺"), of("12车7号下铺")],
        [rest; 3]
    );
    let open = Some((General, "train-sealed-rest", Some(Missing::Seat)));
    assert_eq!(of("13号车厢"), open);
}

#[test]
fn s2_15_on_an_ordinary_train_the_bay_and_its_neighbours_are_close() {
    let case = aboard(Train, "5539", "硬卧3车5号下铺");
    let of = |seat: &str| of_leg(&case, &leg(Train, "5539", seat));
    let close = Some((Close, "train-ordinary-bays", None));
    // Numbers 5 and 6 are bay 3; 3 and 8 lie in the bays beside it, 2 and 9 two away.
    assert_eq!(
        [of("3车6号中铺"), of("3车3号上铺"), of("3车8号下铺")],
        [close; 3]
    );
    let rest = Some((General, "train-ordinary-rest", None));
    assert_eq!([of("3车2号上铺"), of("3车9号下铺")], [rest; 2]);
    assert_eq!(of("4车5号下铺"), None, "the next carriage is nothing");
    let open = Some((General, "train-ordinary-rest", Some(Missing::Seat)));
    assert_eq!(of("3号车厢"), open);
    let vague = aboard(Train, "5539", "3号车厢");
    let said = of_leg(&vague, &leg(Train, "5539", "3车5号"));
    assert_eq!(
        said,
        Some((General, "train-ordinary-rest", Some(Missing::EventSeat)))
    );
    assert_eq!(of_leg(&vague, &leg(Train, "5539", "4号车厢")), None);
    let nothing = of_leg(&vague, &leg(Train, "5539", ""));
    assert_eq!(
        nothing,
        Some((General, "train-ordinary-bays", Some(Missing::Carriage)))
    );
}

#[test]
fn s2_15_in_an_aircraft_three_rows_count_and_all_where_the_air_is_not_filtered() {
    let mut case = aboard(Flight, "MF8331", "47K");
    let of = |case: &Aboard, seat: &str| of_leg(case, &leg(Flight, "MF8331", seat));
    let close = Some((Close, "aircraft-rows", None));
    assert_eq!(
        [of(&case, "44A"), of(&case, "47C"), of(&case, "50排")],
        [close; 3]
    );
    let rest = Some((General, "aircraft-rest", None));
    assert_eq!([of(&case, "43A"), of(&case, "51A")], [rest; 2]);
    let open = Some((General, "aircraft-rest", Some(Missing::Seat)));
    assert_eq!(of(&case, ""), open);
    let mut crew = leg(Flight, "MF8331", "");
    crew.role = Role::Crew;
    assert_eq!(of_leg(&case, &crew), Some((Close, "aircraft-crew", None)));
    case.air = Some(Air::Unfiltered);
    assert_eq!(of(&case, "1A"), Some((Close, "aircraft-unfiltered", None)));
}

#[test]
fn s2_15_coaches_and_ships_go_by_air_row_and_cabin() {
    let mut case = aboard(Coach, "豫A12345", "12号");
    case.air = Some(Air::Ventilated);
    let of =
        |case: &Aboard, seat: &str| of_leg(case, &leg(Coach, "豫A12345", seat)).map(|said| said.1);
    // Number 12 is row 3: rows 1 to 6 are near, numbers 1 to 24.
    assert_eq!(of(&case, "24号"), Some("coach-ventilated-rows"));
    assert_eq!(of(&case, "25号"), Some("coach-ventilated-rest"));
    assert_eq!(of(&case, "6排"), Some("coach-ventilated-rows"));
    case.air = Some(Air::Sealed);
    assert_eq!(of(&case, "45号"), Some("coach-sealed"));
    case.air = None;
    let event = of_a_case(Where::Aboard(case));
    assert_eq!(Prepared::of(rules(), 0, &event).unwrap_err(), Unfit::Air);
    let ship = aboard(Ship, "长江之星", "3012舱");
    let of = |seat: &str| of_leg(&ship, &leg(Ship, "长江之星", seat)).map(|said| said.1);
    assert_eq!(
        [of("3012舱"), of("3013舱")],
        [Some("ship-cabin"), Some("ship-rest")]
    );
}

#[test]
fn s2_15_which_train_is_which_is_read_by_its_letter_and_never_guessed() {
    let setting = |number: &str, air| {
        let mut case = aboard(Train, number, "");
        case.air = air;
        let event = of_a_case(Where::Aboard(case));
        Prepared::of(rules(), 0, &event).map(|prepared| prepared.setting)
    };
    for number in ["G1", "D1", "C1", "Z1", "T1", "K1", "Y1", "K1276/K1277"] {
        assert_eq!(
            setting(number, None).unwrap(),
            Setting::TrainSealed,
            "{number}"
        );
    }
    assert_eq!(setting("5539", None).unwrap(), Setting::TrainOrdinary);
    for number in ["L123", "S101", "K1/L5"] {
        assert_eq!(setting(number, None).unwrap_err(), Unfit::Air, "{number}");
    }
    let said = setting("L123", Some(Air::Ventilated));
    assert_eq!(said.unwrap(), Setting::TrainOrdinary);
}

#[test]
fn s2_15_a_flight_is_found_by_each_of_its_numbers_once() {
    let case = aboard(Flight, "ZH4751(CA8215)", "12A");
    for number in ["ZH4751", "CA8215", "CA8215(ZH4751)"] {
        let found = leg_contacts(&case, &[leg(Flight, number, "12B")]);
        assert_eq!(found.len(), 1, "{number}");
    }
    assert_eq!(of_leg(&case, &leg(Flight, "CA8216", "12B")), None);
}

#[test]
fn s2_15_who_alighted_where_the_case_boarded_was_not_together_with_them() {
    let mut case = aboard(Train, "K458", "13号车厢");
    (case.board, case.alight) = ("武昌".into(), "郑州".into());
    let of = |board: &str, alight: &str| {
        let mut other = leg(Train, "K458", "13车5号");
        (other.board, other.alight) = (board.into(), alight.into());
        of_leg(&case, &other).is_some()
    };
    assert!(of("武昌", "郑州") && of("信阳", "石家庄") && of("", ""));
    assert!(!of("郑州", "石家庄") && !of("长沙", "武昌"));
}

#[test]
fn s2_15_times_of_both_decide_to_the_second() {
    let mut case = aboard(Train, "K458", "13号车厢");
    case.times = Some((at("10:00"), at("12:00")));
    let of = |from: &str, to: &str| {
        let mut other = leg(Train, "K458", "13车5号");
        other.times = Some((at(from), at(to)));
        leg_contacts(&case, &[other])
            .first()
            .map(|contact| contact.overlap_s)
    };
    assert_eq!(
        of("08:00", "10:00"),
        None,
        "who leaves as the case comes was not there together"
    );
    assert_eq!(of("08:00", "10:00:01"), Some(1));
    assert_eq!(of("11:59:59", "13:00"), Some(1));
    assert_eq!(of("12:00", "13:00"), None);
    assert_eq!(of("09:00", "13:00"), Some(7_200));
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
    case.times = Some((at("20:00"), at("23:59")));
    other.times = Some((at("23:00"), at("23:30")));
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
