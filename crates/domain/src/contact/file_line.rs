//! A line of a file, field by field, with what is wrong in both languages.

use super::class::IndexPerson;
use super::columns::{Columns, FieldError};
use super::conveyance::{ConveyanceKind, numbers};
use super::event::{Aboard, Air, AtVenue, Role};
use super::seating_read::seating;
use super::unread::Unread;
use super::venue::{PlaceKind, Second};
use crate::time::{Date, Instant};

/// The longest id, venue, room or station, in characters.
const LONGEST: usize = 64;
/// The longest visit and the longest journey, in days: what is longer is a slip of a date.
const LONGEST_DAYS: u32 = 31;

/// A line with its columns.
#[derive(Clone, Copy)]
pub(super) struct Line<'r, 'c> {
    pub(super) record: &'r csv::StringRecord,
    pub(super) columns: &'c Columns,
}

/// What is wrong with a field, in Chinese and English.
pub(super) type Wrong = (String, String);

impl<'r> Line<'r, '_> {
    pub(super) fn aboard(self) -> Result<Aboard, FieldError> {
        let kind = self.needed("kind", |text| {
            ConveyanceKind::said(text).map_err(|_| {
                wrong(
                    "不是事件种类，请写train、flight、coach、ship或venue",
                    "no kind of event; write train, flight, coach, ship or venue",
                )
            })
        })?;
        let first = self.needed("date", date)?;
        let last = self.optional("last_date", date)?;
        let days = last.map_or(0, |last| last - first);
        if !(0..=LONGEST_DAYS as i32).contains(&days) {
            return Err(FieldError::new(
                "last_date",
                format!("到达日期须不早于出发日期，且最长{LONGEST_DAYS}天"),
                format!("the last date lies 0 to {LONGEST_DAYS} days after the date"),
            ));
        }
        Ok(Aboard {
            conveyance: self.needed("number", |text| read(numbers(kind, text)))?,
            date: first,
            last_date: last.unwrap_or(first),
            seating: self.seating(kind)?,
            air: self.optional("air", air)?,
            board: self.name("board", false)?.to_owned(),
            alight: self.name("alight", false)?.to_owned(),
            times: self.times_from(first)?,
        })
    }

    pub(super) fn venue(self, number: &mut impl FnMut(&str) -> u32) -> Result<AtVenue, FieldError> {
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

    pub(super) fn seating(self, kind: ConveyanceKind) -> Result<super::Seating, FieldError> {
        let said = self.columns.field(self.record, "seat");
        read(seating(kind, said)).map_err(|(zh, en)| FieldError::new("seat", zh, en))
    }

    /// The times of a journey of this date: it begins on that date or later, and ends within 31 days.
    pub(super) fn times_from(self, date: Date) -> Result<Option<(Second, Second)>, FieldError> {
        let times = self.times()?;
        let Some((from, to)) = times else {
            return Ok(None);
        };
        if from.instant() < date.start() {
            return Err(FieldError::new(
                "from",
                "出发时间早于行程日期，请核对date与from",
                "the journey begins before its date; compare date and from",
            ));
        }
        if is_too_long(Second::nearest(date.start()), to) {
            return Err(too_long());
        }
        Ok(times)
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
    pub(super) fn name(self, field: &'static str, must: bool) -> Result<&'r str, FieldError> {
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

    pub(super) fn needed<T>(
        self,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<T, FieldError> {
        read(self.columns.field(self.record, field))
            .map_err(|(zh, en)| FieldError::new(field, zh, en))
    }

    pub(super) fn optional<T>(
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
    pub(super) fn empty(self, fields: &[&'static str], kind: &str) -> Result<(), FieldError> {
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

pub(super) const fn is_too_long(from: Second, to: Second) -> bool {
    to.0.saturating_sub(from.0) > LONGEST_DAYS * 86_400
}

pub(super) fn too_long() -> FieldError {
    FieldError::new(
        "to",
        format!("最长{LONGEST_DAYS}天，请核对日期"),
        format!("it lasts {LONGEST_DAYS} days at most; look at the dates"),
    )
}

fn wrong(zh: &str, en: &str) -> Wrong {
    (zh.to_owned(), en.to_owned())
}

pub(super) fn read<T>(said: Result<T, Unread>) -> Result<T, Wrong> {
    said.map_err(|unread| {
        let text = unread.why.text();
        let of = |words: &str| format!("\"{}\" {words}", unread.said);
        (of(&text.zh), of(&text.en))
    })
}

pub(super) fn date(text: &str) -> Result<Date, Wrong> {
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

pub(super) fn role(text: &str) -> Result<Role, Wrong> {
    Role::from_word(text).ok_or_else(|| wrong("请写passenger或crew", "write passenger or crew"))
}

pub(super) fn person(text: &str) -> Result<IndexPerson, Wrong> {
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
pub(super) fn second(text: &str) -> Result<Second, Wrong> {
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
