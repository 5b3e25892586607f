//! What people declared and reported, orders that ended, evidence that was taken back, and appeals that were answered go once
//! they are over (N-8), and nobody's colour with them.
//!
//! Nobody looks through everybody each hour: the ids of people are shared out in parts, and an hour has some of them, by its
//! number. So whoever stops and starts again goes on where the clock is, two servers do the same, and everybody's turn comes
//! within six days. Before anything is written the person is rated with it and without it; where that is not the same, it stays. Who was
//! not rated for so long that something is to open or to end by itself is rated first.

use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::record::{Evidence, Record};
use domain::retention::{ORDER_DAYS, Over, SAID_DAYS, over};
use domain::risk::History;
use domain::time::{Date, Instant};
use futures_util::{StreamExt, stream};
use storage::{EvidenceRow, IdRange, PersonFacts};

use crate::Service;
use crate::change::{Draft, Drafted, TRIES};
use crate::decide::Decided;
use crate::error::Error;
use crate::log::Deed;
use crate::propagate::instant_for;
use crate::shared::Shared;

/// In how many parts the ids of people are shared out.
const PARTS: i64 = 512;
/// How many parts an hour has (P): with 15 million people less than 120,000 of them.
const PARTS_AN_HOUR: i64 = 4;
/// People who are read at a moment.
const PAGE: usize = 100;
/// How many people are written at a time, so that their batches are committed in groups.
const AT_ONCE: usize = 32;
/// How often one person is looked at in a turn at most: what does not go at one look goes at the next.
const LOOKS: usize = 32;
const HOUR_MS: i64 = 3_600_000;

/// What a turn did with old records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RecordsSwept {
    /// People something of whom went.
    pub shortened: u64,
    /// People of whom something is over and stays: it would be missed, they could not be written, or they change all the time.
    pub left: u64,
}

/// What a look at a person found.
enum Look {
    /// Nothing is over, or staff must look first.
    Nothing,
    /// What was over went.
    Gone,
    /// Something is over, and an order is to open, to end or to change.
    Unsettled,
    /// Something is over, and without it the person would be rated otherwise.
    Missed,
}

/// What may go of a person, or why nothing does.
enum MayGo {
    This(Box<Over>),
    Not(Look),
}

impl Service {
    /// Lets go what of the records whose turn it is has come to its end, in the hour of `now` and in so many hours before it that were
    /// `missed`. Somebody who cannot be decided about is left to staff.
    #[crate::boxed]
    pub async fn sweep_records(&self, missed: i64, now: Instant) -> Result<RecordsSwept, Error> {
        let mut swept = RecordsSwept::default();
        if self.shared(now).await?.is_damaged() {
            return Ok(swept);
        }
        let today = now.date();
        let before = (today - SAID_DAYS).start();
        let answered = (today - ORDER_DAYS).start();
        for range in turns(now, missed) {
            let appeals = self.store.drop_appeals(range, answered, today);
            self.store.write(appeals).await?;
            let people = self.store.people_with_old_rows(range, before).await?;
            for page in people.chunks(PAGE) {
                self.sweep_page(page, &mut swept, now).await?;
                tokio::task::yield_now().await;
            }
        }
        if swept.left > 0 {
            let people = swept.left;
            tracing::warn!(people, "old records stay until their people's next turn");
        }
        Ok(swept)
    }

    /// The same of some people, many of whom are written at once.
    async fn sweep_page(
        &self,
        page: &[PersonId],
        swept: &mut RecordsSwept,
        now: Instant,
    ) -> Result<(), Error> {
        let past = self.with_something_over(page, now).await?;
        let forgetting =
            stream::iter(past).map(|person| async move { self.forget_outlived(person, now).await });
        let done: Vec<Result<Forgotten, Error>> =
            forgetting.buffer_unordered(AT_ONCE).collect().await;
        for one in done {
            swept.note(one);
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

    /// Lets go what of a person's record has come to its end, look after look until nothing is left of it. Who was not rated since
    /// something is to open or to end is rated before.
    async fn forget_outlived(&self, person: PersonId, now: Instant) -> Result<Forgotten, Error> {
        let mut forgotten = Forgotten::default();
        let mut rated = false;
        for _look in 0..LOOKS {
            match self.look_at_outlived(person, now).await? {
                Look::Nothing => return Ok(forgotten),
                Look::Gone => {
                    forgotten.something = true;
                    tokio::task::yield_now().await;
                }
                Look::Unsettled if !rated => {
                    let facts = self.read_person(person, now).await?;
                    self.rate(person, instant_for(&facts, now)).await?;
                    rated = true;
                }
                Look::Unsettled | Look::Missed => break,
            }
        }
        forgotten.not_all = true;
        Ok(forgotten)
    }

    /// One look; again, when something changed in between.
    async fn look_at_outlived(&self, person: PersonId, now: Instant) -> Result<Look, Error> {
        let deed = Deed::automatic("old records deleted");
        let mut draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
            Ok(match self.may_go(facts, shared, instant_for(facts, now))? {
                MayGo::This(over) => {
                    draft.let_go(facts, &over);
                    if takes_served(&facts.record, &over) {
                        Drafted::WriteAs("old quarantine deleted", Look::Gone)
                    } else {
                        Drafted::Write(Look::Gone)
                    }
                }
                MayGo::Not(look) => Drafted::Leave(look),
            })
        };
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            // A turn that runs past midnight writes nobody back to yesterday.
            let now = instant_for(&facts, now);
            // After the facts: a request that comes now moves them.
            if self.awaits_reviewer(person, now).await? {
                return Ok(Look::Nothing);
            }
            let done = self.attempt_on((&facts, &shared), deed, now, &mut draft);
            if let Some((look, _)) = done.await? {
                return Ok(look);
            }
        }
        Err(Error::Busy)
    }

