//! A member whom nobody has seen: a person of their own, made of what the guardian typed and nothing else. The document is not
//! claimed for them, so that nothing that is known of its holder shows here and nothing here touches the holder. They are held
//! blue, and gone after three days unless somebody has seen them.

use domain::family::{FamilyLink, LinkBy};
use domain::hold::{Hold, HoldKind};
use domain::ids::{HoldId, PersonId};
use domain::time::Instant;
use storage::{MemberRow, WriteError};

use super::kept::Kept;
use crate::Service;
use crate::change::TRIES;
use crate::error::Error;
use crate::log::{Deed, Hand};
use crate::register::nothing;

impl Service {
    /// Makes the person whom the row names, and declares for them. Made already they are left.
    pub(super) async fn provide(
        &self,
        guardian: PersonId,
        row: &MemberRow,
        now: Instant,
    ) -> Result<(), Error> {
        let member = row.member.ok_or(Error::Damaged)?;
        let kept = Kept::of(row)?;
        for _try in 0..TRIES {
            if self.store.facts_of(member).await?.is_some() {
                let hand = Hand::of_guardian(member);
                self.declare(hand, &kept.declaration, now).await?;
                return Ok(());
            }
            let registration = kept.registration(self);
            let mut batch = self.store.register(member, &registration, now);
            batch.hold(&Hold {
                id: HoldId(row.id.0),
                kind: HoldKind::MemberUnseen,
                since: row.made,
                until: row.until,
                ended: None,
            });
            batch.link_family(&FamilyLink {
                id: row.id,
                guardian,
                by: LinkBy::Unseen,
                since: row.made,
            });
            let deed = Hand::of_guardian(member).deed("register");
            batch.log(&self.line(deed, Some(registration.alias), "", now));
            let generation = self.store.generation().await?;
            match self.store.write(batch.rate(&nothing(generation))).await {
                // Published meanwhile, or made by another try: it is looked at again.
                Ok(()) | Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
            let carried = self.store.link_carried(member, row.id);
            self.store.write(carried).await?;
        }
        Err(Error::Busy)
    }

    /// Takes a member whom nobody has seen out of the world, whole: they never were anybody.
    pub(super) async fn drop_provisional(
        &self,
        member: PersonId,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        for _try in 0..TRIES {
            let Some(facts) = self.store.facts_of(member).await? else {
                return Ok(());
            };
            // Somebody has seen them meanwhile: they are somebody.
            if !facts.family.iter().any(|link| link.by == LinkBy::Unseen) {
                return Ok(());
            }
            let shared = self.shared(now).await?;
            let line = self.line_about(member, deed, "", now).await?;
            let batch = facts
                .batch(now)
                .erase((&facts, &[]), shared.generation(), &line);
            match self.store.write(batch).await {
                Ok(()) => {
                    self.settle_statuses(now).await?;
                    return self.forget_issued(member).await;
                }
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }
}
