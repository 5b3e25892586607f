//! The log itself: lines by hour, server and number, the head of each hour, and what dies at the end of its life.

use domain::ids::PersonId;
use domain::time::Instant;
use rusqlite::OptionalExtension;

use super::{LogLine, alias, read};
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::lease::{self, Lease};
use crate::store::Store;
use crate::value::Value;

/// A line in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedRow {
    /// Hours since 1970-01-01T00:00Z: the tree that holds it.
    pub hour: i64,
    /// The server that wrote it.
    pub server: i64,
    /// Its number within hour and server.
    pub number: i64,
    /// The line; absent where the row holds what no program of ours has written.
    pub line: Option<LogLine>,
}

/// The head of an hour.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadRow {
    /// The hour.
    pub hour: i64,
    /// When it was sealed.
    pub sealed: Instant,
    /// Lines up to its end, of all hours.
    pub total: i64,
    /// SHA-256 of what is signed.
    pub digest: Vec<u8>,
    /// The message.
    pub signed: Vec<u8>,
}

/// A line about a person, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnLine {
    /// The line.
    pub line: LogLine,
    /// Hour and number, once its hour is sealed.
    pub sealed: Option<(i64, i64)>,
}

const OPEN: &str = "SELECT hour FROM sealed_line WHERE hour > ?1 ORDER BY hour LIMIT 1";

/// The last line of the last server up to `?2`: counting the lines of each would read the whole hour again for each page of it.
const LAST: &str = "SELECT server, number FROM sealed_line WHERE hour = ?1 AND server <= ?2
ORDER BY server DESC, number DESC LIMIT 1";

const PAGE: &str = "SELECT server, number, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest
FROM sealed_line WHERE hour = ?1 AND (server, number) > (?2, ?3) ORDER BY server, number LIMIT ?4";

const HEADS: &str = "SELECT hour, sealed_ms, total, digest, signed FROM log_head WHERE hour > ?1 ORDER BY hour LIMIT ?2";

const NEWEST: &str =
    "SELECT hour, sealed_ms, total, digest, signed FROM log_head ORDER BY hour DESC LIMIT 1";

const NEWEST_HOUR: &str = "SELECT hour FROM log_head ORDER BY hour DESC LIMIT 1";

const ADD_HEAD: &str =
    "INSERT INTO log_head (hour, sealed_ms, total, digest, signed) VALUES (?1, ?2, ?3, ?4, ?5)";

const OWN_WAITING: &str = "SELECT line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest FROM log_line
WHERE person_id = ?1 AND line_id < ?2 ORDER BY line_id DESC LIMIT ?3";

const OWN_SEALED: &str = "SELECT hour, number, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest
FROM sealed_line WHERE alias = ?1 AND line_id < ?2 ORDER BY line_id DESC LIMIT ?3";

const OLDEST: &str = "SELECT hour, server, number FROM sealed_line WHERE hour < ?1 ORDER BY hour, server, number LIMIT ?2";

const DROP: &str = "DELETE FROM sealed_line WHERE (hour, server, number) <= (?1, ?2, ?3)";