    /// What of a person's record has come to its end, where the same follows of what is left and nothing opens or ends at this moment.
    /// An order may cover what a policy of the person's cities reads once more: then orders stay. Of what else is over nothing can follow
    /// by the rules; where it does, all of it stays and whoever operates the service is told.
    fn may_go(&self, facts: &PersonFacts, shared: &Shared, now: Instant) -> Result<MayGo, Error> {
        if !is_whole(facts) {
            return Ok(MayGo::Not(Look::Nothing));
        }
        let whole = self.decide(facts, &facts.record, shared, now)?;
        for lists in [Some(shared.history()), None] {
            let over = all_over(facts, &facts.record, lists, now.date());
            if over.is_empty() {
                return Ok(MayGo::Not(Look::Nothing));
            }
            if !is_settled(&whole) {
                return Ok(MayGo::Not(Look::Unsettled));
            }
            let rest = self.decide(facts, &over.leave(&facts.record), shared, now)?;
            if is_same(&whole, &rest) {
                return Ok(MayGo::This(Box::new(over)));
            }
        }
        tracing::error!(
            "a record would be rated otherwise without what has come to its end; all of it stays"
        );
        Ok(MayGo::Not(Look::Missed))
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

/// What became of a person's old records.
#[derive(Clone, Copy, Default)]
struct Forgotten {
    /// Something went.
    something: bool,
    /// Something that is over stays.
    not_all: bool,
}

impl RecordsSwept {
    /// Counts a person. Who is registered no longer is done, and who cannot be decided about before staff have looked is left to them;
    /// who is changed all the time, or cannot be written, keeps nobody else's.
    fn note(&mut self, done: Result<Forgotten, Error>) {
        match done {
            Ok(forgotten) => {
                self.shortened += u64::from(forgotten.something);
                self.left += u64::from(forgotten.not_all);
            }
            Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => {}
            Err(error) => {
                tracing::error!(%error, "old records of somebody stay until their next turn");
                self.left += 1;
            }
        }
    }
}

/// The ids whose turn it is in the hour of an instant, and whose it was in so many hours before that were `missed`: each once.
fn turns(now: Instant, missed: i64) -> impl Iterator<Item = IdRange> {
    let hour = now.ms().div_euclid(HOUR_MS);
    let hours = (missed.max(0) + 1).min(PARTS / PARTS_AN_HOUR);
    let parts = (hour + 1 - hours) * PARTS_AN_HOUR..(hour + 1) * PARTS_AN_HOUR;
    let step = i64::MAX / PARTS;
    parts.map(move |part| {
        let part = part.rem_euclid(PARTS);
        IdRange {
            after: part * step,
            to: if part == PARTS - 1 {
                i64::MAX
            } else {
                (part + 1) * step
            },
        }
    })
}

/// Whether everything about a person was read, they are registered, and no appeal suspends what is said of them.
fn is_whole(facts: &PersonFacts) -> bool {
    let registered = facts.person.as_ref().is_some_and(|p| p.erased.is_none());
    registered && !facts.missing && facts.alarms.is_empty() && facts.suspended.is_empty()
}

/// Whether a quarantine goes that ended after all its days: nothing can be certified of it any more.
fn takes_served(record: &Record, over: &Over) -> bool {
    let mut served = record.orders.iter();
    served.any(|order| {
        matches!(order.state, OrderState::Complete(_)) && over.orders.contains(&order.id)
    })
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

    fn now() -> Instant {
        Instant::from_ms(1_582_164_000_123)
    }

    fn sorted(turns: impl Iterator<Item = IdRange>) -> Vec<IdRange> {
        let mut ranges: Vec<IdRange> = turns.collect();
        ranges.sort_by_key(|range| range.after);
        ranges
    }

    #[test]
    fn n_8_every_id_has_its_turn_once_in_as_many_hours_as_there_are_parts_for() {
        let hours = PARTS / PARTS_AN_HOUR;
        let ranges = sorted((0..hours).flat_map(|hour| turns(now().plus_ms(hour * HOUR_MS), 0)));
        let (first, last) = (ranges[0], ranges[ranges.len() - 1]);
        assert_eq!((first.after, last.to), (0, i64::MAX));
        assert!(ranges.windows(2).all(|pair| pair[0].to == pair[1].after));
        assert!(hours <= 6 * 24);
    }

    #[test]
    fn n_8_turns_that_were_missed_are_made_up_and_no_id_has_two() {
        let of = |hour: i64, missed| sorted(turns(now().plus_ms(hour * HOUR_MS), missed));
        let froms = |ranges: Vec<IdRange>| ranges.into_iter().map(|range| range.after);
        let both: Vec<i64> = froms(of(1, 1)).collect();
        let mut one_by_one: Vec<i64> = froms(of(0, 0)).chain(froms(of(1, 0))).collect();
        one_by_one.sort_unstable();
        assert_eq!(both, one_by_one);
        assert_eq!(of(0, 1_000).len() as i64, PARTS, "everybody, once");
        assert_eq!(of(0, -3).len() as i64, PARTS_AN_HOUR);
    }
}
