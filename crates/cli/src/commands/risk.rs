//! `healthcode risk level` and `unresolved`: what the lists say of a county, and of what is none.

use anyhow::bail;
use domain::level::Level;
use domain::place::{DivisionCode, divisions};
use domain::time::Date;
use serde::Serialize;

use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct LevelOn {
    code: DivisionCode,
    name: &'static str,
    on: Date,
    level: &'static str,
}

pub(crate) fn level(
    database: &str,
    code: DivisionCode,
    on: Date,
    output: &Output,
) -> anyhow::Result<Answer> {
    let Some(path) = divisions().path_name(code, on.year()) else {
        bail!(
            "{code} was no division in {}; give the six digits of a county of that year",
            on.year()
        );
    };
    let Some(county) = divisions().county_level(code, on.year()) else {
        bail!("{code} {path} is no county; lists speak of counties, give one of its own");
    };
    let level = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let shared = service.shared(clock.now()).await?;
        Ok(shared.history().latest_level(code, on))
    })?;
    let level = level.map_or("none", |level| level.word());
    let answer = LevelOn {
        code,
        name: county.name,
        on,
        level,
    };
    output.answer(&answer, |a| {
        format!("{} {path} on {}: {}", a.code, a.on, a.level)
    });
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct UnresolvedArea {
    as_of: String,
    province: String,
    city: String,
    county: String,
    area: String,
    level: Level,
}

/// Lists what nobody could place. An empty answer says so.
pub(crate) fn unresolved(database: &str, on: Date, output: &Output) -> anyhow::Result<Answer> {
    let list = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.list_on(on, clock.now()).await?)
    })?;
    let Some(list) = list else {
        bail!("no list is in force on {on}; import one with: healthcode import risk-areas FILE");
    };
    let mut count = 0;
    for area in list.unresolved() {
        count += 1;
        let answer = UnresolvedArea {
            as_of: list.as_of.to_string(),
            province: area.province.clone(),
            city: area.city.clone(),
            county: area.county.clone(),
            area: area.text.to_string(),
            level: area.level,
        };
        output.answer(&answer, |a| {
            format!(
                "{} {} {}: {} ({})",
                a.province, a.city, a.county, a.area, a.level
            )
        });
    }
    output.note(&format!(
        "{count} areas of the list of {} have no county code; they colour nobody",
        list.as_of
    ));
    Ok(Answer::Yes)
}
