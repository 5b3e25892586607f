//! The risk list of a demonstration's first day, in the shape in which the official ones come: two counties of
//! Hangzhou, one with high and one with medium areas, and one of Wuhan. And the list that arrives in the morning of its story.
//!
//! It is written to the demo's folder and imported like any other. It was saved at the first moment of its day, so a
//! real list of the same hour corrects it: who lives real lists by hand has them undisturbed.

use std::path::Path;

use anyhow::Context;
use domain::place::{DivisionCode, divisions};
use domain::time::{Date, Instant};
use serde_json::{Value, json};
use service::Service;

use crate::edge;

/// The hour of the list of the morning.
const MORNING: u8 = 7;

/// A county with the areas that the list names in it.
#[derive(Clone, Copy)]
struct Listed {
    county: u32,
    areas: &'static [&'static str],
}

const HIGH: [Listed; 2] = [
    Listed {
        county: 330_106,
        areas: &["转塘街道横桥社区", "北山街道宝石社区2号楼"],
    },
    Listed {
        county: 420_106,
        areas: &["中南路街道百瑞景社区", "水果湖街道东湖路社区"],
    },
];
const MEDIUM: [Listed; 1] = [Listed {
    county: 330_110,
    areas: &["良渚街道白鹭郡南社区", "仓前街道葛巷社区3号楼"],
}];

/// The county that the list of the morning names for the first time.
pub(super) const NEW_COUNTY: u32 = 330_109;
/// In the morning one area of Yuhang is high by now, and one of Xiaoshan is named.
const MORNING_HIGH: [Listed; 3] = [
    HIGH[0],
    HIGH[1],
    Listed {
        county: 330_110,
        areas: &["良渚街道白鹭郡南社区"],
    },
];
const MORNING_MEDIUM: [Listed; 2] = [
    Listed {
        county: 330_110,
        areas: &["仓前街道葛巷社区3号楼"],
    },
    Listed {
        county: NEW_COUNTY,
        areas: &["盈丰街道丰北社区"],
    },
];

/// The counties that it names.
pub(super) fn counties() -> Vec<DivisionCode> {
    let listed = HIGH.iter().chain(&MEDIUM);
    listed
        .filter_map(|listed| DivisionCode::from_number(listed.county))
        .collect()
}

/// Writes and imports it, where no list is in force yet.
pub(super) async fn bring(service: &Service, folder: &Path, now: Instant) -> anyhow::Result<()> {
    let today = now.date();
    if service.list_on(today, now).await?.is_some() {
        return Ok(());
    }
    let name = format!("risk-areas-{today}.json");
    let text = text((today, 0), &HIGH, &MEDIUM);
    edge::write_whole(&folder.join(&name), text.as_bytes())?;
    let imported = service
        .import_list(&name, &text, Some(today.start()), now, |_| {})
        .await;
    imported.with_context(|| name)?;
    Ok(())
}

/// The list that arrives in the morning of the story.
pub(super) fn of_the_morning(today: Date) -> String {
    text((today, MORNING), &MORNING_HIGH, &MORNING_MEDIUM)
}

fn text((today, hour): (Date, u8), high: &[Listed], medium: &[Listed]) -> String {
    let (high, high_count) = rows(high, today);
    let (medium, medium_count) = rows(medium, today);
    let list = json!({
        "data": {
            "end_update_time": format!("{today} {hour}时"),
            "hcount": high_count,
            "mcount": medium_count,
            "lcount": 0,
            "highlist": high,
            "middlelist": medium,
            "lowlist": [],
        },
        "code": 0,
        "msg": "查询成功",
    });
    list.to_string()
}

fn rows(listed: &[Listed], today: Date) -> (Vec<Value>, usize) {
    let rows = listed.iter().filter_map(|listed| row(listed, today));
    let count = listed.iter().map(|listed| listed.areas.len()).sum();
    (rows.collect(), count)
}

fn row(listed: &Listed, today: Date) -> Option<Value> {
    let county = DivisionCode::from_number(listed.county)?;
    let name = |code| divisions().name(code, today.year());
    let (province, city, county) = (
        name(county.province())?,
        name(county.prefecture())?,
        name(county)?,
    );
    Some(json!({
        "type": "2",
        "province": province,
        "city": city,
        "county": county,
        "area_name": format!("{province} {city} {county}"),
        "communitys": listed.areas,
    }))
}
