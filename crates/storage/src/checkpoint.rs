//! Checkpoints: where one stands, and the device that may send its scans. Code and token are kept as keyed hashes.

use domain::ids::CheckpointId;
use domain::place::DivisionCode;
use domain::time::Instant;
use domain::verdict::Scene;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// A checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Its id.
    pub id: CheckpointId,
    /// Its scene.
    pub scene: Scene,
    /// What it is called.
    pub name: String,
    /// Where it stands: a city or a county.
    pub division: DivisionCode,
    /// When it was added.
    pub made: Instant,
}

/// A checkpoint whose device is about to be enrolled.
pub struct Enrolment {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// When its code ends.
    pub ends: Instant,
    code: Vec<u8>,
}

/// A checkpoint, and whether a device has it.
pub struct CheckpointRow {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// When the code that waits for a device ends; absent once it was used.
    pub code_ends: Option<Instant>,
    /// Whether a device has enrolled.
    pub enrolled: bool,
}

const TABLE: &str = "checkpoint";

const INSERT: &str =
    "INSERT INTO checkpoint (checkpoint_id, scene, name, division, made_ms, code_hash, code_ends_ms, token_hash, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const BY_CODE: &str =
    "SELECT checkpoint_id, scene, name, division, made_ms, code_hash, code_ends_ms, token_hash, mac FROM checkpoint
WHERE code_hash = ?1 ORDER BY checkpoint_id";

const BY_TOKEN: &str =
    "SELECT checkpoint_id, scene, name, division, made_ms, code_hash, code_ends_ms, token_hash, mac FROM checkpoint
WHERE token_hash = ?1 ORDER BY checkpoint_id";

const ALL: &str =
    "SELECT checkpoint_id, scene, name, division, made_ms, code_hash, code_ends_ms, token_hash, mac FROM checkpoint
ORDER BY made_ms, checkpoint_id";

const RENEW: &str =
    "UPDATE checkpoint SET code_hash = ?2, code_ends_ms = ?3, token_hash = NULL, mac = ?4
WHERE checkpoint_id = ?1";

const ENROL: &str =
    "UPDATE checkpoint SET code_hash = NULL, code_ends_ms = NULL, token_hash = ?2, mac = ?3
WHERE checkpoint_id = ?1 AND code_hash = ?4";

/// The row up to its MAC.
fn columns(row: &Checkpoint, code: Option<(&[u8], Instant)>, token: Option<&[u8]>) -> Vec<Value> {
    vec![
        row.id.0.into(),
        row.scene.word().into(),
        row.name.as_str().into(),
        i64::from(row.division.number()).into(),
        row.made.into(),
        code.map(|(hash, _)| hash.to_vec()).into(),
        code.map(|(_, ends)| ends).into(),
        token.map(<[u8]>::to_vec).into(),
    ]
}

fn read(columns: &mut Columns) -> Result<Checkpoint, ReadError> {
    Ok(Checkpoint {
        id: CheckpointId(columns.i64("checkpoint_id")?),
        scene: columns.word("scene")?,
        name: columns.text("name")?,
        division: columns.place("division")?,
        made: columns.instant("made_ms")?,
    })
}

fn code_hash(keys: &Keys, code: &str) -> Value {
    keys.lookup("checkpoint code", code).into()
}

fn token_hash(keys: &Keys, token: &str) -> Value {
    keys.lookup("checkpoint token", token).into()
}

impl Store {
    /// The batch that adds a checkpoint, whose device enrols by `code` until `ends`.
    pub fn add_checkpoint(
        &self,
        row: &Checkpoint,
        (code, ends): (&str, Instant),
        line: &LogLine,
    ) -> Batch {
        let code = self.keys().lookup("checkpoint code", code);
        let mut values = columns(row, Some((&code, ends)), None);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The checkpoint whose device enrols by this code, and what does not hold.
    #[crate::boxed]
    pub async fn enrolment(
        &self,
        code: &str,
    ) -> Result<(Option<Enrolment>, Vec<Alarm>), ReadError> {
        let bound = [code_hash(self.keys(), code)];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                Ok(Enrolment {
                    checkpoint: read(columns)?,
                    code: columns.bytes("code_hash")?,
                    ends: columns.instant("code_ends_ms")?,
                })
            };
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, BY_CODE, &bound, &mut alarms, read)?;
            Ok((rows.into_iter().next(), alarms))
        })
        .await
    }

    /// The batch that enrols a device: its token in the place of the code. A conflict where the code was used
    /// meanwhile.
    pub fn enrol_checkpoint(&self, enrolment: &Enrolment, token: &str, line: &LogLine) -> Batch {
        let row = &enrolment.checkpoint;
        let token = self.keys().lookup("checkpoint token", token);
        let mac = self.keys().mac(TABLE, &columns(row, None, Some(&token)));
        let values = vec![
            row.id.0.into(),
            token.into(),
            mac.into(),
            enrolment.code.clone().into(),
        ];
        let mut batch = Batch::unguarded();
        batch.guard(ENROL, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that gives a checkpoint a new code, good until `ends`: the device that had it has it no longer. A
    /// conflict where the checkpoint is gone.
    pub fn renew_checkpoint(
        &self,
        row: &Checkpoint,
        (code, ends): (&str, Instant),
        line: &LogLine,
    ) -> Batch {
        let code = self.keys().lookup("checkpoint code", code);
        let mac = self
            .keys()
            .mac(TABLE, &columns(row, Some((&code, ends)), None));
        let values = vec![row.id.0.into(), code.into(), ends.into(), mac.into()];
        let mut batch = Batch::unguarded();
        batch.guard(RENEW, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// All checkpoints in the order in which they were added, and what does not hold.
    #[crate::boxed]
    pub async fn checkpoints(&self) -> Result<(Vec<CheckpointRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                let checkpoint = read(columns)?;
                columns.skip();
                Ok(CheckpointRow {
                    checkpoint,
                    code_ends: columns.maybe_instant("code_ends_ms")?,
                    enrolled: columns.maybe_bytes("token_hash")?.is_some(),
                })
            };
            let rows = holding(connection, self.keys(), TABLE, ALL, &[], &mut alarms, read)?;
            Ok((rows, alarms))
        })
        .await
    }

    /// The checkpoint whose device has this token, and what does not hold.
    #[crate::boxed]
    pub async fn checkpoint_of(
        &self,
        token: &str,
    ) -> Result<(Option<Checkpoint>, Vec<Alarm>), ReadError> {
        let bound = [token_hash(self.keys(), token)];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, BY_TOKEN, &bound, &mut alarms, read)?;
            Ok((rows.into_iter().next(), alarms))
        })
        .await
    }
}
