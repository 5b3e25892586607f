//! What credentials say, compared with each decision that is written: an entry of a status list changes in the batch that
//! changes the decision, so that the cost follows the changes and no list is made by rating everyone.

use domain::rating::Decision;
use domain::record::Record;
use domain::time::{Date, Instant};
use storage::{CodeSays, PersonBatch, PersonFacts};

use crate::Service;
use crate::decide::Decided;
use crate::shared::Shared;

/// From which hour of the evening tomorrow's credential is handed out (P).
const EVENING_HOUR: i64 = 18;
const HOUR_MS: i64 = 3_600_000;

/// Whether it is the evening, in which tomorrow's credential is handed out.
pub(crate) fn is_evening(now: Instant) -> bool {
    now.ms() - now.date().start().ms() >= EVENING_HOUR * HOUR_MS
}

impl Service {
    /// Compares what was issued to a person with what follows from `record`, the draft made of `facts`: credentials of
    /// today and before with the decisions of today, those of tomorrow with the decisions of tomorrow.
    pub(crate) fn compare_issued(
        &self,
        batch: &mut PersonBatch,
        (facts, record): (&PersonFacts, &Record),
        decided: &Decided,
        shared: &Shared,
        now: Instant,
    ) {
        let today = now.date();
        for decision in &decided.decisions {
            batch.compare_issued(&says(decision, Date::from_day(0), today));
        }
        let before = facts.rating.as_ref().and_then(|rating| rating.review_on);
        let changes = |on: Option<Date>| on.is_some_and(|on| on <= today.next());
        if !is_evening(now) || !(changes(before) || changes(decided.review_on)) {
            return;
        }
        match self.decide(facts, record, shared, today.next().start()) {
            Ok(tomorrow) => {
                for decision in &tomorrow.decisions {
                    batch.compare_issued(&says(decision, today.next(), today.next()));
                }
            }
            // It is no reason to keep back what is written now; at midnight they are rated in any case.
            Err(error) => tracing::warn!(%error, "tomorrow's credentials were not compared"),
        }
    }
}

fn says(decision: &Decision, from: Date, to: Date) -> CodeSays {
    CodeSays {
        jurisdiction: decision.jurisdiction,
        from,
        to,
        state: decision.state,
        pop_up: !decision.pop_ups.is_empty(),
    }
}
