//! One publication after the other: a policy that goes to and fro, and a list that names one county more.

use std::time::Duration;

use anyhow::Context;
use domain::place::{DivisionCode, divisions};
use domain::time::Instant;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use service::Progress;
use service::policy::builtin_file;

use super::{Crowd, PROVINCE, morning};

const HOUR_MS: i64 = 3_600_000;
/// The fever of the province's policy, and one that those have whose temperature is known.
const FEVERS: [&str; 2] = ["temperature = 37.3", "temperature = 36.8"];

/// How long a publication took until everybody was rated and on the disk, and what it came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Published {
    pub(crate) took: Duration,
    /// How long it took beyond that until it was folded into the file; people see it before, and nobody waits.
    pub(crate) folded: Duration,
    pub(crate) progress: Progress,
}

impl Crowd {
    /// Publishes the province's policy with another limit for a fever than it has.
    pub(crate) fn publish_policy(&self) -> anyhow::Result<Published> {
        let province: DivisionCode = PROVINCE.parse()?;
        let now = morning();
        let shared = self.runtime.block_on(self.service.shared(now))?;
        let versions = shared
            .policies()
            .filter(|p| p.jurisdiction == province)
            .count();
        let own = builtin_text(province)?;
        let version = format!("version      = \"bench-{versions}\"");
        let text = own.replace(FEVERS[0], FEVERS[versions % 2]);
        let lines = text.lines().map(|line| {
            if line.starts_with("version ") {
                version.as_str()
            } else {
                line
            }
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        self.rest(now)?;
        self.timed(async {
            Ok(self
                .service
                .publish_policy(&text, now, |_| {})
                .await?
                .progress)
        })
    }

    /// Imports a list that names an area in more counties than the last one: of those not yet named one, or some together, in
    /// which the nearest to as many people stayed as are to be touched.
    pub(crate) fn publish_list(&self) -> anyhow::Result<Published> {
        let now = morning();
        let shared = self.runtime.block_on(self.service.shared(now))?;
        let hours = shared.history().lists().count();
        let groups = together(self.counties()?, self.touched as i64);
        let named = groups.get(..=hours).context("every county is named")?;
        let as_of = now.plus_ms((hours as i64 + 1) * HOUR_MS);
        let text = list(&named.concat(), as_of)?;
        let name = format!("bench-{hours}.json");
        let later = as_of.plus_ms(5 * 60_000);
        self.rest(later)?;
        self.timed(async {
            let import = self.service.import_list(&name, &text, None, later, |_| {});
            Ok(import.await?.progress)
        })
    }

    /// The counties of the province, each with how many people stayed there, that first in which it is the nearest to as many as
    /// are to be touched.
    fn counties(&self) -> anyhow::Result<Vec<(u32, i64)>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.path(), flags)?;
        let mut select = connection.prepare(
            "SELECT place, count(*) FROM stay_by_place WHERE place BETWEEN 330000 AND 339999 GROUP BY place",
        )?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut counties = rows.collect::<Result<Vec<(u32, i64)>, _>>()?;
        let wanted = self.touched as i64;
        counties.sort_by_key(|(place, people)| ((people - wanted).abs(), *place));
        Ok(counties)
    }

    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    fn timed(
        &self,
        publish: impl Future<Output = anyhow::Result<Progress>>,
    ) -> anyhow::Result<Published> {
        let begin = std::time::Instant::now();
        let progress = self.runtime.block_on(publish)?;
        let took = begin.elapsed();
        self.fold()?;
        Ok(Published {
            took,
            folded: begin.elapsed().saturating_sub(took),
            progress,
        })
    }
}

/// The counties in their order, as many together as come nearest to so many people.
fn together(counties: Vec<(u32, i64)>, wanted: i64) -> Vec<Vec<DivisionCode>> {
    let mut groups: Vec<Vec<DivisionCode>> = Vec::new();
    let mut people = wanted;
    for (place, more) in counties {
        let is_nearer = (people + more - wanted).abs() < (people - wanted).abs();
        if !is_nearer {
            groups.push(Vec::new());
            people = 0;
        }
        people += more;
        if let Some(group) = groups.last_mut() {
            group.extend(DivisionCode::from_number(place));
        }
    }
    groups
}

/// The text of a built-in policy.
fn builtin_text(jurisdiction: DivisionCode) -> anyhow::Result<String> {
    builtin_file(jurisdiction).context("no built-in policy")?;
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../policies/{jurisdiction}.toml"));
    Ok(std::fs::read_to_string(path)?)
}

/// A list in the official form that names one area in each county.
fn list(counties: &[DivisionCode], as_of: Instant) -> anyhow::Result<String> {
    let year = as_of.date().year();
    let name = |code: Option<DivisionCode>| {
        let name = code.and_then(|code| divisions().name(code, year));
        name.context("a county without a name")
    };
    let row = |county: &DivisionCode| {
        let names = [
            name(Some(county.province()))?,
            name(county.city())?,
            name(Some(*county))?,
        ];
        Ok(json!({
            "type": "2", "province": names[0], "city": names[1], "county": names[2],
            "area_name": names.join(" "), "communitys": ["长青街道"],
        }))
    };
    let rows = counties
        .iter()
        .map(row)
        .collect::<anyhow::Result<Vec<Value>>>()?;
    let hour = as_of.to_string();
    let (date, time) = hour.split_once(['T', ' ']).context("an instant")?;
    let hour = time.get(..2).unwrap_or_default().trim_start_matches('0');
    let hour = if hour.is_empty() { "0" } else { hour };
    let lists = json!({
        "end_update_time": format!("{date} {hour}时"),
        "hcount": rows.len(), "mcount": 0, "lcount": 0,
        "highlist": rows, "middlelist": [], "lowlist": [],
    });
    Ok(json!({ "data": lists, "code": 0, "msg": "" }).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counties_are_taken_together_until_no_more_come_nearer() {
        let counties = vec![(330_102, 40), (330_105, 40), (330_106, 30), (330_108, 30)];
        let sizes = |wanted| -> Vec<usize> {
            let groups = together(counties.clone(), wanted);
            groups.iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(40), [1, 1, 1, 1]);
        assert_eq!(sizes(75), [2, 2]);
        assert_eq!(sizes(200), [4]);
    }
}
