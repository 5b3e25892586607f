//! `healthcode simulate load`: a synthetic province streamed into a demonstration's database.

use std::path::Path;

use anyhow::{Context, anyhow};
use domain::place::DivisionCode;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use service::{MOST_LOADED, Service};
use simulation::Population;
use simulation::province::{DECLARED_DAYS_MS, Province, census};

use crate::arguments::Load;
use crate::commands::files;
use crate::demo_database;
use crate::edge;
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Loaded {
    province: String,
    people: u64,
    counties: usize,
}

pub(crate) fn load(database: &str, asked: &Load, output: &Output) -> anyhow::Result<Answer> {
    let province = asked.province;
    if province.ancestors().count() != 2 || asked.people > MOST_LOADED {
        let text =
            "--province: the code of a province, such as 330000; --people: at most 134,217,728";
        return Err(anyhow!(text));
    }
    edge::block_on_all(async {
        demo_database::folder_of(database)?;
        let (store, clock) = demo_database::begin(database, asked.date).await?;
        let service = Service::new(store, edge::chance()?);
        let before = clock.now().plus_ms(-DECLARED_DAYS_MS);
        service.publish_builtin(before).await?;
        let weights = weights(province, asked.census.as_deref())?;
        let today = clock.now().date();
        let people = Province::new(asked.seed, asked.people, &weights, today);
        let bar = bar(asked.people);
        let now = clock.now();
        let arrival = |n| people.arrival(n, now);
        let loaded =
            service.load_people(0..asked.people, arrival, now, |done| bar.set_position(done));
        let outcome = loaded.await;
        bar.finish_and_clear();
        outcome.context("what is in stays; the same command goes on where this one ended")?;
        let report = Loaded {
            province: province.to_string(),
            people: asked.people,
            counties: weights.len(),
        };
        output.answer(&report, |report| {
            format!(
                "{} people in {} counties of {province} are registered and have declared",
                report.people, report.counties
            )
        });
        Ok(Answer::Yes)
    })
}

/// How many people live in each county: by the census table, else by what is built in.
fn weights(
    province: DivisionCode,
    table: Option<&Path>,
) -> anyhow::Result<Vec<(DivisionCode, u64)>> {
    let population = Population::new(0);
    let counties = population.counties();
    let weights = match table {
        Some(path) => census::by_table(&files::read(path)?, province, counties)
            .with_context(|| path.display().to_string())?,
        None => census::built_in(province, counties),
    };
    if weights.is_empty() {
        return Err(anyhow!("--province: {province} has no county in force"));
    }
    Ok(weights)
}

fn bar(people: u64) -> ProgressBar {
    let bar = ProgressBar::new(people);
    if let Ok(style) =
        ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} people  {per_sec}  {eta}")
    {
        bar.set_style(style);
    }
    bar
}
