//! Where staff placed what has no code: published for everyone, and read only while its row holds.

use domain::risk::{AreaText, Placement, ZoneNames};
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::{Published, holding};
use crate::shared::raise_generation;
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "placement";

const PUT: &str = "INSERT INTO placement (placement_hash, province, city, county, area, place, decided_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (placement_hash) DO UPDATE SET place = excluded.place, decided_ms = excluded.decided_ms, mac = excluded.mac";

const ALL: &str =
    "SELECT placement_hash, province, city, county, area, place, decided_ms, mac FROM placement
ORDER BY decided_ms, placement_hash";

fn columns(keys: &Keys, placement: &Placement, decided: Instant) -> Vec<Value> {
    let ZoneNames {
        province,
        city,
        county,
    } = &placement.names;
    let area = placement.area.as_ref().map(AreaText::as_str);
    let words = [province, city, county, area.unwrap_or_default()];
    let hash = keys.lookup(TABLE, &words.join("\u{1f}"));
    vec![
        hash.into(),
        province.as_str().into(),
        city.as_str().into(),
        county.as_str().into(),
        area.into(),
        i64::from(placement.county.number()).into(),
        decided.into(),
    ]
}

impl Store {
    /// The batch that publishes a placement, in place of an earlier one of the same names, with its line in the log; it raises the
    /// generation.
    pub fn publish_placement(
        &self,
        placement: &Placement,
        decided: Instant,
        line: &LogLine,
    ) -> Batch {
        let mut values = columns(self.keys(), placement, decided);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        raise_generation(&mut batch);
        batch.add(PUT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// All placements whose rows hold, each with the instant of its decision, in the order of those; and what does not hold.
    #[crate::boxed]
    pub async fn placements(&self) -> Result<Published<Vec<(Instant, Placement)>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let rows = holding(connection, self.keys(), TABLE, ALL, &[], &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}

fn read(columns: &mut Columns) -> Result<(Instant, Placement), ReadError> {
    columns.skip();
    let names = ZoneNames {
        province: columns.text("province")?,
        city: columns.text("city")?,
        county: columns.text("county")?,
    };
    let area = columns.maybe_text("area")?;
    let area = area.map(|text| AreaText::parse(&text)).transpose();
    let placement = Placement {
        names,
        area: area.map_err(|_| columns.unknown("area"))?,
        county: columns.place("place")?,
    };
    Ok((columns.instant("decided_ms")?, placement))
}
