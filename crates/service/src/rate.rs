//! Rating one person: what every screen shows, and what jobs and lists do to everyone they find.

use std::sync::Arc;

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::time::Instant;
use storage::PersonFacts;

use crate::Service;
use crate::change::{Draft, Drafted};
use crate::decide::Decided;
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

/// How often the decisions are made anew while others change what they rest on.
const TRIES: usize = 16;

impl Service {
    /// The decisions about a person now, from the facts that hold. Where they differ from what is stored, or
    /// orders open or end by them, that is written; the stored decision is an index for lists, never the source.
    #[crate::boxed]
    pub async fn rate(&self, person: PersonId, now: Instant) -> Result<Vec<Decision>, Error> {
        Ok(self.rate_again(person, now).await?.0)
    }

    /// The same, and whether the stored decision said otherwise.
    pub(crate) async fn rate_again(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<(Vec<Decision>, bool), Error> {
        let draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
            let decided = self.decide(facts, &draft.record, shared, now)?;
            Ok(match difference(facts, &decided) {
                Difference::None => Drafted::Leave(false),
                Difference::Review => Drafted::Write(false),
                Difference::Decisions => Drafted::Write(true),
            })
        };
        let (changed, decisions) = self
            .change(person, Deed::automatic("rate"), now, draft)
            .await?;
        Ok((decisions, changed))
    }
}

impl Service {
    /// The decisions about a person now, with the facts that they rest on and the lists and policies that they were
    /// made with. What differs from what is stored is written first.
    pub(crate) async fn current(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<(Arc<Shared>, PersonFacts, Vec<Decision>), Error> {
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            if let Some(decisions) = self.current_of(&facts, &shared, now).await? {
                return Ok((shared, facts, decisions));
            }
        }
        Err(Error::Busy)
    }

    /// The decisions about a person who was read already; none where what differed from what is stored was written just
    /// now, so that they are read again.
    pub(crate) async fn current_of(
        &self,
        facts: &PersonFacts,
        shared: &Shared,
        now: Instant,
    ) -> Result<Option<Vec<Decision>>, Error> {
        let decided = self.decide(facts, &facts.record, shared, now)?;
        if difference(facts, &decided) == Difference::None {
            return Ok(Some(decided.decisions));
        }
        self.rate_again(facts.id, now).await?;
        Ok(None)
    }
}

/// How what is stored differs from what follows from the facts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    None,
    /// Only in the date on which it is looked at again.
    Review,
    /// The decisions say otherwise, or orders open or end by them.
    Decisions,
}

pub(crate) fn difference(facts: &PersonFacts, decided: &Decided) -> Difference {
    let stored = facts.rating.as_ref();
    let orders = !decided.opens.is_empty() || !decided.changes.is_empty();
    if orders || !stored.is_some_and(|r| same(&r.decisions, &decided.decisions)) {
        Difference::Decisions
    } else if stored.is_none_or(|r| r.review_on != decided.review_on) {
        Difference::Review
    } else {
        Difference::None
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
