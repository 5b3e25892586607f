//! The entries of the lists themselves, by day and place: carried over from the outbox, read whole or since a version.
//!
//! A list counts its versions; those who carry at the same moment are told apart by it, and a difference begins at one.

use domain::ids::PersonId;
use domain::time::Date;
use domain::verdict::Status;
use rusqlite::OptionalExtension;

use super::DROP_OUTBOX;
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::published::{Published, readable};
use crate::store::Store;
use crate::value::Value;

/// An entry on its way to its list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carried {
    person: PersonId,
    /// The day of the list.
    pub list: Date,
    index: u32,
    status: Status,
}

/// Entries of a list, and the version at which they are so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListEntries {
    /// The version of the list.
    pub version: u64,
    /// The entries, by place.
    pub entries: Vec<(u32, Status)>,
}

/// The last of the oldest entries, up to which they are dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EntryMark {
    list: Date,
    index: u32,
    /// How many entries there are up to it.
    pub entries: usize,
}

const WAITING: &str = "SELECT person_id, list_day, status_index, status FROM status_outbox
ORDER BY person_id, list_day, status_index LIMIT ?1";

const VERSION: &str = "SELECT version FROM status_list WHERE list_day = ?1";

const RAISE: &str =
    "UPDATE status_list SET version = version + 1 WHERE list_day = ?1 AND version = ?2";

const PUT: &str = "INSERT INTO status_entry (list_day, status_index, status, version)";

const PUT_OVER: &str = "ON CONFLICT (list_day, status_index) DO UPDATE SET status = excluded.status, version = excluded.version";

const SINCE: &str = "SELECT status_index, status FROM status_entry
WHERE list_day = ?1 AND version > ?2 ORDER BY status_index LIMIT ?3";

const OLDEST: &str = "SELECT list_day, status_index FROM status_entry
WHERE list_day < ?1 ORDER BY list_day, status_index LIMIT ?2";

const DROP: &str = "DELETE FROM status_entry WHERE list_day <= ?1
AND (list_day, status_index) <= (?1, ?2)";

fn waiting(columns: &mut Columns) -> Result<Carried, ReadError> {
    Ok(Carried {
        person: PersonId(columns.i64("person_id")?),
        list: columns.date("list_day")?,
        index: columns.number("status_index")?,
        status: Status::from_bits(columns.number("status")?),
    })
}

impl Store {
    /// Entries that wait for being carried to their lists, `limit` at most.
    #[crate::boxed]
    pub async fn waiting_entries(&self, limit: u32) -> Result<Published<Vec<Carried>>, ReadError> {
        let bound = [i64::from(limit).into()];
        self.read(|connection| {
            let (table, mut alarms) = ("status_outbox", Vec::new());
            let rows = readable(connection, table, WAITING, &bound, &mut alarms, waiting)?;
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// The version of a day's list; `None` where no place of it was ever given out.
    #[crate::boxed]
    pub async fn list_version(&self, list: Date) -> Result<Option<u64>, ReadError> {
        self.read(|connection| {
            let mut version = connection.prepare_cached(VERSION)?;
            let version = version.query_row([list.day()], |row| row.get::<_, u32>(0));
            Ok(version.optional()?.map(u64::from))
        })
        .await
    }

    /// The batch that carries entries to their list, which was at `version` when it was read: it is at the next one
    /// then. A conflict where somebody else carried meanwhile.
    pub fn carry_entries(&self, list: Date, version: u64, carried: &[Carried]) -> Batch {
        let mut batch = Batch::unguarded();
        let version = version.cast_signed();
        batch.guard(RAISE, vec![list.into(), version.into()]);
        let row = |entry: &Carried| -> Vec<Value> {
            let status = i64::from(entry.status.bits());
            vec![
                list.into(),
                i64::from(entry.index).into(),
                status.into(),
                (version + 1).into(),
            ]
        };
        batch.add_rows(PUT, PUT_OVER, carried.iter().map(row).collect());
        batch.append(self.drop_waiting(carried));
        batch
    }

    /// The batch that drops entries on their way to lists that are no more.
    pub fn drop_waiting(&self, carried: &[Carried]) -> Batch {
        let mut batch = Batch::unguarded();
        for entry in carried {
            let key = vec![
                entry.person.0.into(),
                entry.list.into(),
                i64::from(entry.index).into(),
                i64::from(entry.status.bits()).into(),
            ];
            batch.add(DROP_OUTBOX, key);
        }
        batch
    }

    /// The entries of a day's list that are newer than version `since`, `limit` at most, and its version, of one
    /// moment. Of version 0 they are all that ever changed.
    #[crate::boxed]
    pub async fn list_entries(
        &self,
        list: Date,
        since: u64,
        limit: u32,
    ) -> Result<ListEntries, ReadError> {
        let bound = [
            list.into(),
            since.cast_signed().into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| {
            let mut version = connection.prepare_cached(VERSION)?;
            let version = version.query_row([list.day()], |row| row.get::<_, u32>(0));
            let read = |columns: &mut Columns| {
                let place = columns.number("status_index")?;
                Ok((place, Status::from_bits(columns.number("status")?)))
            };
            Ok(ListEntries {
                version: version.optional()?.map_or(0, u64::from),
                entries: select(connection, "status_entry", SINCE, &bound, read)?,
            })
        })
        .await
    }

    /// The last of the `limit` oldest entries of lists before `day`; `None` where there is none.
    #[crate::boxed]
    pub async fn entries_before(
        &self,
        day: Date,
        limit: u32,
    ) -> Result<Option<EntryMark>, ReadError> {
        let bound = [day.into(), i64::from(limit).into()];
        let keys = self
            .read(|connection| {
                select(connection, "status_entry", OLDEST, &bound, |columns| {
                    Ok((columns.date("list_day")?, columns.number("status_index")?))
                })
            })
            .await?;
        Ok(keys.last().map(|(list, index)| EntryMark {
            list: *list,
            index: *index,
            entries: keys.len(),
        }))
    }

    /// The batch that drops the entries up to a mark.
    pub fn drop_entries(&self, up_to: &EntryMark) -> Batch {
        let mut batch = Batch::unguarded();
        let key = vec![up_to.list.into(), i64::from(up_to.index).into()];
        batch.add(DROP, key);
        batch
    }
}
