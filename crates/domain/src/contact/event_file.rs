//! A file of events that staff bring into force: the columns of a file of events, `register` and `withdrawn` beside them, as CSV
//! or as JSON.
//!
//! An event is known by its id within whoever answers for the file: named again it is corrected, with `withdrawn` it is taken
//! back. A file is taken whole or not at all.

use csv::StringRecord;

use super::columns::Columns;
use super::event::Event;
use super::event_lines::{MOST_EVENTS, lines, too_many, without};
use super::file::{EVENT_COLUMNS, event_line};
use super::prepared::Prepared;
use super::rules::ContactRules;
use super::venue_day::VenueDay;
use super::{IndexPerson, Where};
use crate::ids::VenueId;
use crate::policy::Text;
use crate::time::{Date, Instant};

/// The most faults that are told at once.
const MOST_FAULTS: usize = 20;
/// The longest journey of an event, in days after its first (P).
const LONGEST_JOURNEY_DAYS: i32 = 3;
/// How long before today an event may lie, in days: behind it no rule looks (P).
const LOOKS_BACK_DAYS: i32 = 60;
/// The column that takes an event back.
const WITHDRAWN: &str = "withdrawn";
/// The column with the number of a venue in the register: its visits are held against the event.
const REGISTER: &str = "register";

/// An event as a file says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventSaid {
    /// Its id in the file.
    pub name: String,
    /// What it says; none where it is taken back.
    pub event: Option<Event>,
    /// What the venue is called; empty for a conveyance.
    pub venue: String,
    /// The venue in the register, where it has a code.
    pub register: Option<VenueId>,
}

impl EventSaid {
    /// From when until when it was, at a venue or aboard; none where its times are not known, or it is taken back.
    pub fn times(&self) -> Option<(Instant, Instant)> {
        let (from, to) = match &self.event.as_ref()?.place {
            Where::Venue(case) => (case.from, case.to),
            Where::Aboard(aboard) => aboard.times?,
        };
        Some((from.instant(), to.instant()))
    }

    /// When its venue closed; none where it does not say so.
    pub fn closes(&self) -> Option<Instant> {
        match &self.event.as_ref()?.place {
            Where::Venue(case) => case.closes.map(super::venue::Second::instant),
            Where::Aboard(_) => None,
        }
    }

    /// The venue and the days whose visits it opens; none where it names no registered venue.
    pub fn venue_days(&self) -> Vec<VenueDay> {
        let place = self.event.as_ref().map(|event| &event.place);
        match (place, self.register) {
            (Some(Where::Venue(case)), Some(venue)) => VenueDay::near(venue, case).collect(),
            _ => Vec::new(),
        }
    }
}

/// What of a file cannot be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventFault {
    /// The line, that of the column names being 1; of JSON the element, the first being 2.
    pub line: usize,
    /// The column.
    pub field: String,
    /// What is wrong, and what to do.
    pub text: Text,
}

impl EventFault {
    pub(super) fn new(line: usize, field: impl Into<String>, text: Text) -> Self {
        Self {
            line,
            field: field.into(),
            text,
        }
    }
}

/// Reads a file of events on `today`. Whose case they are of is in `onset`: the onset of those that name none.
pub fn event_file(
    text: &str,
    rules: &ContactRules,
    onset: Option<Date>,
    today: Date,
) -> Result<Vec<EventSaid>, Vec<EventFault>> {
    let lines = lines(text).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut events: Vec<EventSaid> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let Some((head, lines)) = lines.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Err(vec![EventFault::new(1, "text", empty())]);
    };
    if lines.len() > MOST_EVENTS {
        return Err(vec![EventFault::new(MOST_EVENTS + 2, "text", too_many())]);
    }
    let table = Table::of(head).map_err(|fault| vec![fault])?;
    for (number, record) in lines.iter().enumerate() {
        let line = number + 2;
        match table.event(record, &mut names, onset) {
            Ok(said) if events.iter().any(|other| other.name == said.name) => {
                faults.push(EventFault::new(line, "id", twice()));
            }
            Ok(said) => {
                let wrong = said.event.as_ref();
                let wrong = wrong.and_then(|event| unfit(rules, event, today));
                faults.extend(wrong.map(|(field, text)| EventFault::new(line, field, text)));
                events.push(said);
            }
            Err((field, text)) => faults.push(EventFault::new(line, field, text)),
        }
    }
    if faults.is_empty() {
        Ok(events)
    } else {
        faults.truncate(MOST_FAULTS);
        Err(faults)
    }
}

