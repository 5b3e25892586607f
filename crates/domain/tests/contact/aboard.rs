//! What the rules make of people aboard.

use domain::contact::{
    Aboard, Air, ContactClass, ConveyanceKind, Missing, Prepared, Role, Setting, Unfit, Where,
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
fn s2_15_hard_seats_of_an_ordinary_train_have_bays_of_their_own_and_soft_seats_have_none() {
    let case = aboard(Train, "5539", "硬座3车15号");
    let of = |seat: &str| of_leg(&case, &leg(Train, "5539", seat));
    let close = Some((Close, "train-ordinary-bays", None));
    // 10 to 19 are a bay; 1 to 9 and 20 to 29 lie beside it.
    assert_eq!([of("3车1号"), of("3车10号"), of("3车29号")], [close; 3]);
    let rest = Some((General, "train-ordinary-rest", None));
    assert_eq!([of("3车30号"), of("3车118号")], [rest; 2]);
    assert_eq!(of("4车15号"), None);
    let soft = aboard(Train, "5539", "软座3车15号");
    let said = of_leg(&soft, &leg(Train, "5539", "3车15号"));
    assert_eq!(said, rest, "nothing that would be asked for decides more");
}

#[test]
fn s2_15_crew_are_close_where_they_served_the_case_and_elsewhere_general() {
    let crew = |case: &Aboard, seat: &str| {
        let number = case.conveyance.numbers[0].as_str();
        let mut crew = leg(case.conveyance.kind, number, seat);
        crew.role = Role::Crew;
        of_leg(case, &crew)
    };
    let train = aboard(Train, "G2035", "10号车厢");
    assert_eq!(
        crew(&train, "10车"),
        Some((Close, "train-sealed-crew", None))
    );
    let rest = Some((General, "train-sealed-rest", None));
    assert_eq!(crew(&train, "3车"), rest, "they served another carriage");
    let open = Some((General, "train-sealed-rest", Some(Missing::Carriage)));
    assert_eq!(crew(&train, ""), open, "nobody said which they served");
    let sleeper = aboard(Train, "K458", "软卧13车7号下铺");
    let close = Some((Close, "train-sealed-crew", None));
    assert_eq!(crew(&sleeper, "13车"), close, "of every compartment");
    let ship = aboard(Ship, "长江之星", "3012舱");
    assert_eq!(crew(&ship, "3012舱"), Some((Close, "ship-crew", None)));
    assert_eq!(crew(&ship, "3013舱"), Some((General, "ship-rest", None)));
    let plane = aboard(Flight, "MF8331", "47K");
    assert_eq!(crew(&plane, ""), Some((Close, "aircraft-crew", None)));
}

#[test]
fn s2_15_what_to_write_of_the_air_is_told_by_kind() {
    let unfit = |kind, number: &str, air| {
        let mut case = aboard(kind, number, "");
        case.air = air;
        let event = of_a_case(Where::Aboard(case));
        Prepared::of(rules(), 0, &event).unwrap_err()
    };
    let coach = unfit(Coach, "豫A12345", None);
    assert_eq!(coach, unfit(Train, "L123", None));
    assert_eq!(coach, unfit(Coach, "豫A12345", Some(Air::Filtered)));
    assert!(coach.text().en.contains("sealed, or ventilated"));
    let plane = unfit(Flight, "MF8331", Some(Air::Sealed));
    assert!(plane.text().en.contains("filtered, or unfiltered"));
    let ship = unfit(Ship, "长江之星", Some(Air::Sealed));
    assert!(ship.text().en.contains("leave it empty") && ship.text().zh.contains("留空"));
    assert!(
        [coach, plane, ship]
            .iter()
            .all(|unfit| unfit.field() == "air")
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
