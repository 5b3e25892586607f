//! The public tables as they lie in the shared data.

use std::collections::BTreeMap;

use crate::shared_data::shared;

pub(crate) struct TimelineRow {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) first: Option<i16>,
    /// The last year at whose end the code stood in the table.
    pub(crate) end: Option<i16>,
}

pub(crate) struct Event {
    pub(crate) year: i16,
    pub(crate) kind: String,
    pub(crate) level: String,
    pub(crate) old: (String, String),
    pub(crate) new: (String, String),
    pub(crate) detail: Option<String>,
}

pub(crate) struct Tables {
    pub(crate) timeline: Vec<TimelineRow>,
    /// Code and name of areas.csv.
    pub(crate) areas: BTreeMap<String, String>,
    /// Code (six digits) and name of cities.csv.
    pub(crate) cities: BTreeMap<String, String>,
    pub(crate) events: Vec<Event>,
}

impl Tables {
    pub(crate) fn read() -> Option<Self> {
        Some(Self {
            timeline: records("divisions/address_code_timeline.csv")?
                .into_iter()
                .map(|row| TimelineRow {
                    code: row[0].clone(),
                    name: row[1].clone(),
                    first: row[2].parse().ok(),
                    end: row[3].parse().ok(),
                })
                .collect(),
            areas: records("divisions/areas.csv")?
                .into_iter()
                .map(|row| (row[0].clone(), row[1].clone()))
                .collect(),
            cities: records("divisions/cities.csv")?
                .into_iter()
                .map(|row| (format!("{}00", row[0]), row[1].clone()))
                .collect(),
            events: records("divisions/change_events_1981_2026.csv")?
                .iter()
                .map(|row| event(row))
                .collect(),
        })
    }

    pub(crate) fn is_in_timeline(&self, code: &str) -> bool {
        self.timeline.iter().any(|row| row.code == code)
    }
}

fn event(row: &[String]) -> Event {
    let six = |code: &str| code.get(..6).unwrap_or("").to_owned();
    let extra: serde_json::Value = serde_json::from_str(&row[9]).unwrap();
    Event {
        year: row[0].parse().unwrap(),
        kind: row[1].clone(),
        level: row[2].clone(),
        old: (six(&row[3]), row[4].clone()),
        new: (six(&row[5]), row[6].clone()),
        detail: extra["detail"].as_str().map(|text| text.replace('\n', " ")),
    }
}

/// The rows of a CSV file, each with its fields. `None` where the file is missing.
pub(crate) fn records(path: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(shared(path)?).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let rows = csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    Some(rows)
}
