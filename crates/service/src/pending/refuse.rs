//! Refusing what waits: the last one stays in force. A proposal by two can still bring it.

use domain::access::Action;
use domain::ids::PendingId;
use domain::log::{By, Purpose};
use domain::pending::PendingState;
use domain::proposal::MAX_WHY;
use domain::staff::Member;
use domain::time::Instant;
use storage::{PendingChange, WriteError};

use super::PendingSeen;
use super::see::may_refuse;
use crate::Service;
use crate::error::{Error, Missing};
use crate::log::Deed;

impl Service {
    /// Refuses a file that waits, for a reason of 1 to 1,000 characters that everybody reads who may see it.
    #[crate::boxed]
    pub async fn refuse_pending(
        &self,
        member: &Member,
        id: PendingId,
        reason: &str,
        now: Instant,
    ) -> Result<PendingSeen, Error> {
        let row = self.kept(id, now).await?;
        let action = Action::RefusePending;
        self.admit_staff(member, action, now).await?;
        if !may_refuse(member, row.place) {
            let words = row.place.to_string();
            self.note_refusal(member, action, &words, now).await?;
            return Err(Error::OutsideDivision);
        }
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > MAX_WHY {
            return Err(Error::field(
                "reason",
                &format!("请用1至{MAX_WHY}个字符写明理由"),
                &format!("give the reason in 1 to {MAX_WHY} characters"),
            ));
        }
        if row.now.state != PendingState::Pending {
            return Err(Error::Unknown(Missing::Pending));
        }
        let to = PendingChange {
            state: PendingState::Refused,
            reason: Some(reason.to_owned()),
            by: Some(member.id),
            ..row.now.clone()
        };
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Approval,
            action: "refuse file",
        };
        let line = self.note(deed, reason, now);
        match self
            .store
            .write(self.store.change_pending(&row, &to, None, &line))
            .await
        {
            Ok(()) => self.pending_file(member, id, now).await,
            // It came into force, or another refused it, at this moment.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }
}
