//! Who changes colour? `policy what-if`, `import risk-areas --dry-run` and `risk whole-what-if`: the counts of a publication, tried on
//! everybody whom it can touch, by the same functions, and written nowhere.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use domain::place::{DivisionCode, divisions};
use serde::Serialize;
use service::{Effect, Example, WhatIf, WholeCounty};

use crate::arguments::WholeWhatIf;
use crate::commands::files;
use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Counted<'a> {
    file: String,
    #[serde(flatten)]
    what_if: &'a WhatIf,
    /// How long the counting took.
    ms: i64,
}

/// What a policy would do.
pub(crate) fn policy(database: &str, file: &Path, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let house = edge::open(database).await?;
        let text = files::read(file)?;
        let begun = edge::now();
        let what_if = house
            .service
            .what_if_policy(&text, house.clock.now(), &|_| {})
            .await;
        let what_if = what_if.with_context(|| file.display().to_string())?;
        say(file.display().to_string(), &what_if, begun, output);
        Ok(Answer::Yes)
    })
}

/// What lists would do, each by itself.
pub(crate) fn lists(database: &str, paths: &[PathBuf], output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        for path in paths {
            let text = files::read(path)?;
            let begun = edge::now();
            let what_if = service.what_if_list(&text, clock.now(), &|_| {}).await;
            let what_if = what_if.with_context(|| path.display().to_string())?;
            say(path.display().to_string(), &what_if, begun, output);
        }
        Ok(Answer::Yes)
    })
}

/// What it would do that a listed area is its whole county, or is one no longer.
pub(crate) fn whole(
    database: &str,
    asked: &WholeWhatIf,
    output: &Output,
) -> anyhow::Result<Answer> {
    let said = WholeCounty::parse(asked.code, &asked.area, !asked.end)?;
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let begun = edge::now();
        let what_if = service
            .what_if_whole_county(&said, clock.now(), &|_| {})
            .await?;
        say(
            format!("{} {}", said.county, said.area),
            &what_if,
            begun,
            output,
        );
        Ok(Answer::Yes)
    })
}

fn say(file: String, what_if: &WhatIf, begun: domain::time::Instant, output: &Output) {
    let counted = Counted {
        file,
        what_if,
        ms: edge::now().ms() - begun.ms(),
    };
    output.answer(&counted, words);
}

fn words(counted: &Counted<'_>) -> String {
    let WhatIf { effect, examples } = counted.what_if;
    let mut text = format!(
        "{}: {} people looked at in {} ms; worse {}, better {}, only another notice {}; nothing was changed",
        counted.file, effect.looked_at, counted.ms, effect.worse, effect.better, effect.noticed
    );
    if effect.coarse > 0 {
        let _in_memory = write!(text, "\n  {}", coarse(effect));
    }
    for change in &effect.changes {
        let (city, from, to) = (name(change.city), change.from, change.to);
        let longer = if from == to { " for longer" } else { "" };
        let people = change.people;
        let _in_memory = write!(text, "\n  {city}: {from} -> {to}{longer}: {people} people");
    }
    if !examples.is_empty() {
        text.push_str("\nfor example:");
    }
    for example in examples {
        let _in_memory = write!(text, "\n  {}", told(example));
    }
    text
}

/// The line of those whom a coarse rule alone makes worse.
pub(crate) fn coarse(effect: &Effect) -> String {
    format!(
        "of those who are worse {} merely stayed in a county or another division: a coarse rule alone colours them",
        effect.coarse
    )
}

fn told(example: &Example) -> String {
    let rules: Vec<&str> = example
        .rules
        .iter()
        .map(domain::policy::RuleId::as_str)
        .collect();
    let because = match &rules[..] {
        [] => "no rule applies any more".to_owned(),
        rules => format!("by {}", rules.join(", ")),
    };
    let until = example.until.map(|date| format!(", until {date}"));
    format!(
        "{}: {} -> {}{} {because}{}",
        name(example.city),
        example.from,
        example.to,
        if example.from == example.to {
            " for longer"
        } else {
            ""
        },
        until.unwrap_or_default()
    )
}

/// A city by its code and name.
pub(crate) fn name(city: DivisionCode) -> String {
    let name = divisions().rows().iter().rfind(|row| row.code == city);
    name.map_or_else(|| city.to_string(), |row| format!("{city} {}", row.name))
}
