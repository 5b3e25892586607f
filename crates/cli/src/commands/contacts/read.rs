//! Files of many lines, read as they come: 10 million visits take no more memory than their index.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use domain::contact::{
    Columns, EVENT_COLUMNS, Event, FieldError, LEG_COLUMNS, LegIndex, Legs, VISIT_COLUMNS, Visit,
    VisitIndex, Visits, event_line, leg_line, visit_line,
};
use domain::policy::Text;

use crate::commands::progress;

/// The most lines of errors that are told at once.
const MOST_ERRORS: usize = 20;
/// After so many lines the bar moves.
const STEP: u64 = 65_536;
/// The most events of a file.
const MOST_EVENTS: usize = 1_000_000;

/// Names by number, in one text.
#[derive(Default)]
pub(super) struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    /// Adds a name and gives its number.
    fn push(&mut self, name: &str) -> u64 {
        self.text.push_str(name);
        self.ends.push(self.text.len());
        self.ends.len() as u64 - 1
    }

    /// The name of a number; empty where there is none.
    pub(super) fn name(&self, number: u64) -> &str {
        let at = number as usize;
        let begin = at
            .checked_sub(1)
            .map_or(0, |before| self.ends.get(before).copied().unwrap_or(0));
        let end = self.ends.get(at).copied().unwrap_or(begin);
        self.text.get(begin..end).unwrap_or_default()
    }
}

/// Venues and rooms by name, the same name alike.
#[derive(Default)]
pub(super) struct Names(HashMap<String, u32>);

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let next = self.0.len() as u32;
        self.0.insert(name.to_owned(), next);
        next
    }
}

/// An event of a file.
pub(super) struct Told {
    pub(super) id: String,
    pub(super) line: u64,
    pub(super) event: Event,
}

/// Reads events; two of one id are refused.
pub(super) fn events(path: &Path, names: &mut Names) -> anyhow::Result<Vec<Told>> {
    let mut events: Vec<Told> = Vec::new();
    let mut seen = HashMap::new();
    lines(path, EVENT_COLUMNS, |record, columns, line| {
        let read = event_line(record, columns, &mut |name| names.number(name))?;
        if let Some(first) = seen.insert(read.id.to_owned(), line) {
            return Err(wrong(
                format!("id：\"{}\"已用于第{first}行", read.id),
                format!("id: \"{}\" is the id of line {first} already", read.id),
            ));
        }
        if events.len() == MOST_EVENTS {
            return Err(wrong(
                format!("超过{MOST_EVENTS}起事件，请拆分文件"),
                format!("more than {MOST_EVENTS} events; cut the file in two"),
            ));
        }
        events.push(Told {
            id: read.id.to_owned(),
            line,
            event: read.event,
        });
        Ok(())
    })?;
    Ok(events)
}

/// Reads visits, and makes their index.
pub(super) fn visits(path: &Path, names: &mut Names) -> anyhow::Result<(VisitIndex, Ids)> {
    let mut ids = Ids::default();
    let mut visits = Visits::default();
    lines(path, VISIT_COLUMNS, |record, columns, _| {
        let line = visit_line(record, columns)?;
        visits.push(Visit {
            row: ids.push(line.id),
            venue: names.number(line.venue).into(),
            room: (!line.room.is_empty()).then(|| names.number(line.room)),
            from: line.from,
            to: line.to,
        });
        Ok(())
    })?;
    Ok((visits.index(), ids))
}

/// Reads legs, and makes their index.
pub(super) fn legs(path: &Path) -> anyhow::Result<(LegIndex, Ids)> {
    let mut ids = Ids::default();
    let mut legs = Legs::default();
    lines(path, LEG_COLUMNS, |record, columns, _| {
        let mut line = leg_line(record, columns)?;
        line.leg.row = ids.push(line.id);
        legs.push(&line.leg);
        Ok(())
    })?;
    Ok((legs.index(), ids))
}

/// What is wrong in a line.
pub(super) enum Wrong {
    Field(FieldError),
    Line(Text),
}

fn wrong(zh: impl Into<String>, en: impl Into<String>) -> Wrong {
    Wrong::Line(Text::new(zh, en))
}

impl From<FieldError> for Wrong {
    fn from(error: FieldError) -> Self {
        Self::Field(error)
    }
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(error) => error.fmt(f),
            Self::Line(text) => write!(f, "{}; {}", text.en, text.zh),
        }
    }
}

/// Hands each line of a file on with its number; what is wrong is told by file, line and field, up to twenty lines at once.
pub(super) fn lines(
    path: &Path,
    known: &'static [(&'static str, bool)],
    mut each: impl FnMut(&StringRecord, &Columns, u64) -> Result<(), Wrong>,
) -> anyhow::Result<()> {
    let name = path.display();
    let file = File::open(path).with_context(|| format!("{name}: cannot be read; 无法读取文件"))?;
    let bytes = file.metadata().map_or(0, |data| data.len());
    let mut reader: Reader<File> = ReaderBuilder::new()
        .buffer_capacity(1 << 20)
        .from_reader(file);
    let head = reader.headers().map_err(|e| {
        let (line, wrong) = broken(&e);
        anyhow!("{name}, line {line}: {wrong}")
    })?;
    let columns = Columns::of(head, known).map_err(|e| anyhow!("{name}, {e}"))?;
    let bar = progress::bytes(bytes);
    let (mut record, mut told, mut count) = (StringRecord::new(), Vec::new(), 0_u64);
    while told.len() < MOST_ERRORS {
        let read = reader.read_record(&mut record);
        let position = record.position();
        count += 1;
        if count.is_multiple_of(STEP) {
            bar.set_position(position.map_or(0, csv::Position::byte));
        }
        match read {
            Ok(false) => break,
            Ok(true) => {
                let line = position.map_or(0, csv::Position::line);
                if let Err(wrong) = each(&record, &columns, line) {
                    told.push(format!("{name}, line {line}, {wrong}"));
                }
            }
            Err(error) => {
                let (line, wrong) = broken(&error);
                told.push(format!("{name}, line {line}: {wrong}"));
                if error.is_io_error() {
                    break;
                }
            }
        }
    }
    bar.finish_and_clear();
    if told.is_empty() {
        return Ok(());
    }
    if told.len() == MOST_ERRORS {
        told.push(format!(
            "{name}: there may be more; mend these first; 可能还有其他错误，请先改正以上各行"
        ));
    }
    bail!("{}", told.join("\n"))
}

/// A line that is none: another number of fields, no UTF-8, or the file went away.
fn broken(error: &csv::Error) -> (u64, Wrong) {
    let line = error.position().map_or(1, csv::Position::line);
    let wrong = match error.kind() {
        ErrorKind::UnequalLengths { .. } => wrong(
            "字段数与列名行不同，请检查逗号与引号",
            "it has not as many fields as the line of column names; look at its commas and quotation marks",
        ),
        ErrorKind::Utf8 { .. } => wrong(
            "不是UTF-8文本，请转换文件编码",
            "it is not UTF-8 text; convert the file",
        ),
        _ => wrong("无法读取", "it cannot be read"),
    };
    (line, wrong)
}
