//! Reading the lists again, one after the other, in the order of their instants.

use std::collections::HashMap;

use domain::ids::{AreaId, RiskListId};
use domain::level::Level;
use domain::risk::{Import, ListCounts, ListedArea, RiskList};
use domain::time::Instant;
use rusqlite::Connection;

use super::area::{self, Area};
use super::{TABLE, digest, oddity};
use crate::alarm::{Alarm, AlarmKind};
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::keys::Keys;
use crate::published::{Published, holding, raised};
use crate::store::Store;

pub(super) const WHOLE: &str = "whole_area";

const LISTS: &str = "SELECT list_id, as_of_ms, saved_ms, recorded_ms, file, high, medium, low, unresolved, oddities, areas, mac
FROM risk_list ORDER BY as_of_ms, recorded_ms, list_id";

const AREAS: &str = "SELECT area_id, level FROM risk_area WHERE list_id = ?1 ORDER BY area_id";

const WHOLES: &str = "SELECT area_id, recorded_ms, mac FROM whole_area ORDER BY area_id";

/// A list as kept, without its areas.
struct Header {
    list: RiskList,
    file: String,
    digest: Vec<u8>,
}

impl Store {
    /// Gives every list whose rows hold to `take`, with the name of its file, in the order of their instants and of
    /// their import. One at a time: a year of lists is larger than one would like to hold at once. A list of which
    /// a row was altered, added or deleted is left out whole, and the others stand.
    pub async fn risk_lists(
        &self,
        mut take: impl FnMut(RiskList, &str),
    ) -> Result<Vec<Alarm>, ReadError> {
        self.read(|connection| {
            let keys = self.keys();
            let mut alarms = Vec::new();
            let known = area::all(connection, keys, &mut alarms)?;
            let headers = holding(connection, keys, TABLE, LISTS, &[], &mut alarms, header)?;
            for mut header in headers {
                let id = header.list.id;
                match areas(connection, keys, id, &header.digest, &known)? {
                    Some(areas) => {
                        header.list.areas = areas;
                        take(header.list, &header.file);
                    }
                    None => alarms.push(raised(AlarmKind::Altered, "risk_area", id.0)),
                }
            }
            Ok(alarms)
        })
        .await
    }

    /// The areas that are a whole county, and since when that is known.
    #[crate::boxed]
    pub async fn whole_areas(&self) -> Result<Published<Vec<(AreaId, Instant)>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                let area = AreaId(columns.i64("area_id")?);
                Ok((area, columns.instant("recorded_ms")?))
            };
            let rows = holding(
                connection,
                self.keys(),
                WHOLE,
                WHOLES,
                &[],
                &mut alarms,
                read,
            )?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}

/// The areas of a list, where all of them hold.
fn areas(
    connection: &Connection,
    keys: &Keys,
    id: RiskListId,
    written: &[u8],
    known: &HashMap<AreaId, Area>,
) -> Result<Option<Vec<ListedArea>>, ReadError> {
    let rows = select(connection, "risk_area", AREAS, &[id.0.into()], |columns| {
        let area = AreaId(columns.i64("area_id")?);
        let level = Level::from_number(columns.i64("level")?);
        Ok((area, level.unwrap_or(Level::Low)))
    })?;
    if digest(keys, id, rows.iter().copied()) != written {
        return Ok(None);
    }
    let listed = |(area, level): &(AreaId, Level)| Some(known.get(area)?.listed(*level));
    Ok(rows.iter().map(listed).collect())
}

fn header(columns: &mut Columns) -> Result<Header, ReadError> {
    let id = RiskListId(columns.i64("list_id")?);
    let as_of = columns.instant("as_of_ms")?;
    let import = Import {
        saved: columns.maybe_instant("saved_ms")?,
        recorded: columns.instant("recorded_ms")?,
    };
    let file = columns.text("file")?;
    let counts = ListCounts {
        high: columns.number("high")?,
        medium: columns.number("medium")?,
        low: columns.number("low")?,
        unresolved: columns.number("unresolved")?,
    };
    let oddities = oddity::parse(columns.json("oddities")?);
    let list = RiskList {
        id,
        as_of,
        import,
        areas: Vec::new(),
        counts,
        oddities: oddities.ok_or_else(|| columns.unknown("oddities"))?,
    };
    Ok(Header {
        list,
        file,
        digest: columns.bytes("areas")?,
    })
}
