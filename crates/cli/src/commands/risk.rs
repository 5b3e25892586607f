//! `healthcode risk level`: what the lists say of a county.

use anyhow::bail;
use domain::place::{DivisionCode, divisions};
use domain::time::Date;
use serde::Serialize;

use crate::edge;
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
        let service = edge::open(database).await?;
        let shared = service.shared(edge::now()).await?;
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
