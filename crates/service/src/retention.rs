//! What people declared and reported, orders that ended, evidence that was taken back, and appeals that were answered go once
//! they are over (N-8), and nobody's colour with them.
//!
//! Nobody looks through everybody each hour: the ids of people are shared out in parts, and an hour has some of them, by its
//! number. So whoever stops and starts again goes on where the clock is, two servers do the same, and everybody's turn comes
//! within six days. Before anything is written the person is rated with it and without it; where that is not the same, it stays.

use domain::ids::PersonId;
use domain::record::{Evidence, Record};
use domain::retention::{ORDER_DAYS, Over, SAID_DAYS, over};
use domain::risk::History;
use domain::time::{Date, Instant};
use storage::{EvidenceRow, IdRange, PersonFacts};

use crate::Service;
use crate::change::{Draft, Drafted, TRIES};
use crate::decide::Decided;
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

/// In how many parts the ids of people are shared out.
const PARTS: i64 = 512;
/// How many parts an hour has (P): with 15 million people less than 120,000 of them.
const PARTS_AN_HOUR: i64 = 4;
/// People who are read at a moment.
const PAGE: usize = 100;
const HOUR_MS: i64 = 3_600_000;

impl Service {
    /// Lets go what of the records whose turn it is has come to its end. Somebody who cannot be decided about is left to staff.
    pub(crate) async fn sweep_records(&self, now: Instant) -> Result<(), Error> {
        if self.shared(now).await?.is_damaged() {
            return Ok(());
        }
        let today = now.date();
        let before = (today - SAID_DAYS).start();
        let answered = (today - ORDER_DAYS).start();
        for range in turns(now) {
            let appeals = self.store.drop_appeals(range, answered, today);
            self.store.write(appeals).await?;
            let people = self.store.people_with_old_rows(range, before).await?;
            for page in people.chunks(PAGE) {
                for person in self.with_something_over(page, now).await? {
                    if let Err(error) = unless_left_to_staff(self.forget_outlived(person, now).await) {
                        // Who is changed all the time, or cannot be written, keeps nobody else's.
                        tracing::error!(%error, "old records of somebody stay until their next turn");
                    }
                }
                tokio::task::yield_now().await;
            }
        }
        Ok(())
    }

    /// Those of whom something may have come to its end. What others recorded is not proven here: whoever lets it go looks again.
    async fn with_something_over(
        &self,
        people: &[PersonId],
        now: Instant,
    ) -> Result<Vec<PersonId>, Error> {
        let shared = self.shared(now).await?;
        let read = self.store.facts_of_many(people).await?;
        let is_past = |facts: &PersonFacts| {
            let mut record = facts.record.clone();
            record.evidence.extend(standing(&facts.evidence));
            let over = all_over(facts, &record, Some(shared.history()), now.date());
            is_whole(facts) && !over.is_empty()
        };
        let past = read.iter().filter(|facts| is_past(facts));
        Ok(past.map(|facts| facts.id).collect())
    }

    /// Lets go what of a person's record has come to its end; again, when something changed in between.
    async fn forget_outlived(&self, person: PersonId, now: Instant) -> Result<(), Error> {
        let deed = Deed::automatic("old records deleted");
        let mut draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
            Ok(match self.may_go(facts, shared, now)? {
                Some(over) => {
                    draft.let_go(facts, &over);
                    Drafted::Write(())
                }
                None => Drafted::Leave(()),
            })
        };
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            // After the facts: a request that comes now moves them.
            if self.awaits_reviewer(person, now).await? {
                return Ok(());
            }
            let done = self.attempt_on((&facts, &shared), deed, now, &mut draft);
            if done.await?.is_some() {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }

