//! `healthcode contacts list`: published lists of trips with confirmed cases.

use std::path::Path;

use anyhow::Context;
use csv::Writer;
use domain::contact::{
    Conveyance, ConveyanceKind, Disagreement, Number, PUBLISHED_COLUMNS, Published, Trip, WhyUnread,
};
use domain::policy::Text;
use domain::time::Date;
use serde::Serialize;

use super::read;
use crate::arguments::ContactsList;
use crate::edge;
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct TripSaid<'a> {
    date: Date,
    kind: ConveyanceKind,
    numbers: &'a [Number],
    seat: String,
    carriages: Vec<String>,
    from: &'a str,
    to: &'a str,
    lines: Vec<u64>,
    /// Another line says this journey with its place, so that this one makes no event.
    said_better: bool,
}

#[derive(Serialize)]
struct UnreadSaid<'a> {
    line: u64,
    column: &'a str,
    unread: &'a str,
    why: WhyUnread,
    text: Text,
}

#[derive(Serialize)]
struct Disagree {
    date: Date,
    kind: ConveyanceKind,
    numbers: Vec<Number>,
    disagreement: Vec<OneList>,
}

#[derive(Serialize)]
struct OneList {
    published: String,
    source: String,
    carriages: String,
}

#[derive(Serialize)]
struct Summary {
    lists: usize,
    lines: usize,
    trips: usize,
    repeated: usize,
    seats_named: usize,
    said_better: usize,
    unread: usize,
    disagreements: usize,
}

pub(crate) fn run(asked: &ContactsList, output: &Output) -> anyhow::Result<Answer> {
    let mut published = Published::default();
    read::lines(&asked.file, PUBLISHED_COLUMNS, |record, columns, line| {
        published.push(line, record, columns);
        Ok(())
    })?;
    let trips = published.trips();
    let mut said_better = 0;
    for (trip, lines) in &trips {
        let is_better = published.is_said_better(trip);
        said_better += usize::from(is_better);
        output.answer(&said(trip, lines, is_better), trip_words);
    }
    let disagreements = published.disagreements();
    for found in &disagreements {
        output.answer(&disagree(&published, found), disagree_words);
    }
    let mut unread = 0;
    for line in &published.lines {
        for (column, found) in &line.unread {
            unread += 1;
            let said = UnreadSaid {
                line: line.number,
                column,
                unread: &found.said,
                why: found.why,
                text: found.why.text(),
            };
            output.answer(&said, |u| {
                format!(
                    "line {}, {}: \"{}\": {}; {}",
                    u.line, u.column, u.unread, u.text.en, u.text.zh
                )
            });
        }
    }
    let named = |trip: &&&Trip| !trip.seating.is_unknown();
    let read_lines: usize = trips.values().map(Vec::len).sum();
    let summary = Summary {
        lists: published.lists.len(),
        lines: published.lines.len(),
        trips: trips.len(),
        repeated: read_lines - trips.len(),
        seats_named: trips.keys().filter(named).count(),
        said_better,
        unread,
        disagreements: disagreements.len(),
    };
    output.answer(&summary, summary_words);
    if let Some(file) = &asked.events {
        write_events(file, &published)?;
    }
    Ok(Answer::of(unread == 0))
}

fn said<'a>(trip: &'a Trip, lines: &[u64], said_better: bool) -> TripSaid<'a> {
    let Conveyance { kind, numbers } = &trip.conveyance;
    TripSaid {
        date: trip.date,
        kind: *kind,
        numbers,
        seat: trip.seating.to_string(),
        carriages: trip
            .seating
            .carriages
            .iter()
            .map(|c| c.to_string())
            .collect(),
        from: &trip.board,
        to: &trip.alight,
        lines: lines.to_vec(),
        said_better,
    }
}

fn disagree(published: &Published, found: &Disagreement) -> Disagree {
    let of_list = |(list, carriages): &(usize, domain::contact::CarriageSet)| {
        let (published, source) = published.lists[*list].clone();
        OneList {
            published,
            source,
            carriages: carriages.to_string(),
        }
    };
    Disagree {
        date: found.date,
        kind: found.conveyance.kind,
        numbers: found.conveyance.numbers.clone(),
        disagreement: found.said.iter().map(of_list).collect(),
    }
}

fn joined(numbers: &[Number], between: &str) -> String {
    let all: Vec<&str> = numbers.iter().map(Number::as_str).collect();
    all.join(between)
}

fn trip_words(trip: &TripSaid<'_>) -> String {
    let lines: Vec<String> = trip.lines.iter().map(u64::to_string).collect();
    let seat = if trip.seat.is_empty() {
        "-"
    } else {
        &trip.seat
    };
    let better = if trip.said_better {
        "  no event: another line says the place"
    } else {
        ""
    };
    format!(
        "{}  {} {}  {} -> {}  {seat}  (line {}){better}",
        trip.date,
        trip.kind,
        joined(trip.numbers, " "),
        trip.from,
        trip.to,
        lines.join(", ")
    )
}

fn disagree_words(found: &Disagree) -> String {
    let lists: Vec<String> = found
        .disagreement
        .iter()
        .map(|list| {
            format!(
                "\n  {} in the list of {} ({})",
                list.carriages, list.published, list.source
            )
        })
        .collect();
    format!(
        "{} {} of {}: lists name different carriages; both may be right, of two cases: ask who published them{}",
        found.kind,
        joined(&found.numbers, " "),
        found.date,
        lists.concat()
    )
}

fn summary_words(s: &Summary) -> String {
    format!(
        "{} lines of {} lists: {} trips, {} of them with a carriage or seat, {} without one that another line says with it; {} lines \
         that say a trip again; {} disagreements on a carriage; {} fields that nobody can read",
        s.lines,
        s.lists,
        s.trips,
        s.seats_named,
        s.said_better,
        s.repeated,
        s.disagreements,
        s.unread
    )
}

/// The trips as events; one that another line says with its place is left out, and its line of the answer says so.
fn write_events(path: &Path, published: &Published) -> anyhow::Result<()> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(["id", "kind", "number", "date", "seat", "board", "alight"])?;
    let trips = published.trips();
    let kept = trips.keys().filter(|trip| !published.is_said_better(trip));
    for (trip, number) in kept.zip(1_u32..) {
        let first = trip.conveyance.numbers.first().map_or("", Number::as_str);
        writer.write_record([
            format!("{}-{first}-{number}", trip.date).as_str(),
            trip.conveyance.kind.word(),
            joined(&trip.conveyance.numbers, "/").as_str(),
            trip.date.to_string().as_str(),
            trip.seating.to_string().as_str(),
            trip.board.as_str(),
            trip.alight.as_str(),
        ])?;
    }
    let bytes = writer
        .into_inner()
        .context("the events cannot be written")?;
    edge::write_whole(path, &bytes)
}
