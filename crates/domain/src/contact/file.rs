//! Events, visits and legs as lines of files (`docs/CONTACTS.md`).

use super::class::IndexPerson;
use super::columns::{Columns, FieldError};
use super::conveyance::{ConveyanceKind, numbers};
use super::event::{Event, Leg, Role, Where};
use super::file_line::{Line, date, is_too_long, person, read, role, second, too_long};
use super::venue::Second;

/// The columns of a file of events; `true`: each file has it.
pub const EVENT_COLUMNS: &[(&str, bool)] = &[
    ("id", true),
    ("kind", true),
    ("number", false),
    ("date", false),
    ("last_date", false),
    ("seat", false),
    ("air", false),
    ("board", false),
    ("alight", false),
    ("venue", false),
    ("place", false),
    ("room", false),
    ("from", false),
    ("to", false),
    ("closes", false),
    ("onset", false),
    ("of", false),
];
/// The columns of a file of visits.
pub const VISIT_COLUMNS: &[(&str, bool)] = &[
    ("id", true),
    ("venue", true),
    ("room", false),
    ("from", true),
    ("to", true),
];
/// The columns of a file of legs.
pub const LEG_COLUMNS: &[(&str, bool)] = &[
    ("id", true),
    ("kind", true),
    ("number", true),
    ("date", true),
    ("seat", true),
    ("board", false),
    ("alight", false),
    ("from", false),
    ("to", false),
    ("role", false),
];
/// The kind of an event that is at a venue.
const VENUE: &str = "venue";

/// A line of a file of events.
#[derive(Debug)]
pub struct EventLine<'r> {
    /// Its id.
    pub id: &'r str,
    /// What it says; the numbers of venue and room are the caller's.
    pub event: Event,
}

/// A line of a file of visits.
#[derive(Debug, PartialEq, Eq)]
pub struct VisitLine<'r> {
    /// Its id.
    pub id: &'r str,
    /// The venue.
    pub venue: &'r str,
    /// The room; empty where none is named.
    pub room: &'r str,
    /// When they came.
    pub from: Second,
    /// When they left, where that is known.
    pub to: Option<Second>,
}

/// A line of a file of legs.
#[derive(Debug)]
pub struct LegLine<'r> {
    /// Its id.
    pub id: &'r str,
    /// What it says; its row is 0, for the caller to number.
    pub leg: Leg,
}

/// Reads a line of visits.
pub fn visit_line<'r>(
    record: &'r csv::StringRecord,
    columns: &Columns,
) -> Result<VisitLine<'r>, FieldError> {
    let line = Line { record, columns };
    let from = line.needed("from", second)?;
    let to = line.optional("to", second)?;
    if to.is_some_and(|to| to <= from) {
        return Err(FieldError::new(
            "to",
            "离开时间须晚于到达时间；不详时请留空",
            "the end lies not after the beginning; leave it empty where nobody knows it",
        ));
    }
    if to.is_some_and(|to| is_too_long(from, to)) {
        return Err(too_long());
    }
    Ok(VisitLine {
        id: line.name("id", true)?,
        venue: line.name("venue", true)?,
        room: line.name("room", false)?,
        from,
        to,
    })
}

/// Reads a line of legs.
pub fn leg_line<'r>(
    record: &'r csv::StringRecord,
    columns: &Columns,
) -> Result<LegLine<'r>, FieldError> {
    let line = Line { record, columns };
    let kind = line.needed("kind", |text| read(ConveyanceKind::said(text)))?;
    let seating = line.seating(kind)?;
    if seating.carriages.len() > 1 {
        return Err(FieldError::new(
            "seat",
            "一个行程只能有一个车厢",
            "a leg has one carriage",
        ));
    }
    let day = line.needed("date", date)?;
    let leg = Leg {
        row: 0,
        conveyance: line.needed("number", |text| read(numbers(kind, text)))?,
        date: day,
        seating,
        role: line.optional("role", role)?.unwrap_or(Role::Passenger),
        board: line.name("board", false)?.to_owned(),
        alight: line.name("alight", false)?.to_owned(),
        times: line.times_from(day)?,
    };
    let id = line.name("id", true)?;
    Ok(LegLine { id, leg })
}

/// Reads a line of events. `number` numbers venues and rooms by their names, the same name alike.
pub fn event_line<'r>(
    record: &'r csv::StringRecord,
    columns: &Columns,
    number: &mut impl FnMut(&str) -> u32,
) -> Result<EventLine<'r>, FieldError> {
    let line = Line { record, columns };
    let id = line.name("id", true)?;
    let place = if columns.field(record, "kind") == VENUE {
        line.empty(
            &[
                "number",
                "date",
                "last_date",
                "seat",
                "air",
                "board",
                "alight",
            ],
            VENUE,
        )?;
        Where::Venue(line.venue(number)?)
    } else {
        line.empty(&["venue", "place", "room", "closes"], "a conveyance")?;
        Where::Aboard(line.aboard()?)
    };
    let event = Event {
        of: line.optional("of", person)?.unwrap_or(IndexPerson::Case),
        onset: line.optional("onset", date)?,
        place,
    };
    Ok(EventLine { id, event })
}