/// The columns of a file, and where those stand that only a file of the service has.
struct Table {
    columns: Columns,
    withdrawn: Option<usize>,
    register: Option<usize>,
}

impl Table {
    fn of(head: &StringRecord) -> Result<Self, EventFault> {
        let place = |column: &str| head.iter().position(|name| name.trim() == column);
        let (withdrawn, register) = (place(WITHDRAWN), place(REGISTER));
        let head = without(head, [withdrawn, register]);
        let columns = Columns::of(&head, EVENT_COLUMNS).map_err(|error| {
            let en = error.to_string();
            EventFault::new(1, error.column, Text::new("列名不符，请按说明填写", en))
        })?;
        Ok(Self {
            columns,
            withdrawn,
            register,
        })
    }

    fn event(
        &self,
        record: &StringRecord,
        names: &mut Vec<String>,
        onset: Option<Date>,
    ) -> Result<EventSaid, (&'static str, Text)> {
        let said = |at: Option<usize>| at.and_then(|at| record.get(at)).map(str::trim);
        let (taken_back, register) = (said(self.withdrawn), said(self.register));
        let record = without(record, [self.withdrawn, self.register]);
        let name = self.columns.field(&record, "id");
        match taken_back.unwrap_or_default() {
            "" | "no" => {}
            "yes" if !name.is_empty() && name.chars().count() <= 64 => {
                return Ok(EventSaid {
                    name: name.to_owned(),
                    event: None,
                    venue: String::new(),
                    register: None,
                });
            }
            _ => {
                let text = Text::new("请写yes或留空", "write yes, or leave it empty");
                return Err((WITHDRAWN, text));
            }
        }
        let mut number = |name: &str| {
            let known = names.iter().position(|known| known == name);
            let at = known.unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            });
            at as u32
        };
        let line = event_line(&record, &self.columns, &mut number);
        let line = line.map_err(|error| (error.field, error.text))?;
        let mut event = line.event;
        let register = registered(register.unwrap_or_default(), &event)?;
        if event.of == IndexPerson::Case {
            event.onset = event.onset.or(onset);
        }
        Ok(EventSaid {
            name: line.id.to_owned(),
            venue: self.columns.field(&record, "venue").to_owned(),
            event: Some(event),
            register,
        })
    }
}

/// The venue that a number of the register names, of an event at a venue.
fn registered(said: &str, event: &Event) -> Result<Option<VenueId>, (&'static str, Text)> {
    if said.is_empty() {
        return Ok(None);
    }
    if matches!(event.place, Where::Aboard(_)) {
        let text = Text::new(
            "车次、航班没有场所编号，请留空",
            "a conveyance is in no register of venues; leave it empty",
        );
        return Err((REGISTER, text));
    }
    let number = said.parse().ok().filter(|number| *number > 0);
    number.map(|number| Some(VenueId(number))).ok_or_else(|| {
        let text = Text::new(
            "请填写场所码下方的编号，没有场所码的留空",
            "write the number below the venue's code; leave it empty where the venue has none",
        );
        (REGISTER, text)
    })
}

/// What makes an event none that can come into force.
fn unfit(rules: &ContactRules, event: &Event, today: Date) -> Option<(&'static str, Text)> {
    if let Err(unfit) = Prepared::of(rules, 0, event) {
        return Some((unfit.field(), unfit.text()));
    }
    let (first, last) = event.dates();
    let (field, text) = if last > today {
        let text = Text::new("不能在将来", "lies in the future");
        ("date", text)
    } else if first < today - LOOKS_BACK_DAYS {
        let text = Text::new("早于60天前", "lies more than 60 days back");
        ("date", text)
    } else if last - first > LONGEST_JOURNEY_DAYS {
        let text = Text::new(
            "行程最长4天，请分段录入",
            "a journey has 4 days at most; enter it in parts",
        );
        ("last_date", text)
    } else {
        return None;
    };
    Some((field, text))
}

