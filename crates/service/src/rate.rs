//! Rating one person: what every screen shows, and what jobs and lists do to everyone they find.

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::time::Instant;

use crate::Service;
use crate::change::Drafted;
use crate::error::Error;

impl Service {
    /// The decisions about a person now, from the facts that hold. Where they differ from what is stored, or
    /// orders open or end by them, that is written; the stored decision is an index for lists, never the source.
    pub async fn rate(&self, person: PersonId, now: Instant) -> Result<Vec<Decision>, Error> {
        Ok(self.rate_again(person, now).await?.0)
    }

    /// The same, and whether the stored decision said otherwise.
    pub(crate) async fn rate_again(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<(Vec<Decision>, bool), Error> {
        let draft = |facts: &storage::PersonFacts,
                     shared: &crate::Shared,
                     draft: &mut crate::change::Draft| {
            let decided = self.decide(facts, &draft.record, shared, now)?;
            let stored = facts.rating.as_ref();
            let orders = !decided.opens.is_empty() || !decided.changes.is_empty();
            let same = !orders && stored.is_some_and(|r| same(&r.decisions, &decided.decisions));
            let later = stored.is_none_or(|r| r.review_on != decided.review_on);
            let changed = !same;
            Ok(if changed || later {
                Drafted::Write(changed)
            } else {
                Drafted::Leave(false)
            })
        };
        let (changed, decisions) = self.change(person, "rate", now, draft).await?;
        Ok((decisions, changed))
    }
}

/// Whether two lists of decisions say the same, but for the day on which they were made.
fn same(stored: &[Decision], new: &[Decision]) -> bool {
    stored.len() == new.len()
        && stored.iter().zip(new).all(|(old, new)| {
            Decision {
                today: new.today,
                ..old.clone()
            } == *new
        })
}
