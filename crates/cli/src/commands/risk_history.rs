//! `healthcode risk history`: what the lists said of a county, change by change.

use anyhow::bail;
use domain::place::{DivisionCode, divisions};
use domain::time::Instant;
use serde::Serialize;

use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Step {
    code: DivisionCode,
    from: Instant,
    level: &'static str,
    high: usize,
    medium: usize,
    low: usize,
}

pub(crate) fn run(database: &str, code: DivisionCode, output: &Output) -> anyhow::Result<Answer> {
    if !divisions().was_ever(code) {
        bail!("{code} was never a division; give the six digits of a county, such as 330106");
    }
    let steps = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let shared = service.shared(clock.now()).await?;
        Ok(shared.history().steps_of(code))
    })?;
    for step in &steps {
        let [low, medium, high] = step.areas;
        let answer = Step {
            code,
            from: step.from,
            level: step.level.map_or("none", |level| level.word()),
            high,
            medium,
            low,
        };
        output.answer(&answer, |a| {
            format!(
                "{}  {:<6}  {} high, {} medium, {} low",
                a.from, a.level, a.high, a.medium, a.low
            )
        });
    }
    if steps.is_empty() {
        output.note(&format!("no list has named an area of {code}"));
    }
    Ok(Answer::Yes)
}