impl Event {
    /// The first and the last date of it.
    pub fn dates(&self) -> (Date, Date) {
        match &self.place {
            Where::Aboard(aboard) => (aboard.date, aboard.last_date),
            Where::Venue(venue) => (venue.from.instant().date(), venue.to.instant().date()),
        }
    }
}

fn empty() -> Text {
    Text::new(
        "没有事件，请在列名之下每行写一个",
        "there is no event; write one a line below the names of the columns",
    )
}

fn twice() -> Text {
    Text::new("同一编号出现两次", "this id stands there twice")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id,kind,number,date,seat,venue,place,from,to,onset,withdrawn";

    fn read(lines: &str) -> Result<Vec<EventSaid>, Vec<(usize, String)>> {
        let text = format!("{HEAD}\n{lines}\n");
        event_file(
            &text,
            ContactRules::built_in(),
            None,
            "2020-01-30".parse().unwrap(),
        )
        .map_err(|faults| faults.into_iter().map(|f| (f.line, f.field)).collect())
    }

    #[test]
    fn s2_15_a_file_of_events_is_taken_whole_or_not_at_all() {
        let good = "T1,train,G2035,2020-01-16,10号车厢,,,,,,\nT2,,,,,,,,,,yes";
        let events = read(good).unwrap();
        assert_eq!(events.len(), 2);
        assert!(events[0].event.is_some() && events[1].event.is_none());
        let two_wrong = "T1,train,那趟车,2020-01-16,,,,,,,\nT2,train,G1,2020-02-16,,,,,,,";
        let faults = read(two_wrong).unwrap_err();
        assert_eq!(faults, [(2, "number".to_owned()), (3, "date".to_owned())]);
        let twice = "T1,train,G1,2020-01-16,,,,,,,\nT1,train,G1,2020-01-16,,,,,,,";
        assert_eq!(read(twice).unwrap_err(), [(3, "id".to_owned())]);
        assert_eq!(
            read("T1,,,,,,,,,,maybe").unwrap_err(),
            [(2, "withdrawn".to_owned())]
        );
    }

    #[test]
    fn s2_15_an_event_at_a_venue_lasts_six_hours_at_most() {
        let venue =
            |to: &str| format!("R1,venue,,,,餐厅甲,restaurant,2020-01-20 12:00,2020-01-20 {to},,");
        assert_eq!(read(&venue("18:00")).unwrap()[0].venue, "餐厅甲");
        assert_eq!(read(&venue("18:01")).unwrap_err(), [(2, "to".to_owned())]);
    }

    #[test]
    fn n_5_an_event_names_a_venue_by_its_number_in_the_register() {
        let head = "id,kind,number,venue,place,from,to,register";
        let read = |line: &str| {
            let text = format!("{head}\n{line}\n");
            let today = "2020-01-30".parse().unwrap();
            event_file(&text, ContactRules::built_in(), None, today)
                .map(|events| events[0].clone())
                .map_err(|faults| faults[0].field.clone())
        };
        let at = |register: &str| {
            format!("R1,venue,,餐厅甲,restaurant,2020-01-20 12:00,2020-01-20 13:00,{register}")
        };
        let said = read(&at("4711")).unwrap();
        assert_eq!(said.register, Some(VenueId(4_711)));
        let days: Vec<String> = said
            .venue_days()
            .iter()
            .map(|d| d.day.to_string())
            .collect();
        assert_eq!(
            days,
            ["2020-01-19", "2020-01-20"],
            "a night before counts too"
        );
        assert_eq!(read(&at("")).unwrap().register, None);
        for wrong in ["0", "-4", "HCV1"] {
            assert_eq!(read(&at(wrong)).unwrap_err(), "register", "{wrong}");
        }
    }

    #[test]
    fn s2_15_json_says_the_same_as_csv() {
        let json = r#"[{"id":"T1","kind":"train","number":"G2035","date":"2020-01-16","seat":"10号车厢"},
            {"id":"T2","withdrawn":"yes"}]"#;
        let read_json = event_file(
            json,
            ContactRules::built_in(),
            None,
            "2020-01-30".parse().unwrap(),
        );
        let csv = read("T1,train,G2035,2020-01-16,10号车厢,,,,,,\nT2,,,,,,,,,,yes");
        assert_eq!(read_json.unwrap(), csv.unwrap());
    }
}
