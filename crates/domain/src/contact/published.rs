//! Published lists of trips with confirmed cases: what each line says, what nobody can read, and where lists disagree.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::conveyance::{Conveyance, ConveyanceKind, numbers};
use super::date_said::{date_of_list, date_said};
use super::seating::{CarriageSet, Seating};
use super::seating_read::seating;
use super::unread::Unread;
use crate::time::Date;

/// The columns of a file of lists. `published` and `source` say which list a line is of.
pub const PUBLISHED_COLUMNS: &[(&str, bool)] = &[
    ("date_md", true),
    ("kind", true),
    ("number", true),
    ("carriage_seat", true),
    ("from", true),
    ("to", true),
    ("published", true),
    ("source", true),
];

/// A trip as a list names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Trip {
    /// The date.
    pub date: Date,
    /// The conveyance.
    pub conveyance: Conveyance,
    /// Where the case boarded, as written.
    pub board: String,
    /// Where the case alighted, as written.
    pub alight: String,
    /// Where the case sat; unknown where the list says nothing, or what nobody can read.
    pub seating: Seating,
}

/// A line of the file.
#[derive(Clone, Debug)]
pub struct TripLine {
    /// Its number in the file, the line of column names being 1.
    pub number: u64,
    /// The trip; none where nobody can read which one it is.
    pub trip: Option<Trip>,
    /// What is not read, by column.
    pub unread: Vec<(&'static str, Unread)>,
    /// Which list it is of, by its place in [`Published::lists`].
    pub list: usize,
}

/// Lists that name different carriages of one conveyance on one date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disagreement {
    /// The date.
    pub date: Date,
    /// The conveyance.
    pub conveyance: Conveyance,
    /// Each list, by its place, with all carriages that it names.
    pub said: Vec<(usize, CarriageSet)>,
}

/// Lists that were read.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The lists: when each was published, as written, and where.
    pub lists: Vec<(String, String)>,
    /// Every line, in its order.
    pub lines: Vec<TripLine>,
}

impl Published {
    /// Adds a line.
    pub fn push(&mut self, number: u64, record: &csv::StringRecord, columns: &Columns) {
        let field = |name| columns.field(record, name);
        let list = (field("published").to_owned(), field("source").to_owned());
        let known = self.lists.iter().position(|known| *known == list);
        let place = known.unwrap_or_else(|| {
            self.lists.push(list);
            self.lists.len() - 1
        });
        let mut unread = Vec::new();
        let trip = trip(&field, &mut unread);
        self.lines.push(TripLine {
            number,
            trip,
            unread,
            list: place,
        });
    }

    /// The different trips, in the order of their dates, each with the lines that name it.
    pub fn trips(&self) -> BTreeMap<&Trip, Vec<u64>> {
        let mut trips: BTreeMap<&Trip, Vec<u64>> = BTreeMap::new();
        for line in &self.lines {
            if let Some(trip) = &line.trip {
                trips.entry(trip).or_default().push(line.number);
            }
        }
        trips
    }

    /// Trips that are said more exactly by another: the same journey, and the other also says the place.
    pub fn is_said_better(&self, trip: &Trip) -> bool {
        trip.seating.is_unknown()
            && self
                .lines
                .iter()
                .filter_map(|line| line.trip.as_ref())
                .any(|other| {
                    let same_journey = (other.date, &other.conveyance, &other.board, &other.alight)
                        == (trip.date, &trip.conveyance, &trip.board, &trip.alight);
                    same_journey && !other.seating.is_unknown()
                })
    }

    /// Where lists name different carriages of one conveyance on one date. Both may be right, of two cases.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let mut said: BTreeMap<(Date, &Conveyance), BTreeMap<usize, CarriageSet>> = BTreeMap::new();
        for line in &self.lines {
            let Some(trip) = line
                .trip
                .as_ref()
                .filter(|t| !t.seating.carriages.is_empty())
            else {
                continue;
            };
            let lists = said.entry((trip.date, &trip.conveyance)).or_default();
            lists
                .entry(line.list)
                .or_default()
                .add_all(trip.seating.carriages);
        }
        let mut found = Vec::new();
        for ((date, conveyance), lists) in said {
            let mut sets = lists.values();
            let first = sets.next();
            if sets.any(|set| Some(set) != first) {
                found.push(Disagreement {
                    date,
                    conveyance: conveyance.clone(),
                    said: lists.into_iter().collect(),
                });
            }
        }
        found
    }
}

/// The trip of a line. A place that nobody can read is listed and not known; without kind, number or date there is no trip.
fn trip<'r>(
    field: &impl Fn(&'static str) -> &'r str,
    unread: &mut Vec<(&'static str, Unread)>,
) -> Option<Trip> {
    let mut note = |column: &'static str, found: Unread| unread.push((column, found));
    let kind = ConveyanceKind::said(field("kind"))
        .map_err(|why| note("kind", why))
        .ok();
    let conveyance = kind.and_then(|kind| {
        numbers(kind, field("number"))
            .map_err(|why| note("number", why))
            .ok()
    });
    let listed = date_of_list(field("published"))
        .map_err(|why| note("published", why))
        .ok();
    let date = listed.and_then(|listed| {
        date_said(field("date_md"), listed)
            .map_err(|why| note("date_md", why))
            .ok()
    });
    let seating = kind.and_then(|kind| {
        let said = seating(kind, field("carriage_seat"));
        said.map_err(|why| note("carriage_seat", why)).ok()
    });
    Some(Trip {
        date: date?,
        conveyance: conveyance?,
        board: field("from").to_owned(),
        alight: field("to").to_owned(),
        seating: seating.unwrap_or_default(),
    })
}