impl Store {
    /// The hour behind `after` into which lines were moved; `None` where there is none. Without a head it is open.
    #[crate::boxed]
    pub async fn open_hour(&self, after: i64) -> Result<Option<i64>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(OPEN)?;
            Ok(select.query_row([after], |row| row.get(0)).optional()?)
        })
        .await
    }

    /// Each server with its last number in an hour, in the order of the servers.
    #[crate::boxed]
    pub async fn last_numbers(&self, hour: i64) -> Result<Vec<(i64, i64)>, ReadError> {
        self.read(|connection| {
            let (mut all, mut upto) = (Vec::new(), Some(i64::MAX));
            while let Some(server) = upto {
                let bound = [hour.into(), server.into()];
                let found = select(connection, "sealed_line", LAST, &bound, |columns| {
                    Ok((columns.i64("server")?, columns.i64("number")?))
                })?;
                all.extend(found.first());
                upto = found.first().and_then(|(server, _)| server.checked_sub(1));
            }
            all.reverse();
            Ok(all)
        })
        .await
    }

    /// The lines of an hour behind server and number, `limit` at most.
    #[crate::boxed]
    pub async fn sealed_lines(
        &self,
        hour: i64,
        (server, number): (i64, i64),
        limit: u32,
    ) -> Result<Vec<SealedRow>, ReadError> {
        let bound: [Value; 4] = [
            hour.into(),
            server.into(),
            number.into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| {
            select(connection, "sealed_line", PAGE, &bound, |columns| {
                Ok(SealedRow {
                    hour,
                    server: columns.i64("server")?,
                    number: columns.i64("number")?,
                    line: read(columns).ok(),
                })
            })
        })
        .await
    }

    /// The heads behind an hour, `limit` at most.
    #[crate::boxed]
    pub async fn log_heads(&self, after: i64, limit: u32) -> Result<Vec<HeadRow>, ReadError> {
        let bound = [after.into(), i64::from(limit).into()];
        self.read(|connection| select(connection, "log_head", HEADS, &bound, head))
            .await
    }

    /// The newest head.
    #[crate::boxed]
    pub async fn newest_head(&self) -> Result<Option<HeadRow>, ReadError> {
        self.read(|connection| {
            let heads = select(connection, "log_head", NEWEST, &[], head)?;
            Ok(heads.into_iter().next())
        })
        .await
    }

    /// The batch that seals an hour. A conflict where the lease was lost, or the hour is sealed.
    pub fn seal_hour(&self, lease: Lease, times: (Instant, Instant), row: &HeadRow) -> Batch {
        let mut batch = Batch::unguarded();
        lease::hold(&mut batch, lease, times);
        let values = vec![
            row.hour.into(),
            row.sealed.into(),
            row.total.into(),
            row.digest.clone().into(),
            row.signed.clone().into(),
        ];
        batch.guard(ADD_HEAD, values);
        batch
    }

    /// The lines about a person before a line's id, newest first, `limit` at most: those that wait, and those under the
    /// person's name in the log.
    #[crate::boxed]
    pub async fn own_lines(
        &self,
        person: PersonId,
        before: i64,
        limit: u32,
    ) -> Result<Vec<OwnLine>, ReadError> {
        self.read(|connection| {
            let page = [before.into(), i64::from(limit).into()];
            let with = |key: i64| [&[key.into()], &page[..]].concat();
            let table = "log_line";
            let mut lines = select(connection, table, OWN_WAITING, &with(person.0), |columns| {
                let line = read(columns)?;
                Ok(OwnLine { line, sealed: None })
            })?;
            if let Some(alias) = alias(connection, person)? {
                let mut newest = connection.prepare_cached(NEWEST_HOUR)?;
                let newest: Option<i64> = newest.query_row([], |row| row.get(0)).optional()?;
                let table = "sealed_line";
                lines.extend(select(
                    connection,
                    table,
                    OWN_SEALED,
                    &with(alias.0),
                    |columns| {
                        let place = (columns.i64("hour")?, columns.i64("number")?);
                        Ok(OwnLine {
                            line: read(columns)?,
                            sealed: Some(place).filter(|(hour, _)| newest >= Some(*hour)),
                        })
                    },
                )?);
            }
            lines.sort_by_key(|own| std::cmp::Reverse(own.line.id));
            lines.truncate(limit as usize);
            Ok(lines)
        })
        .await
    }

    /// The batch that drops the oldest `limit` lines of hours before one; `None` where there is none.
    #[crate::boxed]
    pub async fn drop_sealed(&self, before: i64, limit: u32) -> Result<Option<Batch>, ReadError> {
        let bound = [before.into(), i64::from(limit).into()];
        let oldest = self
            .read(|connection| {
                select(connection, "sealed_line", OLDEST, &bound, |columns| {
                    let key = [
                        columns.i64("hour")?,
                        columns.i64("server")?,
                        columns.i64("number")?,
                    ];
                    Ok(key.map(Value::I64).to_vec())
                })
            })
            .await?;
        Ok(oldest.into_iter().last().map(|key| {
            let mut batch = Batch::unguarded();
            batch.add(DROP, key);
            batch
        }))
    }
}

fn head(columns: &mut Columns) -> Result<HeadRow, ReadError> {
    Ok(HeadRow {
        hour: columns.i64("hour")?,
        sealed: columns.instant("sealed_ms")?,
        total: columns.i64("total")?,
        digest: columns.bytes("digest")?,
        signed: columns.bytes("signed")?,
    })
}
