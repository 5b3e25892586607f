//! Published lists of trips with confirmed cases: what each line says, what nobody can read, and where lists disagree.

use std::collections::{BTreeMap, HashMap};

use super::columns::Columns;
use super::conveyance::{Conveyance, ConveyanceKind, Number, numbers};
use super::date_said::{date_of_list, date_said};
use super::seating::{CarriageSet, Seating};
use super::seating_read::seating;
use super::unread::Unread;
use crate::time::Date;

/// The column of carriage and seat.
const SEAT: &str = "carriage_seat";
/// The columns of a file of lists. `published` and `source` say which list a line is of.
pub const PUBLISHED_COLUMNS: &[(&str, bool)] = &[
    ("date_md", true),
    ("kind", true),
    ("number", true),
    (SEAT, true),
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

    /// Whether another line says the same journey with its place, and this trip names none. One whose place nobody could read
    /// names one: it is not said better.
    pub fn is_said_better(&self, trip: &Trip) -> bool {
        let names_a_place = |line: &TripLine| line.unread.iter().any(|(column, _)| *column == SEAT);
        let is_this = |line: &&TripLine| line.trip.as_ref() == Some(trip);
        if !trip.seating.is_unknown() || self.lines.iter().filter(is_this).any(names_a_place) {
            return false;
        }
        let others = self.lines.iter().filter_map(|line| line.trip.as_ref());
        let mut better = others.filter(|other| {
            let same_way =
                (other.date, &other.board, &other.alight) == (trip.date, &trip.board, &trip.alight);
            same_way && other.conveyance.shares_number(&trip.conveyance)
        });
        better.any(|other| !other.seating.is_unknown())
    }

    /// Where lists name different carriages of one conveyance on one date; one list may know it by a number more than another.
    /// Both may be right, of two cases.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let mut found = Vec::new();
        for said in self.named_carriages() {
            let mut sets = said.lists.values();
            let first = sets.next();
            if sets.any(|set| Some(set) != first) {
                found.push(Disagreement {
                    date: said.date,
                    conveyance: said.conveyance,
                    said: said.lists.into_iter().collect(),
                });
            }
        }
        found.sort_by(|one, other| {
            (one.date, &one.conveyance).cmp(&(other.date, &other.conveyance))
        });
        found
    }

    /// The carriages that each list names, by conveyance and date.
    fn named_carriages(&self) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        // Where a number of a date stands in `named`.
        let mut known: HashMap<(Date, ConveyanceKind, Number), usize> = HashMap::new();
        for line in &self.lines {
            let trip = line.trip.as_ref();
            let Some(trip) = trip.filter(|trip| !trip.seating.carriages.is_empty()) else {
                continue;
            };
            let kind = trip.conveyance.kind;
            let key = |number: &Number| (trip.date, kind, number.clone());
            let mut one = Named::of(trip, line.list);
            for number in &trip.conveyance.numbers {
                if let Some(at) = known.get(&key(number)) {
                    one.join(&mut named[*at]);
                }
            }
            for number in &one.conveyance.numbers {
                known.insert(key(number), named.len());
            }
            named.push(one);
        }
        named
    }
}

/// What lists name of a conveyance on a date; emptied where another has taken it over.
struct Named {
    date: Date,
    conveyance: Conveyance,
    lists: BTreeMap<usize, CarriageSet>,
}

impl Named {
    fn of(trip: &Trip, list: usize) -> Self {
        Self {
            date: trip.date,
            conveyance: trip.conveyance.clone(),
            lists: BTreeMap::from([(list, trip.seating.carriages)]),
        }
    }

    /// Takes over what another says, which is the same conveyance.
    fn join(&mut self, other: &mut Self) {
        for (list, carriages) in std::mem::take(&mut other.lists) {
            self.lists.entry(list).or_default().add_all(carriages);
        }
        for number in std::mem::take(&mut other.conveyance.numbers) {
            if !self.conveyance.numbers.contains(&number) {
                self.conveyance.numbers.push(number);
            }
        }
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
        let said = seating(kind, field(SEAT));
        said.map_err(|why| note(SEAT, why)).ok()
    });
    Some(Trip {
        date: date?,
        conveyance: conveyance?,
        board: field("from").to_owned(),
        alight: field("to").to_owned(),
        seating: seating.unwrap_or_default(),
    })
}
