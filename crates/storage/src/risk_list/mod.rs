//! Risk lists: every list is kept with its areas, and read again whole or not at all.

mod area;
mod oddity;
mod read;

use domain::ids::{AreaId, RiskListId};
use domain::level::Level;
use domain::risk::RiskList;
use domain::time::Instant;

use crate::batch::Batch;
use crate::keys::{Keys, Mac};
use crate::log::{self, LogLine};
use crate::shared::{Generation, raise_generation, raise_generation_from};
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "risk_list";

const INSERT: &str = "INSERT INTO risk_list (list_id, as_of_ms, saved_ms, recorded_ms, file, high, medium, low, unresolved,
oddities, areas, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (list_id) DO UPDATE SET saved_ms = excluded.saved_ms, recorded_ms = excluded.recorded_ms,
file = excluded.file, mac = excluded.mac";

const INSERT_AREAS: &str = "INSERT INTO risk_area (list_id, area_id, level)";

const KEEP: &str = "ON CONFLICT (list_id, area_id) DO NOTHING";

const NAME_WHOLE: &str = "INSERT INTO whole_area (area_id, recorded_ms, mac) VALUES (?1, ?2, ?3)
ON CONFLICT (area_id) DO NOTHING";

const UNNAME_WHOLE: &str = "DELETE FROM whole_area WHERE area_id = ?1";

/// The keyed digest of a list's areas and their levels.
fn digest(keys: &Keys, list: RiskListId, areas: impl Iterator<Item = (AreaId, Level)>) -> Mac {
    let mut rows = vec![Value::I64(list.0)];
    for (area, level) in areas {
        rows.push(area.0.into());
        rows.push(level.number().into());
    }
    keys.mac("risk_list.areas", &rows)
}

fn columns(keys: &Keys, list: &RiskList, file: &str) -> Vec<Value> {
    let areas = list.areas.iter().map(|area| (area.id, area.level));
    let count = |number: u64| Value::I64(number as i64);
    vec![
        list.id.0.into(),
        list.as_of.into(),
        list.import.saved.into(),
        list.import.recorded.into(),
        file.into(),
        count(list.counts.high),
        count(list.counts.medium),
        count(list.counts.low),
        count(list.counts.unresolved),
        oddity::json(&list.oddities),
        digest(keys, list.id, areas).into(),
    ]
}

impl Store {
    /// The batch that publishes a list, with its line in the log, and raises the generation. `file` is the name it came
    /// under. A list that is there already keeps its areas and gets these times: that is how a time of saving becomes
    /// known later. A conflict where others have published since the generation with which it was tried.
    pub fn publish_list(
        &self,
        list: &RiskList,
        file: &str,
        tried: Generation,
        line: &LogLine,
    ) -> Batch {
        let keys = self.keys();
        let mut batch = Batch::unguarded();
        raise_generation_from(&mut batch, tried);
        let mut row = columns(keys, list, file);
        row.push(keys.mac(TABLE, &row).into());
        batch.add(INSERT, row);
        log::add_other(&mut batch, line);
        area::keep(&mut batch, keys, &list.areas);
        let rows = list.areas.iter().map(|area| {
            let level = area.level.number().into();
            vec![list.id.0.into(), area.id.0.into(), level]
        });
        batch.add_rows(INSERT_AREAS, KEEP, rows.collect());
        batch
    }

    /// The batch that notes that an area is its whole county, because staff said so; it raises the generation.
    pub fn name_whole(&self, area: AreaId, recorded: Instant, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        raise_generation(&mut batch);
        let mut values = vec![area.0.into(), recorded.into()];
        values.push(self.keys().mac(read::WHOLE, &values).into());
        batch.add(NAME_WHOLE, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that takes that back; it raises the generation.
    pub fn unname_whole(&self, area: AreaId, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        raise_generation(&mut batch);
        batch.add(UNNAME_WHOLE, vec![area.0.into()]);
        log::add_other(&mut batch, line);
        batch
    }
}
