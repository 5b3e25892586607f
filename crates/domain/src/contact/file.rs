//! Events, visits and legs as lines of files (`docs/CONTACTS.md`).

use super::class::IndexPerson;
use super::columns::{Columns, FieldError};
use super::conveyance::{ConveyanceKind, numbers};
use super::event::{Aboard, Air, AtVenue, Event, Leg, Role, Where};
use super::seating_read::seating;
use super::unread::Unread;
use super::venue::{PlaceKind, Second};
use crate::time::{Date, Instant};

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
/// The longest id, venue, room or station, in characters.
const LONGEST: usize = 64;
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
    let leg = Leg {
        row: 0,
        conveyance: line.needed("number", |text| read(numbers(kind, text)))?,
        date: line.needed("date", date)?,
        seating,
        role: line.optional("role", role)?.unwrap_or(Role::Passenger),
        board: line.name("board", false)?.to_owned(),
        alight: line.name("alight", false)?.to_owned(),
        times: line.times()?,
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

/// A line with its columns.
#[derive(Clone, Copy)]
struct Line<'r, 'c> {
    record: &'r csv::StringRecord,
    columns: &'c Columns,
}

/// What is wrong with a field, in Chinese and English.
type Wrong = (String, String);

impl<'r> Line<'r, '_> {
    fn aboard(self) -> Result<Aboard, FieldError> {
        let kind = self.needed("kind", |text| {
            ConveyanceKind::said(text).map_err(|_| {
                wrong(
                    "不是事件种类，请写train、flight、coach、ship或venue",
                    "no kind of event; write train, flight, coach, ship or venue",
                )
            })
        })?;
        let first = self.needed("date", date)?;
        Ok(Aboard {
            conveyance: self.needed("number", |text| read(numbers(kind, text)))?,
            date: first,
            last_date: self.optional("last_date", date)?.unwrap_or(first),
            seating: self.seating(kind)?,
            air: self.optional("air", air)?,
            board: self.name("board", false)?.to_owned(),
            alight: self.name("alight", false)?.to_owned(),
            times: self.times()?,
        })
    }

    fn venue(self, number: &mut impl FnMut(&str) -> u32) -> Result<AtVenue, FieldError> {
        let venue = self.name("venue", true)?;
        let room = self.name("room", false)?;
        Ok(AtVenue {
            venue: number(venue).into(),
            kind: self.needed("place", place_kind)?,
            room: (!room.is_empty()).then(|| number(room)),
            from: self.needed("from", second)?,
            to: self.needed("to", second)?,
            closes: self.optional("closes", second)?,
        })
    }

    fn seating(self, kind: ConveyanceKind) -> Result<super::Seating, FieldError> {
        let said = self.columns.field(self.record, "seat");
        read(seating(kind, said)).map_err(|(zh, en)| FieldError::new("seat", zh, en))
    }

    fn times(self) -> Result<Option<(Second, Second)>, FieldError> {
        let (from, to) = (self.optional("from", second)?, self.optional("to", second)?);
        match (from, to) {
            (None, None) => Ok(None),
            (Some(from), Some(to)) if from < to => Ok(Some((from, to))),
            _ => Err(FieldError::new(
                "to",
                "出发与到达时间须同时填写，且到达晚于出发；不详时请都留空",
                "write both, the end after the beginning; leave both empty where they are not known",
            )),
        }
    }

    /// A name of 1 to 64 characters; it may be empty where it need not be there.
    fn name(self, field: &'static str, must: bool) -> Result<&'r str, FieldError> {
        let name = self.columns.field(self.record, field);
        let length = name.chars().count();
        if length > LONGEST || (must && length == 0) || name.chars().any(char::is_control) {
            return Err(FieldError::new(
                field,
                format!("请填写1至{LONGEST}个字符"),
                format!("write 1 to {LONGEST} characters"),
            ));
        }
        Ok(name)
    }

    fn needed<T>(
        self,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<T, FieldError> {
        read(self.columns.field(self.record, field))
            .map_err(|(zh, en)| FieldError::new(field, zh, en))
    }

    fn optional<T>(
        self,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, FieldError> {
        if self.columns.field(self.record, field).is_empty() {
            return Ok(None);
        }
        self.needed(field, read).map(Some)
    }

    /// Fields that say nothing of this kind of event.
    fn empty(self, fields: &[&'static str], kind: &str) -> Result<(), FieldError> {
        let filled = fields
            .iter()
            .find(|f| !self.columns.field(self.record, f).is_empty());
        filled.map_or(Ok(()), |field| {
            Err(FieldError::new(
                field,
                "此类事件没有这一项，请留空",
                format!("an event of {kind} has no such field; leave it empty"),
            ))
        })
    }
}

fn wrong(zh: &str, en: &str) -> Wrong {
    (zh.to_owned(), en.to_owned())
}

fn read<T>(said: Result<T, Unread>) -> Result<T, Wrong> {
    said.map_err(|unread| {
        let text = unread.why.text();
        let of = |words: &str| format!("\"{}\" {words}", unread.said);
        (of(&text.zh), of(&text.en))
    })
}

fn date(text: &str) -> Result<Date, Wrong> {
    text.parse().map_err(|_| {
        wrong(
            "不是日期，请写成2020-01-22",
            "no date; write it as 2020-01-22",
        )
    })
}

fn air(text: &str) -> Result<Air, Wrong> {
    Air::from_word(text).ok_or_else(|| {
        wrong(
            "请写filtered、unfiltered、sealed或ventilated",
            "write filtered, unfiltered, sealed or ventilated",
        )
    })
}

fn role(text: &str) -> Result<Role, Wrong> {
    Role::from_word(text).ok_or_else(|| wrong("请写passenger或crew", "write passenger or crew"))
}

fn person(text: &str) -> Result<IndexPerson, Wrong> {
    IndexPerson::from_word(text).ok_or_else(|| wrong("请写case或close", "write case or close"))
}

fn place_kind(text: &str) -> Result<PlaceKind, Wrong> {
    PlaceKind::from_word(text).ok_or_else(|| {
        let words: Vec<&str> = PlaceKind::ALL.iter().map(|kind| kind.word()).collect();
        let words = words.join(", ");
        (
            format!("请写以下之一：{words}"),
            format!("write one of {words}"),
        )
    })
}

/// A moment: `2020-01-22 14:30`, with seconds or without, local; or RFC 3339.
fn second(text: &str) -> Result<Second, Wrong> {
    local(text).or_else(|| with_zone(text)).ok_or_else(|| {
        wrong(
            "不是时间，请写成2020-01-22 14:30",
            "no time; write it as 2020-01-22 14:30",
        )
    })
}

fn with_zone(text: &str) -> Option<Second> {
    let timestamp: jiff::Timestamp = text.parse().ok()?;
    Second::of(Instant::from_ms(timestamp.as_millisecond()))
}

fn local(text: &str) -> Option<Second> {
    let (date, time) = (text.get(..10)?, text.get(11..)?);
    let is_time = matches!(text.as_bytes()[10], b' ' | b'T') && matches!(time.len(), 5 | 8);
    let date: Date = is_time.then(|| date.parse().ok()).flatten()?;
    let time: jiff::civil::Time = time.parse().ok()?;
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let of_day = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second);
    // The zone has had no change of its offset since 1991.
    Second::of(date.start().plus_ms(of_day * 1_000))
}
