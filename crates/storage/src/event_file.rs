//! Files of events that proposals brought into force. They are shared data: whoever publishes or ends one raises the generation.

use domain::ids::ProposalId;
use domain::place::DivisionCode;
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::{Published, holding};
use crate::shared::{Generation, raise_generation_from};
use crate::store::Store;
use crate::value::Value;

/// A file of events as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventFileRow {
    /// The proposal that brought it.
    pub proposal: ProposalId,
    /// Who answers for it.
    pub place: DivisionCode,
    /// When it came into force.
    pub published: Instant,
    /// When it was taken back as a whole.
    pub ended: Option<Instant>,
    /// The file.
    pub text: String,
}

const TABLE: &str = "event_file";

const INSERT: &str =
    "INSERT INTO event_file (proposal_id, place, published_ms, ended_ms, text, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (proposal_id) DO UPDATE SET published_ms = excluded.published_ms, ended_ms = excluded.ended_ms,
mac = excluded.mac";

const END: &str =
    "UPDATE event_file SET ended_ms = ?2, mac = ?3 WHERE proposal_id = ?1 AND ended_ms IS NULL";

const SELECT: &str = "SELECT proposal_id, place, published_ms, ended_ms, text, mac FROM event_file
WHERE published_ms > ?1 ORDER BY proposal_id";

const DROP: &str = "DELETE FROM event_file WHERE published_ms < ?1";

fn columns(row: &EventFileRow) -> Vec<Value> {
    vec![
        row.proposal.0.into(),
        i64::from(row.place.number()).into(),
        row.published.into(),
        row.ended.into(),
        row.text.as_str().into(),
    ]
}

fn mac(keys: &Keys, row: &EventFileRow) -> Value {
    keys.mac(TABLE, &columns(row)).into()
}

impl Store {
    /// The batch that brings a file of events into force, again where it was taken back, with its line in the log. A conflict where others have published since
    /// the generation with which it was tried.
    pub fn publish_events(&self, row: &EventFileRow, tried: Generation, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        raise_generation_from(&mut batch, tried);
        let mut values = columns(row);
        values.push(mac(self.keys(), row));
        batch.add(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that takes a file, as it was read, back as a whole.
    pub fn end_events(
        &self,
        row: &EventFileRow,
        now: Instant,
        tried: Generation,
        line: &LogLine,
    ) -> Batch {
        let ended = EventFileRow {
            ended: Some(now),
            ..row.clone()
        };
        let mut batch = Batch::unguarded();
        raise_generation_from(&mut batch, tried);
        batch.guard(
            END,
            vec![row.proposal.0.into(), now.into(), mac(self.keys(), &ended)],
        );
        log::add_other(&mut batch, line);
        batch
    }

    /// Every file of events that came into force after an instant.
    #[crate::boxed]
    pub async fn event_files(
        &self,
        since: Instant,
    ) -> Result<Published<Vec<EventFileRow>>, ReadError> {
        self.read(|connection| {
            let (mut alarms, bound) = (Vec::new(), [since.into()]);
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// The batch that drops files that came into force before an instant: no rule looks so far back.
    pub fn drop_event_files(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![before.into()]);
        batch
    }
}

fn read(columns: &mut Columns) -> Result<EventFileRow, ReadError> {
    Ok(EventFileRow {
        proposal: ProposalId(columns.i64("proposal_id")?),
        place: columns.place("place")?,
        published: columns.instant("published_ms")?,
        ended: columns.maybe_instant("ended_ms")?,
        text: columns.text("text")?,
    })
}
