//! Taking what came: it is tried on everybody, and comes into force by itself, or waits.

use domain::pending::{Origin, PendingKind, PendingState};
use domain::place::DivisionCode;
use domain::policy::PolicyFile;
use domain::time::Instant;
use storage::{Alarm, AlarmKind, PendingRow, WriteError};

use super::kept::counted_of;
use super::leave::{Counted, Leave};
use crate::Service;
use crate::error::Error;
use crate::list::{ListImport, ListStanding, parsed};
use crate::policy::PolicyImport;
use crate::propagate::Progress;
use crate::proposal::digits;

/// How often a row that others change at the same moment is read again.
const TRIES: usize = 8;

/// A file that came.
#[derive(Clone, Copy, Debug)]
pub struct Arrived<'a> {
    /// The name that it came under.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// When it was saved at its source, where anybody said.
    pub saved: Option<Instant>,
    /// By which way it came.
    pub origin: Origin,
}

/// A file that came, and what it says of itself.
pub(crate) struct Arriving<'a> {
    pub(super) file: Arrived<'a>,
    pub(super) kind: PendingKind,
    pub(super) digest: String,
    /// The division that answers for it: of a policy its jurisdiction, of a list that waits the smallest in which all lies
    /// that it raises.
    pub(super) place: DivisionCode,
    pub(super) from: Instant,
}

impl<'a> Arriving<'a> {
    pub(super) fn list(file: &Arrived<'a>, as_of: Instant) -> Self {
        Self {
            file: *file,
            kind: PendingKind::RiskList,
            digest: digits(file.text),
            place: DivisionCode::NATION,
            from: as_of,
        }
    }

    fn policy(file: &Arrived<'a>, policy: &PolicyFile) -> Self {
        Self {
            file: *file,
            kind: PendingKind::Policy,
            digest: digits(file.text),
            place: policy.jurisdiction,
            from: policy.effective.start(),
        }
    }
}

impl Service {
    /// Takes a list that came. It is in force afterwards, unless it worsens more than may come by itself: then it waits for a
    /// proposal about exactly this file, and the last list stays in force. A text that is no list changes nothing. The same file
    /// twice is one; one that waits is tried again. In a demonstration the operator's command publishes at once.
    pub async fn bring_list(
        &self,
        file: &Arrived<'_>,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<ListImport, Error> {
        let list = parsed(file.text, file.saved, now)?;
        let named = (file.name, file.text);
        if self.is_demo() && file.origin == Origin::Command {
            return self
                .take_list(list, named, &Leave::Untried, now, tell)
                .await;
        }
        let mut arriving = Arriving::list(file, list.as_of);
        if let Some((standing, row)) = self.settled(&arriving, now).await? {
            return Ok(ListImport {
                list,
                standing: match standing {
                    PendingState::Refused => ListStanding::Refused,
                    _ => ListStanding::Overtaken,
                },
                progress: Progress::default(),
                counted: Some(counted_of(&row)),
            });
        }
        let leave = Leave::Alone(&arriving);
        let import = self.take_list(list, named, &leave, now, tell).await?;
        match import.standing {
            ListStanding::Contradiction => return Ok(import),
            ListStanding::Pending => {
                arriving.place = DivisionCode::around(&self.raised_by_list(file.text, now).await?);
                self.wait_for_two(&arriving, import.counted.as_ref(), now)
                    .await?;
            }
            _ => self.remember(&arriving, now).await?,
        }
        self.overtake(&arriving, now).await?;
        Ok(import)
    }

    /// The same for a policy. One that is published already is refused, as ever.
    pub async fn bring_policy(
        &self,
        file: &Arrived<'_>,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<PolicyImport, Error> {
        if self.is_demo() && file.origin == Origin::Command {
            return self.publish_policy(file.text, now, tell).await;
        }
        let policy = PolicyFile::parse(file.text).map_err(|e| Error::Refused(e.to_string()))?;
        let arriving = Arriving::policy(file, &policy);
        if let Some((standing, row)) = self.settled(&arriving, now).await? {
            return Ok(PolicyImport {
                file: policy,
                standing,
                progress: Progress::default(),
                counted: Some(counted_of(&row)),
            });
        }
        let leave = Leave::Alone(&arriving);
        let import = self.take_policy(file.text, &leave, now, tell).await?;
        if import.standing == PendingState::Pending {
            self.wait_for_two(&arriving, import.counted.as_ref(), now)
                .await?;
        }
        self.overtake(&arriving, now).await?;
        Ok(import)
    }

    /// Where staff or a newer file have said what becomes of a file, that stays: bringing it again changes nothing.
    async fn settled(
        &self,
        arriving: &Arriving<'_>,
        now: Instant,
    ) -> Result<Option<(PendingState, PendingRow)>, Error> {
        let kept = self.kept_of(&arriving.digest, now).await?;
        Ok(kept.and_then(|row| match row.now.state {
            state @ (PendingState::Refused | PendingState::Superseded) => Some((state, row)),
            _ => None,
        }))
    }

    /// Keeps a file until two agree, loudly.
    async fn wait_for_two(
        &self,
        arriving: &Arriving<'_>,
        counted: Option<&Counted>,
        now: Instant,
    ) -> Result<(), Error> {
        let counted = counted.cloned().unwrap_or_default();
        for _ in 0..TRIES {
            let Some(batch) = self.note_arrival(arriving, &counted, false, now).await? else {
                break;
            };
            match self.store.write(batch).await {
                Ok(()) => break,
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if let Some(row) = self.kept_of(&arriving.digest, now).await? {
            let alarm = Alarm::of_pending(AlarmKind::Pending, row.id);
            self.raise(&[alarm], now).await?;
        }
        tracing::warn!(
            kind = %arriving.kind,
            file = arriving.file.name,
            worse = counted.effect.worse,
            "what came worsens more than may come into force by itself: the last one stays in force until two agree"
        );
        Ok(())
    }
}
