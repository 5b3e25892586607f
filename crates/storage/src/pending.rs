//! Lists and policies that came from a command or a watched place, as rows: each file once, by its digest.
//!
//! A change names the version that it has read, so that of two at one moment one counts.

use domain::ids::{PendingId, ProposalId, StaffId};
use domain::pending::{Origin, PendingKind, PendingState};
use domain::place::DivisionCode;
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::published::{Published, holding, text_of_one};
use crate::store::Store;
use crate::value::Value;

/// A file that came, without its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingRow {
    /// Its id.
    pub id: PendingId,
    /// What it is.
    pub kind: PendingKind,
    /// SHA-256 of the text in hexadecimal digits.
    pub digest: String,
    /// The name that it came under.
    pub name: String,
    /// By which way.
    pub origin: Origin,
    /// The division that answers for it: of a policy its jurisdiction, of a list the smallest in which all lies that it raises.
    pub place: DivisionCode,
    /// From when it says something: of a list its instant, of a policy its first day.
    pub from: Instant,
    /// When it was saved at its source, where anybody said.
    pub saved: Option<Instant>,
    /// When it came.
    pub came: Instant,
    /// What may change of it.
    pub now: PendingChange,
    /// Raised by each change.
    pub version: i64,
}

/// What may change of a file that came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingChange {
    /// Where it stands.
    pub state: PendingState,
    /// Whether it came into force by itself.
    pub alone: bool,
    /// Why it was refused, or what of it cannot be read.
    pub reason: Option<String>,
    /// Who refused it.
    pub by: Option<StaffId>,
    /// The proposal that was made of it last, or by which it came into force.
    pub proposal: Option<ProposalId>,
    /// Whom it would change, in a form that is the caller's; about nobody.
    pub trial: String,
    /// When that was tried.
    pub tried: Instant,
}

const TABLE: &str = "pending_file";
const TEXTS: &str = "pending_text";

const INSERT: &str = "INSERT INTO pending_file (pending_id, kind, digest, name, origin, place, from_ms, saved_ms, came_ms,
state, alone, reason, by_staff, proposal_id, trial, tried_ms, version, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

const CHANGE: &str = "UPDATE pending_file SET state = ?2, alone = ?3, reason = ?4, by_staff = ?5, proposal_id = ?6, trial = ?7,
tried_ms = ?8, version = ?9, mac = ?10
WHERE pending_id = ?1 AND version = ?11";

const ONE: &str = "SELECT pending_id, kind, digest, name, origin, place, from_ms, saved_ms, came_ms, state, alone, reason,
by_staff, proposal_id, trial, tried_ms, version, mac
FROM pending_file WHERE pending_id = ?1 ORDER BY pending_id";

const OF_DIGEST: &str = "SELECT pending_id, kind, digest, name, origin, place, from_ms, saved_ms, came_ms, state, alone, reason,
by_staff, proposal_id, trial, tried_ms, version, mac
FROM pending_file WHERE digest = ?1 ORDER BY pending_id";

const WAITING: &str = "SELECT pending_id, kind, digest, name, origin, place, from_ms, saved_ms, came_ms, state, alone, reason,
by_staff, proposal_id, trial, tried_ms, version, mac
FROM pending_file WHERE state = 'pending' ORDER BY pending_id";

const NEWEST: &str = "SELECT pending_id, kind, digest, name, origin, place, from_ms, saved_ms, came_ms, state, alone, reason,
by_staff, proposal_id, trial, tried_ms, version, mac
FROM pending_file ORDER BY pending_id DESC LIMIT ?1";

const ALONE_SINCE: &str = "SELECT pending_id, kind, digest, name, origin, place, from_ms, saved_ms, came_ms, state, alone,
reason, by_staff, proposal_id, trial, tried_ms, version, mac
FROM pending_file WHERE state = 'in_force' AND tried_ms >= ?1 ORDER BY pending_id";

const INSERT_TEXT: &str = "INSERT INTO pending_text (pending_id, text, mac) VALUES (?1, ?2, ?3)
ON CONFLICT (pending_id) DO NOTHING";

const TEXT: &str =
    "SELECT pending_id, text, mac FROM pending_text WHERE pending_id = ?1 ORDER BY pending_id";

impl Store {
    /// The batch that keeps a file that came, with its line in the log; `text` where it did not come into force at once. A
    /// conflict where the same file is kept already.
    pub fn add_pending(&self, row: &PendingRow, text: Option<&str>, line: &LogLine) -> Batch {
        let mut values = columns(row);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, values);
        if let Some(text) = text {
            self.keep_text(&mut batch, row.id, text);
        }
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that changes a file, as it was read, to what became of it, with its line in the log; `text` where it is
    /// needed from now on. A conflict where somebody else changed it meanwhile.
    pub fn change_pending(
        &self,
        old: &PendingRow,
        to: &PendingChange,
        text: Option<&str>,
        line: &LogLine,
    ) -> Batch {
        let row = PendingRow {
            now: to.clone(),
            version: old.version + 1,
            ..old.clone()
        };
        let mac = self.keys().mac(TABLE, &columns(&row));
        let mut values: Vec<Value> = vec![row.id.0.into()];
        values.extend(standing(to));
        values.extend([row.version.into(), mac.into(), old.version.into()]);
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        if let Some(text) = text {
            self.keep_text(&mut batch, row.id, text);
        }
        log::add_other(&mut batch, line);
        batch
    }

