//! Events, visits and legs as lines of files.

use csv::StringRecord;
use domain::contact::{
    AtVenue, Columns, EVENT_COLUMNS, IndexPerson, LEG_COLUMNS, PlaceKind, Role, VISIT_COLUMNS,
    Where, event_line, leg_line, visit_line,
};

use crate::support::{at, date, on};

fn record(line: &str) -> StringRecord {
    StringRecord::from(line.split(',').collect::<Vec<_>>())
}

fn columns(line: &str, known: &'static [(&'static str, bool)]) -> Columns {
    Columns::of(&record(line), known).unwrap()
}

#[test]
fn s2_14_a_line_of_visits_is_read_to_the_second_and_its_end_may_be_open() {
    let columns = columns("\u{FEFF}id,venue,from,to", VISIT_COLUMNS);
    let line = record("P-1, 餐厅甲 ,2020-01-22 12:30,");
    let visit = visit_line(&line, &columns).unwrap();
    assert_eq!(
        (visit.id, visit.venue, visit.room, visit.to),
        ("P-1", "餐厅甲", "", None)
    );
    assert_eq!(visit.from, at("12:30"));
    let line = record("P-1,a,2020-01-22T12:30:05+08:00,2020-01-22 12:30:06");
    let visit = visit_line(&line, &columns).unwrap();
    assert_eq!(
        (visit.from, visit.to),
        (at("12:30:05"), Some(at("12:30:06")))
    );
    for (line, field) in [
        ("P-1,a,2020-01-22 12:30,2020-01-22 12:30", "to"),
        ("P-1,a,2020-01-22 25:30,", "from"),
        ("P-1,a,2020-1-22 12:30,", "from"),
        ("P-1,a,,", "from"),
        ("P-1,,2020-01-22 12:30,", "venue"),
        (",a,2020-01-22 12:30,", "id"),
        ("P-1,a,2020-01-22 12:30,2020-02-22 12:31", "to"),
    ] {
        let error = visit_line(&record(line), &columns).unwrap_err();
        assert_eq!(error.field, field, "{line}");
        assert!(!error.text.zh.is_ascii() && error.text.en.is_ascii());
    }
    let line = record("P-1,a,2020-01-22 12:30,2020-02-22 12:30");
    assert!(visit_line(&line, &columns).is_ok(), "31 days to the second");
}

#[test]
fn s2_15_the_times_of_a_journey_begin_on_its_date_and_may_end_after_midnight() {
    let columns = columns("id,kind,number,date,seat,from,to", LEG_COLUMNS);
    let times = |from: &str, to: &str| {
        let record = record(&format!("P-1,train,K458,2020-01-22,,{from},{to}"));
        let line = leg_line(&record, &columns).map_err(|error| error.field)?;
        Ok(line.leg.times)
    };
    let night = times("2020-01-22 20:00", "2020-01-23 08:00");
    let expected = (at("20:00"), on("2020-01-23", "08:00"));
    assert_eq!(night, Ok(Some(expected)));
    assert!(times("2020-01-23 01:00", "2020-01-23 08:00").is_ok());
    assert_eq!(times("2020-01-21 23:59", "2020-01-22 08:00"), Err("from"));
    assert_eq!(times("2020-01-22 20:00", "2020-02-23 08:00"), Err("to"));
}

#[test]
fn s2_15_a_line_of_legs_is_read_strictly() {
    let columns = columns("id,kind,number,date,seat,role", LEG_COLUMNS);
    let leg = |line: &str| {
        let record = record(line);
        leg_line(&record, &columns)
            .map(|line| line.leg)
            .map_err(|error| error.field)
    };
    let read = leg("P-1,train,K458,2020-01-20,13车007号下铺,").unwrap();
    assert_eq!((read.seating.number, read.role), (Some(7), Role::Passenger));
    assert_eq!(
        leg("P-1,飞机,CA8215,2020-01-20,,crew").unwrap().role,
        Role::Crew
    );
    assert_eq!(leg("P-1,bus,K458,2020-01-20,,").unwrap_err(), "kind");
    assert_eq!(leg("P-1,train,Q458,2020-01-20,,").unwrap_err(), "number");
    assert_eq!(leg("P-1,train,K458,1月20,,").unwrap_err(), "date");
    assert_eq!(
        leg("P-1,train,K458,2020-01-20,硬卧7号,").unwrap_err(),
        "seat"
    );
    assert_eq!(
        leg("P-1,train,K458,2020-01-20,3、4车,").unwrap_err(),
        "seat"
    );
    assert_eq!(
        leg("P-1,train,K458,2020-01-20,,driver").unwrap_err(),
        "role"
    );
}

#[test]
fn s2_14_a_line_of_events_is_aboard_or_at_a_venue_and_never_half_of_both() {
    let head = "id,kind,number,date,seat,venue,place,room,from,to,closes,onset,of";
    let columns = columns(head, EVENT_COLUMNS);
    let mut names = Vec::new();
    let mut event = |line: &str| {
        let record = record(line);
        let mut number = |name: &str| {
            names.push(name.to_owned());
            names.len() as u32
        };
        let read = event_line(&record, &columns, &mut number);
        read.map(|line| line.event).map_err(|error| error.field)
    };
    let read =
        event("E1,venue,,,,餐厅甲,restaurant,,2020-01-22 12:00,2020-01-22 13:00,,2020-01-24,close");
    let read = read.unwrap();
    assert_eq!(
        (read.of, read.onset),
        (IndexPerson::Close, Some(date("2020-01-24")))
    );
    let expected = AtVenue {
        venue: 1,
        kind: PlaceKind::Restaurant,
        room: None,
        from: at("12:00"),
        to: at("13:00"),
        closes: None,
    };
    assert_eq!(read.place, Where::Venue(expected));
    let read = event("E2,flight,ZH4751(CA8215),2020-01-22,12A,,,,,,,,").unwrap();
    let Where::Aboard(aboard) = read.place else {
        panic!("it is a flight");
    };
    assert_eq!(aboard.conveyance.numbers.len(), 2);
    for (line, field) in [
        (
            "E1,venue,,,,a,shop,,2020-01-22 12:00,2020-01-22 13:00,,,",
            "place",
        ),
        (
            "E1,venue,K1,,,a,other,,2020-01-22 12:00,2020-01-22 13:00,,,",
            "number",
        ),
        ("E1,train,K1,2020-01-22,,a,,,,,,,", "venue"),
        ("E1,train,K1,2020-01-22,,,,,2020-01-22 12:00,,,,", "to"),
        ("E1,meeting,,,,,,,,,,,", "kind"),
        ("E1,train,K1,2020-01-22,,,,,,,,,friend", "of"),
        (
            "E1,train,K1,2020-01-22,,,,,2020-01-21 12:00,2020-01-22 12:00,,,",
            "from",
        ),
    ] {
        assert_eq!(event(line).unwrap_err(), field, "{line}");
    }
}

#[test]
fn s2_14_a_file_of_another_shape_is_refused_by_its_column() {
    let head = |line: &str| {
        let error = Columns::of(&record(line), VISIT_COLUMNS).unwrap_err();
        error.column
    };
    assert_eq!(head("id,venue,from"), "to");
    assert_eq!(head("id,venue,from,to,to"), "to");
    assert_eq!(head("id,venue,from,to,phone"), "phone");
}
