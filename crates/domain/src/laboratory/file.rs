//! Results as a file, for laboratories without a connection: CSV in UTF-8 with a line of column names.

use std::collections::HashMap;

use super::{Said, Unusable};
use crate::time::{Date, Instant};

/// The columns that a file must have, in any order.
const COLUMNS: [&str; 7] = [
    "sample",
    "document_kind",
    "document",
    "name",
    "sampled_at",
    "outcome",
    "laboratory",
];
/// A column that it may have; without it every line is a first revision.
const REVISION: &str = "revision";
/// The most lines of results in one file.
pub const MOST_LINES: usize = 20_000;

/// A line of a file.
pub struct Line {
    /// Its number in the file, the line of column names being 1.
    pub number: u64,
    /// What it says, or why it cannot be read.
    pub said: Result<Said, Unusable>,
}

/// Why a file is no file of results. The texts say nothing that stands in a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// A column is missing, unknown or there twice.
    #[error(
        "column {0}: the first line names sample, document_kind, document, name, sampled_at, outcome and laboratory, each once, and revision where there are corrections"
    )]
    Column(String),
    /// A line has another number of fields than the first, or a quotation mark that is not closed.
    #[error(
        "line {0}: it has not as many fields as the line of column names; look at its commas and quotation marks"
    )]
    Line(u64),
    /// Too many lines.
    #[error("more than {MOST_LINES} results; cut the file in two")]
    TooLong,
}

/// Reads a file of results. A line that cannot be read is answered as such, the others are read all the same.
pub fn parse_file(text: &str) -> Result<Vec<Line>, FileError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = columns(reader.headers().map_err(|_| FileError::Line(1))?)?;
    let mut lines = Vec::new();
    for record in reader.records() {
        if lines.len() == MOST_LINES {
            return Err(FileError::TooLong);
        }
        let record = record
            .map_err(|error| FileError::Line(error.position().map_or(0, csv::Position::line)))?;
        let number = record.position().map_or(0, csv::Position::line);
        let said = said(&record, &columns);
        lines.push(Line { number, said });
    }
    Ok(lines)
}

/// Where each column stands.
fn columns(head: &csv::StringRecord) -> Result<HashMap<String, usize>, FileError> {
    let mut found = HashMap::new();
    for (at, name) in head.iter().enumerate() {
        let name = name.trim();
        let known = COLUMNS.contains(&name) || name == REVISION;
        if !known || found.insert(name.to_owned(), at).is_some() {
            return Err(FileError::Column(name.to_owned()));
        }
    }
    match COLUMNS.iter().find(|name| !found.contains_key(**name)) {
        Some(missing) => Err(FileError::Column((*missing).to_owned())),
        None => Ok(found),
    }
}

fn said(record: &csv::StringRecord, columns: &HashMap<String, usize>) -> Result<Said, Unusable> {
    let field = |name: &str| {
        let at = columns.get(name);
        at.and_then(|at| record.get(*at)).map(str::trim)
    };
    let word = |name: &str| field(name).unwrap_or_default().to_owned();
    let sampled = instant(field("sampled_at").unwrap_or_default());
    let revision = match field(REVISION) {
        None | Some("") => 1,
        Some(number) => number.parse().map_err(|_| Unusable::Revision)?,
    };
    Ok(Said {
        sample: word("sample"),
        revision,
        document_kind: word("document_kind"),
        document: word("document"),
        name: word("name"),
        sampled_ms: sampled.ok_or(Unusable::SampledAt)?.ms(),
        outcome: word("outcome"),
        laboratory: word("laboratory"),
    })
}

/// An instant as RFC 3339, or as local time to the minute or second: `2020-02-20 09:30`.
fn instant(text: &str) -> Option<Instant> {
    if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
        return Some(Instant::from_ms(timestamp.as_millisecond()));
    }
    let (date, time) = text.split_once([' ', 'T'])?;
    let date: Date = date.parse().ok()?;
    let time: jiff::civil::Time = time.trim().parse().ok()?;
    let second =
        i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    // The zone has had no change of its offset since 1991.
    Some(date.start().plus_ms(second * 1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "sample,document_kind,document,name,sampled_at,outcome,laboratory";

    #[test]
    fn s2_18_a_file_is_read_by_its_column_names_and_each_line_by_itself() {
        let text = format!(
            "\u{FEFF}{HEAD},revision\n\
             a,resident_id,1,张三,2020-02-20 09:30,negative,检验所,\n\
             b,resident_id,1,\"Miller, Zoe\",2020-02-20T01:30:00Z,positive,检验所,2\n\
             c,resident_id,1,张三,yesterday,negative,检验所,1\n\
             d,resident_id,1,张三,2020-02-20 09:30,negative,检验所,first\n"
        );
        let lines = parse_file(&text).unwrap();
        let numbers: Vec<u64> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5]);
        let read = |at: usize| lines[at].said.as_ref().ok().unwrap();
        assert_eq!(read(0).sampled_ms, read(1).sampled_ms);
        assert_eq!((read(0).revision, read(1).revision), (1, 2));
        assert_eq!(read(1).name, "Miller, Zoe");
        assert_eq!(lines[2].said.as_ref().err(), Some(&Unusable::SampledAt));
        assert_eq!(lines[3].said.as_ref().err(), Some(&Unusable::Revision));
    }

    #[test]
    fn s2_18_a_file_of_another_shape_is_refused_by_its_column_or_line() {
        let error = |text: &str| parse_file(text).err().unwrap();
        assert_eq!(
            error("sample,name\n"),
            FileError::Column("document_kind".into())
        );
        let twice = format!("{HEAD},name\n");
        assert_eq!(error(&twice), FileError::Column("name".into()));
        let other = format!("{HEAD},age\n");
        assert_eq!(error(&other), FileError::Column("age".into()));
        assert_eq!(error(&format!("{HEAD}\na,b\n")), FileError::Line(2));
    }
}