    fn keep_text(&self, batch: &mut Batch, id: PendingId, text: &str) {
        let mut values: Vec<Value> = vec![id.0.into(), text.into()];
        values.push(self.keys().mac(TEXTS, &values).into());
        batch.add(INSERT_TEXT, values);
    }

    /// One file, where its row holds.
    #[crate::boxed]
    pub async fn pending(&self, id: PendingId) -> Result<Published<Option<PendingRow>>, ReadError> {
        let found = self.pending_rows(ONE, vec![id.0.into()]).await?;
        Ok(first(found))
    }

    /// The file of a digest, where its row holds.
    #[crate::boxed]
    pub async fn pending_of(
        &self,
        digest: &str,
    ) -> Result<Published<Option<PendingRow>>, ReadError> {
        let found = self.pending_rows(OF_DIGEST, vec![digest.into()]).await?;
        Ok(first(found))
    }

    /// All files that wait, in the order in which they came, where their rows hold.
    #[crate::boxed]
    pub async fn pending_waiting(&self) -> Result<Published<Vec<PendingRow>>, ReadError> {
        self.pending_rows(WAITING, Vec::new()).await
    }

    /// The files that came last, the newest first, `limit` at most, where their rows hold.
    #[crate::boxed]
    pub async fn pending_newest(
        &self,
        limit: u32,
    ) -> Result<Published<Vec<PendingRow>>, ReadError> {
        let bound = vec![i64::from(limit).into()];
        self.pending_rows(NEWEST, bound).await
    }

    /// The files that came into force by themselves at `since` or later, where their rows hold.
    #[crate::boxed]
    pub async fn pending_alone_since(
        &self,
        since: Instant,
    ) -> Result<Published<Vec<PendingRow>>, ReadError> {
        let mut found = self.pending_rows(ALONE_SINCE, vec![since.into()]).await?;
        found.rows.retain(|row| row.now.alone);
        Ok(found)
    }

    /// The text of a file that did not come into force at once, where its row holds.
    #[crate::boxed]
    pub async fn pending_text(
        &self,
        id: PendingId,
    ) -> Result<Published<Option<String>>, ReadError> {
        self.read(|connection| text_of_one(connection, self.keys(), (TEXTS, TEXT), id.0))
            .await
    }

    async fn pending_rows(
        &self,
        sql: &'static str,
        bound: Vec<Value>,
    ) -> Result<Published<Vec<PendingRow>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, sql, &bound, &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}

fn first(found: Published<Vec<PendingRow>>) -> Published<Option<PendingRow>> {
    Published {
        rows: found.rows.into_iter().next(),
        alarms: found.alarms,
    }
}

fn columns(row: &PendingRow) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        row.id.0.into(),
        row.kind.word().into(),
        row.digest.as_str().into(),
        row.name.as_str().into(),
        row.origin.word().into(),
        i64::from(row.place.number()).into(),
        row.from.into(),
        row.saved.into(),
        row.came.into(),
    ];
    values.extend(standing(&row.now));
    values.push(row.version.into());
    values
}

/// The columns that change, in the order of the table.
fn standing(now: &PendingChange) -> Vec<Value> {
    vec![
        now.state.word().into(),
        now.alone.into(),
        now.reason.as_deref().into(),
        now.by.map(|staff| staff.0).into(),
        now.proposal.map(|proposal| proposal.0).into(),
        now.trial.as_str().into(),
        now.tried.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<PendingRow, ReadError> {
    Ok(PendingRow {
        id: PendingId(columns.i64("pending_id")?),
        kind: columns.word("kind")?,
        digest: columns.text("digest")?,
        name: columns.text("name")?,
        origin: columns.word("origin")?,
        place: columns.place("place")?,
        from: columns.instant("from_ms")?,
        saved: columns.maybe_instant("saved_ms")?,
        came: columns.instant("came_ms")?,
        now: PendingChange {
            state: columns.word("state")?,
            alone: columns.flag("alone")?,
            reason: columns.maybe_text("reason")?,
            by: columns.maybe_i64("by_staff")?.map(StaffId),
            proposal: columns.maybe_i64("proposal_id")?.map(ProposalId),
            trial: columns.text("trial")?,
            tried: columns.instant("tried_ms")?,
        },
        version: columns.i64("version")?,
    })
}
