//! The rows of what came: each file once, with where it stands.

use domain::ids::{PendingId, ProposalId};
use domain::pending::{PendingKind, PendingState};
use domain::time::Instant;
use storage::{Batch, PendingChange, PendingRow, WriteError};

use super::bring::Arriving;
use super::leave::Counted;
use crate::Service;
use crate::chance::growing_id;
use crate::error::{Error, Missing};
use crate::log::Deed;

impl Service {
    /// The row of a file by its digest.
    pub(super) async fn kept_of(
        &self,
        digest: &str,
        now: Instant,
    ) -> Result<Option<PendingRow>, Error> {
        let found = self.store.pending_of(digest).await?;
        self.raise(&found.alarms, now).await?;
        Ok(found.rows)
    }

    /// The row of an id.
    pub(super) async fn kept(&self, id: PendingId, now: Instant) -> Result<PendingRow, Error> {
        let found = self.store.pending(id).await?;
        self.raise(&found.alarms, now).await?;
        found.rows.ok_or(Error::Unknown(Missing::Pending))
    }

    /// The text of a file that waits or waited.
    pub(crate) async fn kept_text(&self, id: PendingId, now: Instant) -> Result<String, Error> {
        let found = self.store.pending_text(id).await?;
        self.raise(&found.alarms, now).await?;
        found.rows.ok_or(Error::Unknown(Missing::Pending))
    }

    /// The batch that keeps how a file came: into force by itself, or as one that waits. None where it is in force already.
    pub(super) async fn note_arrival(
        &self,
        arriving: &Arriving<'_>,
        counted: &Counted,
        alone: bool,
        now: Instant,
    ) -> Result<Option<Batch>, Error> {
        let state = if alone {
            PendingState::InForce
        } else {
            PendingState::Pending
        };
        let to = PendingChange {
            state,
            alone,
            reason: None,
            by: None,
            proposal: None,
            trial: json(counted)?,
            tried: now,
        };
        let text = (!alone).then_some(arriving.file.text);
        let deed = Deed::automatic(match state {
            PendingState::InForce => "file comes by itself",
            _ => "file waits",
        });
        let line = self.note(deed, &arriving.digest, now);
        let Some(row) = self.kept_of(&arriving.digest, now).await? else {
            let row = self.row(arriving, to, now);
            return Ok(Some(self.store.add_pending(&row, text, &line)));
        };
        let same = row.now.state == state && state == PendingState::Pending;
        if !same && !row.now.state.may_become(state) {
            return Ok(None);
        }
        let to = PendingChange {
            proposal: row.now.proposal,
            ..to
        };
        Ok(Some(self.store.change_pending(&row, &to, text, &line)))
    }

    pub(super) fn row(
        &self,
        arriving: &Arriving<'_>,
        to: PendingChange,
        now: Instant,
    ) -> PendingRow {
        PendingRow {
            id: PendingId(growing_id(&*self.chance, now)),
            kind: arriving.kind,
            digest: arriving.digest.clone(),
            name: arriving.file.name.to_owned(),
            origin: arriving.file.origin,
            place: arriving.place,
            from: arriving.from,
            saved: arriving.file.saved,
            came: now,
            now: to,
            version: 1,
        }
    }

    /// Notes a file that was in force before anybody brought it this way, so that it is not looked at again.
    pub(super) async fn remember(
        &self,
        arriving: &Arriving<'_>,
        now: Instant,
    ) -> Result<(), Error> {
        if self.kept_of(&arriving.digest, now).await?.is_some() {
            return Ok(());
        }
        let to = PendingChange {
            state: PendingState::InForce,
            alone: false,
            reason: None,
            by: None,
            proposal: None,
            trial: json(&Counted::default())?,
            tried: now,
        };
        let line = self.note(Deed::automatic("file is in force"), &arriving.digest, now);
        let row = self.row(arriving, to, now);
        self.write_or_leave(self.store.add_pending(&row, None, &line))
            .await
    }

    /// What waited and is older than what came now waits no longer: it is superseded, and kept.
    pub(super) async fn overtake(
        &self,
        arriving: &Arriving<'_>,
        now: Instant,
    ) -> Result<(), Error> {
        let found = self.store.pending_waiting().await?;
        self.raise(&found.alarms, now).await?;
        for row in found.rows {
            // A list says all that is listed; a policy what holds in its jurisdiction.
            let same = row.kind == arriving.kind
                && row.digest != arriving.digest
                && (row.kind == PendingKind::RiskList || row.place == arriving.place);
            if same && is_older(&row, arriving) {
                let to = PendingChange {
                    state: PendingState::Superseded,
                    ..row.now.clone()
                };
                self.change_kept(&row, &to, Deed::automatic("file is superseded"), now)
                    .await?;
            }
        }
        Ok(())
    }

    /// Notes that two people brought the file of a digest into force.
    pub(crate) async fn file_published(
        &self,
        digest: &str,
        proposal: ProposalId,
        now: Instant,
    ) -> Result<(), Error> {
        let Some(row) = self.kept_of(digest, now).await? else {
            return Ok(());
        };
        if !row.now.state.may_become(PendingState::InForce) {
            return Ok(());
        }
        let to = PendingChange {
            state: PendingState::InForce,
            proposal: Some(proposal),
            ..row.now.clone()
        };
        self.change_kept(&row, &to, Deed::automatic("file comes by two"), now)
            .await
    }

    /// Notes the proposal that was made of a file that waits.
    pub(crate) async fn file_proposed(
        &self,
        digest: &str,
        proposal: ProposalId,
        now: Instant,
    ) -> Result<(), Error> {
        let Some(row) = self.kept_of(digest, now).await? else {
            return Ok(());
        };
        if row.now.state == PendingState::InForce {
            return Ok(());
        }
        let to = PendingChange {
            proposal: Some(proposal),
            ..row.now.clone()
        };
        self.change_kept(&row, &to, Deed::automatic("file is proposed"), now)
            .await
    }

    /// When the file of a digest was saved at its source, where it came with that.
    pub(crate) async fn saved_of(
        &self,
        digest: &str,
        now: Instant,
    ) -> Result<Option<Instant>, Error> {
        let row = self.kept_of(digest, now).await?;
        Ok(row.and_then(|row| row.saved))
    }

    pub(super) async fn change_kept(
        &self,
        row: &PendingRow,
        to: &PendingChange,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let line = self.note(deed, &row.digest, now);
        self.write_or_leave(self.store.change_pending(row, to, None, &line))
            .await
    }

    /// Somebody else who did the same at this moment has done it.
    pub(super) async fn write_or_leave(&self, batch: Batch) -> Result<(), Error> {
        match self.store.write(batch).await {
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether what waits says less than what came: of lists an earlier instant, or the same and an earlier saving.
fn is_older(row: &PendingRow, arriving: &Arriving<'_>) -> bool {
    let same = row.from == arriving.from;
    row.from < arriving.from
        || same && (row.kind == PendingKind::Policy || row.saved < arriving.file.saved)
}

/// What was counted of a file when it was tried last.
pub(super) fn counted_of(row: &PendingRow) -> Counted {
    serde_json::from_str(&row.now.trial).unwrap_or_default()
}

pub(super) fn json(counted: &Counted) -> Result<String, Error> {
    serde_json::to_string(counted).map_err(|e| Error::Refused(e.to_string()))
}
