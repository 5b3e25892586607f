//! Alarms: rows that do not say what they should. One row for each, however often it is read.

use domain::ids::{AppealId, PendingId, PersonId, ProposalId, ResultFileId};
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::{Columns, from_word, select};
use crate::error::ReadError;
use crate::store::Store;
use crate::value::Value;

/// What is wrong with a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// Its MAC does not hold: it was edited, moved to another person, or put there by somebody else. It is not read.
    Altered,
    /// A row that should be there is not: it was deleted, or an older form of it was put back.
    Missing,
    /// It lacks the signatures of two, or they do not hold. It is not read.
    Unsigned,
    /// More people were named or worsened than a limit allows; it waits for a third.
    Limit,
    /// What came, or was agreed to, worsens more than may come into force by itself: the last one stays in force.
    Pending,
    /// A file that was watched for cannot be taken: the last good one stays in force. Or one of results to which somebody agreed could not
    /// be taken in its time: nothing of it counts, and it is let go.
    Broken,
    /// More short messages than an hour may have: what is not urgent waits, and codes come first.
    Texts,
    /// Somebody who is named a case objects, and nobody answered in time: the naming is suspended until somebody does.
    Overdue,
}

impl AlarmKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Altered,
        Self::Missing,
        Self::Unsigned,
        Self::Limit,
        Self::Pending,
        Self::Broken,
        Self::Texts,
        Self::Overdue,
    ];

    /// The word in SQL and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Unsigned => "unsigned",
            Self::Limit => "limit",
            Self::Pending => "pending",
            Self::Broken => "broken",
            Self::Texts => "texts",
            Self::Overdue => "overdue",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alarm {
    /// Whom the row is about.
    pub person: Option<PersonId>,
    /// What is wrong.
    pub kind: AlarmKind,
    /// The table.
    pub table: String,
    /// The row's id within its owner; 0 where it has none.
    pub row: i64,
}

impl Alarm {
    /// Says it in the log of the program, without saying whom it is about.
    pub(crate) fn report(&self) {
        let (kind, table) = (self.kind.word(), &self.table);
        let what = match self.kind {
            AlarmKind::Limit => "more people than a limit allows; a third must look",
            AlarmKind::Pending => {
                "more people than may be worsened by itself; the last one stays in force until two agree"
            }
            AlarmKind::Broken => {
                "a file that came cannot be taken; a list or policy stays as it was, of a file of results nothing more counts"
            }
            AlarmKind::Texts => {
                "more short messages than an hour may have; what is not urgent waits for the next one"
            }
            AlarmKind::Overdue => {
                "an appeal against being a case was not answered in time; the naming is suspended until it is"
            }
            AlarmKind::Altered | AlarmKind::Missing | AlarmKind::Unsigned => {
                "a row of the database is not as this program wrote it"
            }
        };
        tracing::error!(kind, table, "{what}");
    }

    /// An alarm about a file that came, and about no person.
    pub fn of_pending(kind: AlarmKind, pending: PendingId) -> Self {
        Self {
            person: None,
            kind,
            table: "pending_file".into(),
            row: pending.0,
        }
    }

    /// An alarm about a file of results to which somebody agreed and which could not be taken in its time.
    pub fn of_result_file(file: ResultFileId) -> Self {
        Self {
            person: None,
            kind: AlarmKind::Broken,
            table: "result_file".into(),
            row: file.0,
        }
    }

    /// An alarm about an appeal that nobody answered in time.
    pub fn of_appeal(person: PersonId, appeal: AppealId) -> Self {
        Self {
            person: Some(person),
            kind: AlarmKind::Overdue,
            table: "appeal".into(),
            row: appeal.0,
        }
    }

    /// An alarm about the short messages of an hour (hours since 1970).
    pub fn of_texts(hour: i64) -> Self {
        Self {
            person: None,
            kind: AlarmKind::Texts,
            table: "text_hour".into(),
            row: hour,
        }
    }

    /// An alarm about a proposal, and about no person.
    pub fn of_proposal(kind: AlarmKind, proposal: ProposalId) -> Self {
        Self {
            person: None,
            kind,
            table: "proposal".into(),
            row: proposal.0,
        }
    }
}

/// An alarm as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AlarmRow {
    /// What is wrong.
    pub alarm: Alarm,
    /// When it was noticed first.
    pub first: Instant,
    /// When it was noticed last.
    pub last: Instant,
    /// How often it was noticed.
    pub seen: i64,
}

const RAISE: &str =
    "INSERT INTO alarm (person_id, kind, table_name, row_id, first_ms, last_ms, seen)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1)
ON CONFLICT (person_id, kind, table_name, row_id)
DO UPDATE SET last_ms = excluded.last_ms, seen = alarm.seen + 1";

const SELECT: &str =
    "SELECT person_id, kind, table_name, row_id, first_ms, last_ms, seen FROM alarm
WHERE (person_id, kind, table_name, row_id) > (?1, ?2, ?3, ?4)
ORDER BY person_id, kind, table_name, row_id LIMIT ?5";

impl Store {
    /// The batch that keeps what reading has noticed. It needs no guard and changes no decision.
    pub fn raise(&self, alarms: &[Alarm], now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        for alarm in alarms {
            let mut values = key(alarm);
            values.push(now.into());
            batch.add(RAISE, values);
        }
        batch
    }

    /// The alarms behind `after` in the order of their keys, `limit` at most.
    #[crate::boxed]
    pub async fn alarms(
        &self,
        after: Option<&Alarm>,
        limit: u32,
    ) -> Result<Vec<AlarmRow>, ReadError> {
        let mut values = after.map_or_else(
            || vec![Value::I64(-1), "".into(), "".into(), Value::I64(0)],
            key,
        );
        values.push(i64::from(limit).into());
        self.read(|connection| select(connection, "alarm", SELECT, &values, read))
            .await
    }
}

fn key(alarm: &Alarm) -> Vec<Value> {
    vec![
        alarm.person.map_or(0, |person| person.0).into(),
        alarm.kind.word().into(),
        alarm.table.as_str().into(),
        alarm.row.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<AlarmRow, ReadError> {
    let person = columns.i64("person_id")?;
    let kind = columns.text("kind")?;
    Ok(AlarmRow {
        alarm: Alarm {
            person: Some(PersonId(person)).filter(|person| person.0 != 0),
            kind: from_word(&kind).ok_or_else(|| columns.unknown("kind"))?,
            table: columns.text("table_name")?,
            row: columns.i64("row_id")?,
        },
        first: columns.instant("first_ms")?,
        last: columns.instant("last_ms")?,
        seen: columns.i64("seen")?,
    })
}
