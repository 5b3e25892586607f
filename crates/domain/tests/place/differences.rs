//! Where the public tables contradict each other, and what the division table made of it.

use std::fmt::Write as _;

use domain::place::{divisions, zones};

use crate::golden::golden;
use crate::support::code;
use crate::tables::{Event, Tables};

#[test]
fn the_differences_between_the_tables_are_known() {
    let Some(tables) = Tables::read() else { return };
    let mut text = String::new();
    section(
        &mut text,
        "open in the timeline, absent from areas.csv: ended",
        closed(&tables),
    );
    section(
        &mut text,
        "in areas.csv, absent from the timeline: counties since 2021",
        begun(&tables),
    );
    section(
        &mut text,
        "in areas.csv, without a code of GB/T 2260: zones",
        kept_apart(&tables),
    );
    section(
        &mut text,
        "in cities.csv, no city of GB/T 2260",
        no_cities(&tables),
    );
    section(
        &mut text,
        "events since 2021, and whether the table follows",
        since_2021(&tables),
    );
    section(
        &mut text,
        "events to 2020 with codes that the timeline does not bear out (it is followed)",
        earlier(&tables),
    );
    section(
        &mut text,
        "codes with two names at once in the timeline (the later is shown)",
        doubled(),
    );
    golden("place_differences.txt", &text);
}

fn section(text: &mut String, title: &str, lines: Vec<String>) {
    writeln!(text, "# {title} ({})", lines.len()).unwrap();
    for line in lines {
        writeln!(text, "{line}").unwrap();
    }
    text.push('\n');
}

fn closed(tables: &Tables) -> Vec<String> {
    let open = tables.timeline.iter().filter(|row| row.end.is_none());
    open.filter(|row| !row.code.ends_with("00") && !tables.areas.contains_key(&row.code))
        .map(|row| {
            let rows = divisions().rows().iter();
            let last = rows
                .filter(|known| known.code == code(&row.code) && known.first == row.first)
                .find_map(|known| known.last);
            let event = tables
                .events
                .iter()
                .find(|e| e.year > 2020 && e.old.0 == row.code);
            let why = event.map_or("no event says so".into(), told);
            format!("{} {} until {}; {why}", row.code, row.name, last.unwrap())
        })
        .collect()
}

fn begun(tables: &Tables) -> Vec<String> {
    let new = tables
        .areas
        .iter()
        .filter(|(digits, _)| !tables.is_in_timeline(digits));
    new.filter_map(|(digits, name)| {
        let row = divisions().get(code(digits), 2026)?;
        let event = tables.events.iter().find(|event| &event.new.0 == digits);
        let why = event.map_or("no event has this code".into(), told);
        Some(format!(
            "{digits} {name} from {}; {why}",
            row.first.unwrap()
        ))
    })
    .collect()
}

fn kept_apart(tables: &Tables) -> Vec<String> {
    let lines = zones().iter().filter_map(|zone| {
        let digits = zone.statistical?.to_string();
        assert!(tables.areas.contains_key(&digits) && !tables.is_in_timeline(&digits));
        Some(format!(
            "{digits} {} in {}",
            zone.name,
            divisions().path_name(zone.city, 2023)?
        ))
    });
    lines.collect()
}

fn no_cities(tables: &Tables) -> Vec<String> {
    let missing = tables
        .cities
        .iter()
        .filter(|(digits, _)| !divisions().was_ever(code(digits)));
    missing
        .map(|(digits, name)| format!("{digits} {name}"))
        .collect()
}

fn since_2021(tables: &Tables) -> Vec<String> {
    let events = tables.events.iter().filter(|event| event.year > 2020);
    let mut lines: Vec<_> = events
        .map(|event| format!("{} {}: {}", event.year, told(event), followed(event)))
        .collect();
    lines.sort();
    lines
}

/// Whether the table says what the event says.
fn followed(event: &Event) -> String {
    let name_in = |digits: &str, year| {
        let found = digits
            .parse()
            .ok()
            .and_then(|code| divisions().name(code, year));
        found.unwrap_or("nothing")
    };
    let (old, new) = (event.old.0.as_str(), event.new.0.as_str());
    if new.is_empty() {
        return format!(
            "no code to follow{}",
            event
                .detail
                .as_ref()
                .map_or(String::new(), |d| format!(" ({d})"))
        );
    }
    let shown = name_in(new, event.year);
    if shown != event.new.1 {
        return format!("NOT followed, {new} is {shown}");
    }
    if old == new && event.old.1 == event.new.1 {
        return "the code stays".into();
    }
    let before = name_in(old, event.year);
    let after = name_in(old, event.year + 1);
    if old.is_empty() || (before == event.old.1 && after == "nothing") {
        "followed".into()
    } else {
        format!("NOT followed, {old} is {before}, then {after}")
    }
}

fn earlier(tables: &Tables) -> Vec<String> {
    let mut lines = Vec::new();
    for event in tables.events.iter().filter(|event| event.year <= 2020) {
        let rows = |digits: &str| -> Vec<_> {
            tables
                .timeline
                .iter()
                .filter(|row| row.code == digits)
                .collect()
        };
        let (old, new) = (rows(&event.old.0), rows(&event.new.0));
        let changes = event.old != event.new;
        let ended = event.old.0.is_empty()
            || old
                .iter()
                .any(|row| row.name == event.old.1 && row.end == Some(event.year - 1));
        // A county that is dissolved goes into one that stands already.
        let began = event.new.0.is_empty()
            || event.kind == "撤销"
            || new
                .iter()
                .any(|row| row.name == event.new.1 && row.first == Some(event.year));
        let coded = !(event.old.0.is_empty() && event.new.0.is_empty());
        if coded && changes && !(ended && began) {
            lines.push(format!("{} {}", event.year, told(event)));
        }
    }
    lines
}

fn told(event: &Event) -> String {
    let side = |(digits, name): &(String, String)| match (digits.as_str(), name.as_str()) {
        ("", "") => "-".to_owned(),
        ("", name) => name.to_owned(),
        (digits, name) => format!("{digits} {name}"),
    };
    let level = match event.level.as_str() {
        "1" => "province ",
        "2" => "city ",
        _ => "",
    };
    format!(
        "{level}{} {} -> {}",
        event.kind,
        side(&event.old),
        side(&event.new)
    )
}

fn doubled() -> Vec<String> {
    let mut lines = Vec::new();
    for pair in divisions().rows().windows(2) {
        let [one, two] = pair else { continue };
        let begins = two.first.unwrap_or(0);
        if one.code == two.code && one.last.is_none_or(|last| last > begins) {
            let last = |year: Option<i16>| year.map_or("today".into(), |year| year.to_string());
            lines.push(format!(
                "{} {} until {}, {} {} until {}",
                one.code,
                one.name,
                last(one.last),
                begins,
                two.name,
                last(two.last)
            ));
        }
    }
    lines
}
