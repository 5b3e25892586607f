//! `healthcode risk place`: the county that answers for a zone without a code.

use anyhow::Context;
use domain::risk::{AreaText, ZoneNames};
use serde::Serialize;

use crate::arguments::PlaceArea;
use crate::commands::progress;
use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Placed {
    province: String,
    city: String,
    county: String,
    area: Option<String>,
    r#in: String,
    rated: u64,
    changed: u64,
}

pub(crate) fn run(database: &str, asked: &PlaceArea, output: &Output) -> anyhow::Result<Answer> {
    let area = asked.area.as_deref().map(AreaText::parse).transpose();
    let area = area.context("--area")?;
    let names = ZoneNames {
        province: asked.province.trim().to_owned(),
        city: asked.city.trim().to_owned(),
        county: asked.county.trim().to_owned(),
    };
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let bar = progress::bar();
        let now = clock.now();
        let placed = service.place_area(names.clone(), area, asked.r#in, now, |p| {
            progress::show(&bar, p);
        });
        let progress = placed.await;
        bar.finish_and_clear();
        let progress = progress?;
        let answer = Placed {
            province: names.province,
            city: names.city,
            county: names.county,
            area: asked.area.clone(),
            r#in: asked.r#in.to_string(),
            rated: progress.looked_at,
            changed: progress.changed,
        };
        output.answer(&answer, |a| {
            format!(
                "{} {} {} is placed in {}; {} people rated, {} changed",
                a.province, a.city, a.county, a.r#in, a.rated, a.changed
            )
        });
        Ok(Answer::Yes)
    })
}
