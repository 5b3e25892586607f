//! Who changes colour by a correction (N-6): it is tried on what is known of the person, and nothing of it is written.

use domain::correction_request::{CorrectionRefusal, CorrectionRequest};
use domain::declaration::shows_better;
use domain::rating::Decision;
use domain::state::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{CheckRow, PersonFacts};
use utoipa::ToSchema;

use super::Words;
use crate::Service;
use crate::change::Draft;
use crate::declare::kept_as;
use crate::error::Error;
use crate::explain::Place;
use crate::shapes;
use crate::shared::Shared;

/// What a correction makes of a person's code in one city.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CorrectionChange {
    /// The city.
    pub city: Place,
    /// The state now; none where the person has not used the city yet.
    #[schema(value_type = shapes::State)]
    pub before: State,
    /// The first date after it, as far as it can be foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub before_until: Option<Date>,
    /// The state once it is granted.
    #[schema(value_type = shapes::State)]
    pub after: State,
    /// The first date after that.
    #[schema(value_type = Option<shapes::Date>)]
    pub after_until: Option<Date>,
}

impl Service {
    /// What granting a request now would make of the person's codes, in every city that they use; nothing where it can be granted no
    /// longer.
    pub(super) fn correction_effect(
        &self,
        (facts, checks): (&PersonFacts, &[CheckRow]),
        shared: &Shared,
        asked: (&CorrectionRequest, &Words),
        now: Instant,
    ) -> Result<Option<Vec<CorrectionChange>>, Error> {
        let mut draft = Draft {
            record: facts.record.clone(),
            batch: facts.batch(now),
        };
        match self.grant_correction(&mut draft, shared, asked, (&[], checks), now) {
            Ok(()) => {}
            Err(Error::Correction(CorrectionRefusal::Overtaken)) => return Ok(None),
            Err(error) => return Err(error),
        }
        let before = self.decide(facts, &facts.record, shared, now)?.decisions;
        let after = self.decide(facts, &draft.record, shared, now)?.decisions;
        let told = after.iter().map(|after| change(&before, after, now.date()));
        Ok(Some(told.collect()))
    }

    /// Whether granting a request takes back a reason that another hides: nothing that is shown betters, and yet it would better.
    pub(super) fn takes_hidden(
        &self,
        (facts, shown): (&PersonFacts, &[CorrectionChange]),
        shared: &Shared,
        (request, words): (&CorrectionRequest, &Words),
        now: Instant,
    ) -> Result<bool, Error> {
        if shown.iter().any(CorrectionChange::betters) {
            return Ok(false);
        }
        let (instead, asked) = (&words.instead, request.asked);
        let policy = shared.policy(instead.jurisdiction, asked.date())?;
        let kept = kept_as(instead, policy.look_back_days, asked);
        self.would_better(shared, &facts.record, (request.declaration, &kept), now)
    }
}

impl CorrectionChange {
    /// Whether whoever reads it sees something better.
    fn betters(&self) -> bool {
        let before = (self.before, self.before_until);
        shows_better(before, (self.after, self.after_until))
    }
}

fn change(before: &[Decision], after: &Decision, today: Date) -> CorrectionChange {
    let mut before = before.iter();
    let before = before.find(|before| before.jurisdiction == after.jurisdiction);
    CorrectionChange {
        city: Place::of_division(after.jurisdiction, today.year()),
        before: before.map_or(State::None, |before| before.state),
        before_until: before.and_then(|before| before.until),
        after: after.state,
        after_until: after.until,
    }
}
