//! The lines of a file of events, of CSV and of JSON alike.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::event_file::EventFault;
use crate::policy::Text;

/// The most events of one file (P): whoever agrees to it reads each.
pub(super) const MOST_EVENTS: usize = 200;
/// The largest file, in bytes.
const MAX_BYTES: usize = 1 << 18;

/// The lines of a file, the names of the columns first.
pub(super) fn lines(text: &str) -> Result<Vec<StringRecord>, EventFault> {
    if text.len() > MAX_BYTES {
        return Err(EventFault::new(1, "text", too_many()));
    }
    if text.trim_start().starts_with('[') {
        return json(text);
    }
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for line in reader.into_records() {
        let line = line.map_err(|error| {
            let text = Text::new("不是CSV表格，请核对这一行", error.to_string());
            EventFault::new(lines.len() + 1, "text", text)
        })?;
        lines.push(line);
        if lines.len() > MOST_EVENTS + 1 {
            break;
        }
    }
    Ok(lines)
}

/// A list of objects whose every value is a text, as lines.
fn json(text: &str) -> Result<Vec<StringRecord>, EventFault> {
    let rows: Vec<BTreeMap<String, String>> = serde_json::from_str(text).map_err(|error| {
        let text = Text::new("不是JSON列表，每项的值均须为文字", error.to_string());
        EventFault::new(1, "text", text)
    })?;
    let mut head: Vec<&str> = rows
        .iter()
        .flat_map(|row| row.keys().map(String::as_str))
        .collect();
    head.sort_unstable();
    head.dedup();
    let mut lines = vec![StringRecord::from(head.clone())];
    lines.extend(rows.iter().map(|row| {
        let field = |name: &&str| row.get(*name).map_or("", String::as_str);
        head.iter().map(field).collect::<StringRecord>()
    }));
    Ok(lines)
}

pub(super) fn without(record: &StringRecord, at: [Option<usize>; 2]) -> StringRecord {
    let fields = record.iter().enumerate();
    let left = fields.filter(|(place, _)| !at.contains(&Some(*place)));
    left.map(|(_, field)| field).collect()
}

pub(super) fn too_many() -> Text {
    Text::new(
        "一份最多200个事件、256 KB，请分开提议",
        "a file has 200 events and 256 KB at most; propose it in parts",
    )
}
