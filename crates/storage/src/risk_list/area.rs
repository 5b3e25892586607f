//! The areas that lists have named, each once: where it lies and what it is called.

use std::collections::HashMap;

use domain::ids::AreaId;
use domain::level::Level;
use domain::place::DivisionCode;
use domain::risk::{AreaText, ListedArea};
use rusqlite::Connection;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::published::holding;
use crate::value::Value;

const TABLE: &str = "area";

const INSERT: &str = "INSERT INTO area (area_id, place, province, city, county, text, mac)";

const KEEP: &str = "ON CONFLICT (area_id) DO NOTHING";

const SELECT: &str =
    "SELECT area_id, place, province, city, county, text, mac FROM area ORDER BY area_id";

/// An area without the level that a list gives it.
pub(super) struct Area {
    id: AreaId,
    place: Option<DivisionCode>,
    province: String,
    city: String,
    county: String,
    text: AreaText,
}

impl Area {
    pub(super) fn listed(&self, level: Level) -> ListedArea {
        ListedArea {
            id: self.id,
            place: self.place,
            province: self.province.clone(),
            city: self.city.clone(),
            county: self.county.clone(),
            text: self.text.clone(),
            level,
        }
    }
}

/// Adds the areas that are not there yet.
pub(super) fn keep(batch: &mut Batch, keys: &Keys, areas: &[ListedArea]) {
    let rows = areas.iter().map(|area| {
        let mut values: Vec<Value> = vec![
            area.id.0.into(),
            area.place.map(|place| i64::from(place.number())).into(),
            area.province.as_str().into(),
            area.city.as_str().into(),
            area.county.as_str().into(),
            area.text.as_str().into(),
        ];
        values.push(keys.mac(TABLE, &values).into());
        values
    });
    batch.add_rows(INSERT, KEEP, rows.collect());
}

/// All areas whose rows hold.
pub(super) fn all(
    connection: &Connection,
    keys: &Keys,
    alarms: &mut Vec<Alarm>,
) -> Result<HashMap<AreaId, Area>, ReadError> {
    let areas = holding(connection, keys, TABLE, SELECT, &[], alarms, read)?;
    Ok(areas.into_iter().map(|area| (area.id, area)).collect())
}

fn read(columns: &mut Columns) -> Result<Area, ReadError> {
    Ok(Area {
        id: AreaId(columns.i64("area_id")?),
        place: columns.maybe_place("place")?,
        province: columns.text("province")?,
        city: columns.text("city")?,
        county: columns.text("county")?,
        text: AreaText::parse(&columns.text("text")?).map_err(|_| columns.unknown("text"))?,
    })
}
