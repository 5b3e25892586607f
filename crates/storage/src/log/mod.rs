//! Lines of the log, in the outbox of whom they concern: they commit with what they speak of.
//!
//! The job that moves them gives each its number within hour and server and seals them; until then they are
//! unsealed. People stand in them under a random alias, so that a line is about nobody once the alias is gone. What is
//! about nobody from the beginning (policies, lists, keys, staff) waits in an outbox of its own.

mod found;
mod sealed;
mod waiting;

pub use found::{LinePlace, LineSaid};
pub use sealed::{HeadRow, OwnLine, SealedRow};
pub use waiting::WaitingLine;

use domain::ids::{PersonId, StaffId};
use domain::log::{By, Purpose};
use domain::time::Instant;
use rusqlite::{Connection, OptionalExtension};

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;

/// A person's random name in the log, drawn at registration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Alias(pub i64);

/// Bytes of a line's digest.
pub const DIGEST: usize = 16;

/// A line: who did what, for which purpose, to whom, when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogLine {
    /// The line's id, made by the program; it grows with time.
    pub id: i64,
    /// The server that wrote it.
    pub server: i64,
    /// When.
    pub instant: Instant,
    /// Whom it concerns; absent where it is about nobody.
    pub alias: Option<Alias>,
    /// Who did it.
    pub by: By,
    /// For what purpose.
    pub purpose: Purpose,
    /// What was done.
    pub action: String,
    /// Keyed digest of what was written or shown ([`Store::digest`]).
    pub digest: [u8; DIGEST],
}

/// Parts of the outbox of what no person owns (SQL rule 5).
const BUCKETS: i64 = 16;

const NAME: &str =
    "INSERT INTO alias (person_id, alias) VALUES (?1, ?2) ON CONFLICT (person_id) DO NOTHING";

const ALIAS: &str = "SELECT alias FROM alias WHERE person_id = ?1";

const ADD: &str = "INSERT INTO log_line (person_id, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action,
digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const ADD_OTHER: &str = "INSERT INTO log_line_other (bucket, line_id, server, instant_ms, alias, done_by, staff_id, purpose,
action, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// An erased person's lines go on without them.
pub(crate) const HAND_OVER: &str = "INSERT INTO log_line_other (bucket, line_id, server, instant_ms, alias, done_by, staff_id,
purpose, action, digest)
SELECT line_id % 16, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest FROM log_line
WHERE person_id = ?1 ON CONFLICT (bucket, line_id) DO NOTHING";

const LINES: &str =
    "SELECT line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest FROM log_line
WHERE person_id = ?1 AND line_id > ?2 ORDER BY line_id LIMIT ?3";

/// Gives a person a name in the log.
pub(crate) fn name(batch: &mut Batch, person: PersonId, alias: Alias) {
    batch.add(NAME, vec![person.0.into(), alias.0.into()]);
}

/// A person's name in the log.
pub(crate) fn alias(connection: &Connection, person: PersonId) -> Result<Option<Alias>, ReadError> {
    let mut select = connection.prepare_cached(ALIAS)?;
    let alias = select.query_row([person.0], |row| row.get(0).map(Alias));
    Ok(alias.optional()?)
}

/// The name in the log of each of these people, in their order.
pub(crate) fn aliases(
    connection: &Connection,
    people: impl Iterator<Item = PersonId>,
) -> Result<std::vec::IntoIter<Option<Alias>>, ReadError> {
    let mut select = connection.prepare_cached(ALIAS)?;
    let aliases = people.map(|person| {
        let alias = select.query_row([person.0], |row| row.get(0).map(Alias));
        alias.optional()
    });
    Ok(aliases.collect::<Result<Vec<_>, _>>()?.into_iter())
}

/// Adds a line to a batch that no person owns: of what is published, of staff, of a proposal.
pub(crate) fn add_other(batch: &mut Batch, line: &LogLine) {
    batch.add(ADD_OTHER, columns(line.id.rem_euclid(BUCKETS), line));
}

/// Adds a line to a batch that a person owns only as far as the line is about them.
pub(crate) fn add(batch: &mut Batch, about: Option<PersonId>, line: &LogLine) {
    match about {
        Some(person) => batch.add(ADD, columns(person.0, line)),
        None => add_other(batch, line),
    }
}

/// The row of a line; `owner` is what its outbox is keyed by.
fn columns(owner: i64, line: &LogLine) -> Vec<Value> {
    let mut row: Vec<Value> = vec![owner.into(), line.id.into(), line.server.into()];
    row.extend(said(line));
    row
}

/// What a line says, as every table that holds lines ends.
fn said(line: &LogLine) -> [Value; 7] {
    [
        line.instant.into(),
        line.alias.map(|alias| alias.0).into(),
        line.by.word().into(),
        line.by.staff().map(|staff| staff.0).into(),
        line.purpose.word().into(),
        line.action.as_str().into(),
        line.digest.into(),
    ]
}

impl PersonBatch {
    /// Adds a line about what this batch writes.
    pub fn log(&mut self, line: &LogLine) {
        let values = columns(self.person().0, line);
        self.rows.add(ADD, values);
    }
}

impl Store {
    /// The batch for a line about looking at a person, which changes nothing about them.
    pub fn log_about(&self, person: PersonId, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(ADD, columns(person.0, line));
        batch
    }

    /// The batch for a line that is about no person.
    pub fn log(&self, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        add_other(&mut batch, line);
        batch
    }

    /// A keyed digest for a line: it shows later what was written or shown, and nothing to who lacks the key.
    pub fn digest(&self, text: &str) -> [u8; DIGEST] {
        self.keys().lookup("log", text)
    }

    /// A person's name in the log; `None` where the person is not registered or was erased.
    #[crate::boxed]
    pub async fn alias_of(&self, person: PersonId) -> Result<Option<Alias>, ReadError> {
        self.read(|connection| alias(connection, person)).await
    }

    /// The lines about a person that are not moved yet, behind line `after`, `limit` at most.
    #[crate::boxed]
    pub async fn lines_of(
        &self,
        person: PersonId,
        after: Option<i64>,
        limit: u32,
    ) -> Result<Vec<LogLine>, ReadError> {
        let bound = [
            person.0.into(),
            after.unwrap_or(i64::MIN).into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| select(connection, "log_line", LINES, &bound, read))
            .await
    }
}

/// A line as it stands in every table that holds lines, from its id on.
fn read(columns: &mut Columns) -> Result<LogLine, ReadError> {
    Ok(LogLine {
        id: columns.i64("line_id")?,
        server: columns.i64("server")?,
        instant: columns.instant("instant_ms")?,
        alias: columns.maybe_i64("alias")?.map(Alias),
        by: by(columns)?,
        purpose: columns.word("purpose")?,
        action: columns.text("action")?,
        digest: columns
            .bytes("digest")?
            .try_into()
            .map_err(|_| columns.unknown("digest"))?,
    })
}

fn by(columns: &mut Columns) -> Result<By, ReadError> {
    let word = columns.text("done_by")?;
    let staff = columns.maybe_i64("staff_id")?.map(StaffId);
    By::from_word(&word, staff).ok_or_else(|| columns.unknown("done_by"))
}
