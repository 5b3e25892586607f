//! Published lists of trips: the real ones of January 2020, and what is odd in a list.

use std::path::{Path, PathBuf};

use csv::Reader;
use domain::contact::{Columns, PUBLISHED_COLUMNS, Published, WhyUnread};

const HEAD: &str = "date_md,kind,number,carriage_seat,from,to,published,source";

fn read(text: &str) -> Published {
    let mut reader = Reader::from_reader(text.as_bytes());
    let columns = Columns::of(reader.headers().unwrap(), PUBLISHED_COLUMNS).unwrap();
    let mut published = Published::default();
    for record in reader.records() {
        let record = record.unwrap();
        published.push(record.position().unwrap().line(), &record, &columns);
    }
    published
}

#[test]
fn s2_15_lists_that_disagree_on_a_carriage_are_reported_and_neither_is_dropped() {
    let published = read(&format!(
        "{HEAD}\n\
         1月18,火车,T3038,7号车厢,汉口,北京西,2020.1.29,a\n\
         1月18,火车,T3038,8号车厢,汉口,郑州,2020.1.28,b\n\
         1月20,火车,K458,13号车厢,武昌,郑州,2020.1.29,a\n\
         1月20,火车,K458,13车007号下铺,武昌,郑州,2020.1.28,b\n\
         1月20,火车,K458,,武昌,郑州,2020.1.27,c\n\
         1月20,火车,K458,13号车厢,武昌,郑州,2020.1.29,a\n"
    ));
    let found = published.disagreements();
    assert_eq!(
        found.len(),
        1,
        "a berth in the same carriage agrees, and saying nothing does"
    );
    assert_eq!(found[0].conveyance.numbers[0].as_str(), "T3038");
    let said: Vec<String> = found[0]
        .said
        .iter()
        .map(|(_, set)| set.to_string())
        .collect();
    assert_eq!(said, ["7", "8"]);
    let trips = published.trips();
    assert_eq!(trips.len(), 5);
    assert!(
        trips.values().any(|lines| *lines == [4, 7]),
        "said twice by one list"
    );
    let better = trips.keys().filter(|trip| published.is_said_better(trip));
    assert_eq!(better.count(), 1);
}

#[test]
fn s2_15_lists_that_know_a_train_by_one_number_more_are_compared_by_the_number_they_share() {
    let published = read(&format!(
        "{HEAD}\n\
         1月18,火车,K1276,7号车厢,汉口,北京西,2020.1.29,a\n\
         1月18,火车,K1277,8号车厢,汉口,北京西,2020.1.28,b\n\
         1月18,火车,K1276/K1277,9号车厢,汉口,北京西,2020.1.27,c\n\
         1月18,火车,K1277/K1276,,汉口,北京西,2020.1.27,c\n\
         1月19,火车,K1276,9号车厢,汉口,北京西,2020.1.27,c\n\
         1月18,火车,K1278,1号车厢,汉口,北京西,2020.1.27,c\n"
    ));
    let found = published.disagreements();
    assert_eq!(found.len(), 1);
    let said = &found[0].said;
    let said: Vec<(usize, String)> = said
        .iter()
        .map(|(list, set)| (*list, set.to_string()))
        .collect();
    let expected = [(0, "7"), (1, "8"), (2, "9")];
    assert_eq!(said, expected.map(|(list, set)| (list, set.to_owned())));
    assert_eq!(found[0].conveyance.numbers.len(), 2);
    let trips = published.trips();
    let better = trips.keys().filter(|trip| published.is_said_better(trip));
    assert_eq!(better.count(), 1, "by each of its numbers");
}

#[test]
fn s2_15_a_place_that_nobody_could_read_is_not_dropped_for_one_that_was_read() {
    let published = read(&format!(
        "{HEAD}\n\
         1月20,火车,K458,硬卧7号,武昌,郑州,2020.1.29,a\n\
         1月20,火车,K458,13号车厢,武昌,郑州,2020.1.28,b\n"
    ));
    let trips = published.trips();
    assert!(!trips.keys().any(|trip| published.is_said_better(trip)));
}

#[test]
fn s2_15_what_nobody_can_read_is_listed_and_the_rest_is_read() {
    let published = read(&format!(
        "{HEAD}\n\
         1月18,火车,T3038,硬卧7号,汉口,北京西,2020.1.29,a\n\
         1月30,火车,T3038,7号车厢,汉口,北京西,2020.1.29,a\n\
         1月18,气球,T3038,7号车厢,汉口,北京西,2020.1.29,a\n\
         1月18,火车,国航12,七号车厢,汉口,北京西,soon,a\n"
    ));
    let unread: Vec<_> = published
        .lines
        .iter()
        .flat_map(|line| {
            line.unread
                .iter()
                .map(|(column, u)| (line.number, *column, u.why))
        })
        .collect();
    assert_eq!(
        unread,
        [
            (2, "carriage_seat", WhyUnread::Ambiguous),
            (3, "date_md", WhyUnread::AfterList),
            (4, "kind", WhyUnread::Kind),
            (5, "number", WhyUnread::Number),
            (5, "published", WhyUnread::Date),
            (5, "carriage_seat", WhyUnread::Seating),
        ]
    );
    let trips = published.trips();
    assert_eq!(
        trips.len(),
        1,
        "a trip whose seat nobody can read is a trip"
    );
    assert!(trips.keys().all(|trip| trip.seating.is_unknown()));
}

/// The folder of real data; where it is missing, the test says so and is left out.
fn real_list() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = ["../shared/data", "../../shared/data"]
        .map(|up| {
            root.join(up)
                .join("same_transport/case_trips_2020-01-30_utf8.csv")
        })
        .into_iter()
        .find(|path| path.is_file());
    if found.is_none() {
        eprintln!("skipped: ../shared/data/same_transport is not there");
    }
    found
}

#[test]
fn s2_15_all_405_real_trips_are_read_with_every_spelling_of_a_carriage() {
    let Some(path) = real_list() else {
        return;
    };
    let published = read(&std::fs::read_to_string(path).unwrap());
    assert_eq!(published.lines.len(), 405);
    let unread: Vec<_> = published
        .lines
        .iter()
        .flat_map(|line| &line.unread)
        .collect();
    assert_eq!(unread, Vec::<&(&str, _)>::new());
    let named = published.lines.iter().filter_map(|line| line.trip.as_ref());
    let named = named.filter(|trip| !trip.seating.is_unknown()).count();
    assert_eq!(named, 405 - 144, "144 lines name no carriage");
    assert_eq!(published.lists.len(), 14);
    let disagree = published.disagreements();
    let numbers: Vec<&str> = disagree
        .iter()
        .map(|d| d.conveyance.numbers[0].as_str())
        .collect();
    assert_eq!(numbers, ["T3038", "D2259"]);
    assert!(
        published
            .trips()
            .keys()
            .all(|trip| trip.date.year() == 2020)
    );
}