    /// What of a person's record has come to its end, where the same follows of what is left and nothing opens or ends at this moment.
    /// An order may cover what a policy of the person's cities reads once more: then orders stay. Of what else is over nothing can follow
    /// by the rules; where it does, all of it stays and whoever operates the service is told.
    fn may_go(
        &self,
        facts: &PersonFacts,
        shared: &Shared,
        now: Instant,
    ) -> Result<Option<Over>, Error> {
        let whole = self.decide(facts, &facts.record, shared, now)?;
        if !is_whole(facts) || !is_settled(&whole) {
            return Ok(None);
        }
        for lists in [Some(shared.history()), None] {
            let over = all_over(facts, &facts.record, lists, now.date());
            if over.is_empty() {
                return Ok(None);
            }
            let rest = self.decide(facts, &over.leave(&facts.record), shared, now)?;
            if is_same(&whole, &rest) {
                return Ok(Some(over));
            }
        }
        tracing::error!(
            "a record would be rated otherwise without what has come to its end; all of it stays"
        );
        Ok(None)
    }

    /// Whether a reviewer is to decide about one of the person's declarations, which is not over then.
    async fn awaits_reviewer(&self, person: PersonId, now: Instant) -> Result<bool, Error> {
        let (requests, alarms) = self.store.corrections_bare(person).await?;
        self.raise(&alarms, now).await?;
        let mut waiting = requests.iter();
        let waits = waiting.any(|request| request.request().decided.is_none());
        Ok(waits || !alarms.is_empty())
    }
}

/// The ids whose turn it is in the hour of an instant.
fn turns(now: Instant) -> impl Iterator<Item = IdRange> {
    let hour = now.ms().div_euclid(HOUR_MS);
    let first = (hour * PARTS_AN_HOUR).rem_euclid(PARTS);
    let step = i64::MAX / PARTS;
    (first..first + PARTS_AN_HOUR).map(move |part| IdRange {
        after: part * step,
        to: if part == PARTS - 1 {
            i64::MAX
        } else {
            (part + 1) * step
        },
    })
}

/// Whether everything about a person was read, they are registered, and no appeal suspends what is said of them.
fn is_whole(facts: &PersonFacts) -> bool {
    let registered = facts.person.as_ref().is_some_and(|p| p.erased.is_none());
    registered && !facts.missing && facts.alarms.is_empty() && facts.suspended.is_empty()
}

/// Whether no order opens, and none ends or changes.
fn is_settled(decided: &Decided) -> bool {
    decided.opens.is_empty() && decided.changes.is_empty()
}

/// Whether the same was decided without opening or ending anything.
fn is_same(whole: &Decided, rest: &Decided) -> bool {
    is_settled(rest)
        && whole.decisions == rest.decisions
        && whole.review_on == rest.review_on
        && whole.standing == rest.standing
}

/// What has come to its end of a person with this record: of it, and of the evidence that was taken back.
fn all_over(facts: &PersonFacts, record: &Record, lists: Option<&History>, today: Date) -> Over {
    let rows = facts.evidence.iter();
    let withdrawn = rows.filter_map(|row| Some((row.evidence.id(), row.withdrawn?)));
    over(record, lists, today).and_withdrawn(withdrawn, today)
}

fn standing(evidence: &[EvidenceRow]) -> impl Iterator<Item = Evidence> {
    let standing = evidence.iter().filter(|row| row.withdrawn.is_none());
    standing.map(|row| row.evidence)
}

/// Who is registered no longer is done, and who cannot be decided about before staff have looked is left to them.
fn unless_left_to_staff(done: Result<(), Error>) -> Result<(), Error> {
    match done {
        Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => Ok(()),
        done => done,
    }
}

impl Draft {
    /// Lets go what has come to its end.
    fn let_go(&mut self, facts: &PersonFacts, over: &Over) {
        self.batch.let_go(facts, over);
        self.record = over.leave(&facts.record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_8_every_id_has_its_turn_once_in_as_many_hours_as_there_are_parts_for() {
        let now = Instant::from_ms(1_582_164_000_123);
        let hours = PARTS / PARTS_AN_HOUR;
        let turns = (0..hours).flat_map(|hour| turns(now.plus_ms(hour * HOUR_MS)));
        let mut ranges: Vec<IdRange> = turns.collect();
        ranges.sort_by_key(|range| range.after);
        let (first, last) = (ranges[0], ranges[ranges.len() - 1]);
        assert_eq!((first.after, last.to), (0, i64::MAX));
        assert!(ranges.windows(2).all(|pair| pair[0].to == pair[1].after));
        assert!(hours <= 6 * 24);
    }
}
