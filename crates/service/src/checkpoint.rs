//! Checkpoints: added by whoever runs the service, enrolled once by a code, known by a token from then on.

use domain::ids::CheckpointId;
use domain::place::{DivisionCode, city, divisions};
use domain::time::Instant;
use domain::verdict::{Direction, Scene};
use storage::{LogLine, WriteError};
use zeroize::Zeroizing;

use crate::Service;
use crate::chance::{random_id, secret, secret_length};
use crate::enrolment_code::{CODE_MS, EnrolmentCode, letters};
use crate::error::Error;
use crate::log::Deed;

/// By which a device's token is recognised as one.
const TOKEN_PREFIX: &str = "hcd_";
/// The longest name, in characters.
const MAX_NAME: usize = 60;

/// A checkpoint that is to be added.
pub struct CheckpointDraft {
    /// Its scene.
    pub scene: Scene,
    /// Where it stands: a city or a county.
    pub division: DivisionCode,
    /// What it is called.
    pub name: String,
}

/// A checkpoint, as its device knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Its id.
    pub id: CheckpointId,
    /// Its scene.
    pub scene: Scene,
    /// What it is called.
    pub name: String,
    /// Where it stands.
    pub division: DivisionCode,
}

impl Checkpoint {
    /// The directions that its device tells apart: where only one is, nothing depends on it.
    pub const fn directions(&self) -> &'static [Direction] {
        match self.scene {
            Scene::Community => &[Direction::In, Direction::Out],
            _ => &[Direction::In],
        }
    }

    /// The city whose policy holds here.
    pub(crate) fn city(&self) -> DivisionCode {
        self.division.city().unwrap_or(self.division)
    }

    fn of(row: storage::Checkpoint) -> Self {
        Self {
            id: row.id,
            scene: row.scene,
            name: row.name,
            division: row.division,
        }
    }
}

/// A checkpoint, for those who look after them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckpointStanding {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// When it was added.
    pub made: Instant,
    /// When the code that waits for a device ends; absent once it was used.
    pub code_ends: Option<Instant>,
    /// Whether a device has enrolled.
    pub enrolled: bool,
}

/// The token of a device. No `Debug`, no `Display`; wiped when dropped.
pub struct DeviceToken(Zeroizing<String>);

impl DeviceToken {
    /// The text, for the device and nobody else.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A device that has enrolled.
pub struct Enrolled {
    /// Its token.
    pub token: DeviceToken,
    /// Its checkpoint.
    pub checkpoint: Checkpoint,
}

impl Service {
    /// Adds a checkpoint; its device enrols by the code within a day.
    #[crate::boxed]
    pub async fn add_checkpoint(
        &self,
        draft: &CheckpointDraft,
        now: Instant,
    ) -> Result<EnrolmentCode, Error> {
        let name = draft.name.trim();
        let length = name.chars().count();
        if length == 0 || length > MAX_NAME || name.chars().any(char::is_control) {
            let (zh, en) = (
                "请为检查点取1至60个字符的名称",
                "call the checkpoint something of 1 to 60 characters",
            );
            return Err(Error::field("name", zh, en));
        }
        let known = city(draft.division).is_some()
            || divisions()
                .county_level(draft.division, now.date().year())
                .is_some();
        if !known {
            let (zh, en) = (
                "不是有效的城市或区县代码，请核对六位数字",
                "is neither a city nor a county in force; look at its six digits",
            );
            return Err(Error::field("division", zh, en));
        }
        let row = storage::Checkpoint {
            id: CheckpointId(random_id(&*self.chance)),
            scene: draft.scene,
            name: name.to_owned(),
            division: draft.division,
            made: now,
        };
        let code = EnrolmentCode::new(self.chance.bits());
        let line = self.note_of(&row, "add checkpoint", now);
        let ends = now.plus_ms(CODE_MS);
        let batch = self
            .store
            .add_checkpoint(&row, (&code.letters(), ends), &line);
        self.store.write(batch).await?;
        Ok(code)
    }

    fn note_of(&self, row: &storage::Checkpoint, action: &'static str, now: Instant) -> LogLine {
        let words = format!("{} {} {} {}", row.id.0, row.scene, row.division, row.name);
        self.note(Deed::operation(action), &words, now)
    }

    /// All checkpoints, in the order in which they were added.
    #[crate::boxed]
    pub async fn checkpoints(&self, now: Instant) -> Result<Vec<CheckpointStanding>, Error> {
        let (rows, alarms) = self.store.checkpoints().await?;
        self.raise(&alarms, now).await?;
        let standing = |row: storage::CheckpointRow| CheckpointStanding {
            made: row.checkpoint.made,
            checkpoint: Checkpoint::of(row.checkpoint),
            code_ends: row.code_ends,
            enrolled: row.enrolled,
        };
        Ok(rows.into_iter().map(standing).collect())
    }

    /// Gives a checkpoint a new code, good within a day. The device that had it is cut off from this moment on: one
    /// that was lost sends and asks nothing any more.
    #[crate::boxed]
    pub async fn renew_checkpoint(
        &self,
        id: CheckpointId,
        now: Instant,
    ) -> Result<EnrolmentCode, Error> {
        let unknown = || {
            let (zh, en) = (
                "没有这个检查点，请核对编号",
                "is the id of no checkpoint; look at the list of checkpoints",
            );
            Error::field("id", zh, en)
        };
        let (rows, alarms) = self.store.checkpoints().await?;
        self.raise(&alarms, now).await?;
        let mut rows = rows.iter().map(|row| &row.checkpoint);
        let row = rows.find(|row| row.id == id).ok_or_else(unknown)?;
        let code = EnrolmentCode::new(self.chance.bits());
        let ends = now.plus_ms(CODE_MS);
        let line = self.note_of(row, "renew checkpoint", now);
        let batch = self
            .store
            .renew_checkpoint(row, (&code.letters(), ends), &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(code),
            Err(WriteError::Conflict) => Err(unknown()),
            Err(error) => Err(error.into()),
        }
    }

    /// Enrols the device that was given a code; the code is used up by it.
    #[crate::boxed]
    pub async fn enrol(&self, code: &str, now: Instant) -> Result<Enrolled, Error> {
        let letters = letters(code).ok_or(Error::NotACheckpoint)?;
        let (enrolment, alarms) = self.store.enrolment(&letters).await?;
        self.raise(&alarms, now).await?;
        let enrolment = enrolment.filter(|enrolment| now < enrolment.ends);
        let enrolment = enrolment.ok_or(Error::NotACheckpoint)?;
        let token = DeviceToken(secret(&*self.chance, TOKEN_PREFIX));
        let line = self.note_of(&enrolment.checkpoint, "enrol checkpoint", now);
        let batch = self.store.enrol_checkpoint(&enrolment, token.text(), &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(Enrolled {
                token,
                checkpoint: Checkpoint::of(enrolment.checkpoint),
            }),
            // Another device was quicker.
            Err(WriteError::Conflict) => Err(Error::NotACheckpoint),
            Err(error) => Err(error.into()),
        }
    }

    /// The checkpoint of a device's token.
    #[crate::boxed]
    pub async fn checkpoint_of(&self, token: &str, now: Instant) -> Result<Checkpoint, Error> {
        if !token.starts_with(TOKEN_PREFIX) || token.len() != secret_length(TOKEN_PREFIX) {
            return Err(Error::NotACheckpoint);
        }
        let (checkpoint, alarms) = self.store.checkpoint_of(token).await?;
        self.raise(&alarms, now).await?;
        checkpoint.map(Checkpoint::of).ok_or(Error::NotACheckpoint)
    }
}
