//! Sealed lines from the newest back, for whoever looks through the log. Whom a line is about is not even read.

use domain::log::{By, Purpose};
use domain::time::Instant;

use super::by;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::store::Store;
use crate::value::Value;

/// Where a line stands. Places are ordered as the lines are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LinePlace {
    /// Hours since 1970-01-01T00:00Z: the tree that holds it.
    pub hour: i64,
    /// The server that wrote it.
    pub server: i64,
    /// Its number within hour and server.
    pub number: i64,
}

/// What a line says, but of whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineSaid {
    /// When.
    pub instant: Instant,
    /// Who did it.
    pub by: By,
    /// For what purpose.
    pub purpose: Purpose,
    /// What was done.
    pub action: String,
}

const BACK: &str = "SELECT hour, server, number, instant_ms, done_by, staff_id, purpose, action FROM sealed_line
WHERE hour >= ?1 AND (hour, server, number) < (?2, ?3, ?4) ORDER BY hour DESC, server DESC, number DESC LIMIT ?5";

impl Store {
    /// The lines before a place and not before an hour, the newest first, `limit` at most. A line that no program of ours
    /// has written says nothing.
    #[crate::boxed]
    pub async fn lines_back(
        &self,
        from_hour: i64,
        before: LinePlace,
        limit: u32,
    ) -> Result<Vec<(LinePlace, Option<LineSaid>)>, ReadError> {
        let bound: [Value; 5] = [
            from_hour.into(),
            before.hour.into(),
            before.server.into(),
            before.number.into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| {
            select(connection, "sealed_line", BACK, &bound, |columns| {
                let place = LinePlace {
                    hour: columns.i64("hour")?,
                    server: columns.i64("server")?,
                    number: columns.i64("number")?,
                };
                Ok((place, said(columns).ok()))
            })
        })
        .await
    }
}

fn said(columns: &mut Columns) -> Result<LineSaid, ReadError> {
    Ok(LineSaid {
        instant: columns.instant("instant_ms")?,
        by: by(columns)?,
        purpose: columns.word("purpose")?,
        action: columns.text("action")?,
    })
}
