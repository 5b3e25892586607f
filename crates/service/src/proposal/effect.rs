//! "Who changes colour?" (N-6): what a proposal would do, tried on everyone whom it can touch and written nowhere. A list
//! and a policy go the way of their publication: the same people, rated by the same function, with the shared data as
//! they would be.

use std::collections::BTreeMap;

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::proposal::{Content, Kind, What};
use domain::rating::Decision;
use domain::state::State;
use domain::time::Instant;
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::shapes;
use crate::shared::Shared;

/// People who are looked at at the same time.
const AT_ONCE: usize = 64;

/// Whom something would change. It names nobody.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Effect {
    /// People who were looked at.
    pub looked_at: u64,
    /// People who would be yellow or red, or red instead of yellow, in some city.
    pub worse: u64,
    /// People whose state would be better in some city and worse in none.
    pub better: u64,
    /// How many go from which state to which, by city.
    pub changes: Vec<CityChange>,
}

/// How many of a city go from one state to another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct CityChange {
    /// The city.
    #[schema(value_type = shapes::DivisionCode)]
    pub city: DivisionCode,
    /// The state before.
    #[schema(value_type = shapes::State)]
    pub from: State,
    /// The state after.
    #[schema(value_type = shapes::State)]
    pub to: State,
    /// How many.
    pub people: u64,
}

impl Effect {
    /// How many people count for the limits: whom it names or worsens. Liftings count like orders: whoever frees many is
    /// seen too.
    pub(super) fn people(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Order | Kind::Lifting | Kind::OrderLifting => 1,
            _ => u32::try_from(self.worse).unwrap_or(u32::MAX),
        }
    }
}

/// Counts while people are looked at.
#[derive(Default)]
pub(crate) struct Tally {
    effect: Effect,
    changes: BTreeMap<(DivisionCode, State, State), u64>,
}

impl Tally {
    fn take(&mut self, before: &[Decision], after: &[Decision]) {
        self.effect.looked_at += 1;
        let (mut worse, mut better) = (false, false);
        for new in after {
            let old = before
                .iter()
                .find(|old| old.jurisdiction == new.jurisdiction);
            let Some(old) = old.filter(|old| old.state != new.state) else {
                continue;
            };
            worse |= new.state > old.state && new.state >= State::Yellow;
            better |= new.state < old.state;
            let key = (new.jurisdiction, old.state, new.state);
            *self.changes.entry(key).or_default() += 1;
        }
        self.effect.worse += u64::from(worse);
        self.effect.better += u64::from(better && !worse);
    }

    /// What was counted.
    pub(crate) fn effect(self) -> Effect {
        let changes = self.changes.into_iter();
        let change = |((city, from, to), people)| CityChange {
            city,
            from,
            to,
            people,
        };
        Effect {
            changes: changes.map(change).collect(),
            ..self.effect
        }
    }
}

impl Service {
    /// What a content would do.
    pub(super) async fn effect(
        &self,
        content: &Content,
        file: Option<&str>,
        now: Instant,
    ) -> Result<Effect, Error> {
        match &content.what {
            // Nobody is looked up for it: the answer is the same whoever the person is, and whether they are registered.
            What::Order { .. } => Ok(Effect {
                worse: 1,
                ..Effect::default()
            }),
            What::Lifting { .. } | What::OrderLifting { .. } => Ok(Effect {
                better: 1,
                ..Effect::default()
            }),
            What::RiskList { .. } => self.effect_of_list(file.unwrap_or_default(), now).await,
            What::Policy { .. } => self.effect_of_policy(file.unwrap_or_default(), now).await,
            What::TrustList { .. } => {
                self.check_trust_list(file.unwrap_or_default().as_bytes(), now)
                    .await?;
                Ok(Effect::default())
            }
        }
    }

    /// Rates people with the shared data as they are and as they would be.
    pub(crate) async fn try_on(
        &self,
        people: &[PersonId],
        both: (&Shared, &Shared),
        tally: &mut Tally,
        now: Instant,
    ) -> Result<(), Error> {
        let people = people.iter().copied();
        let tried = people.map(|person| self.try_one(person, both, now));
        let mut tried = stream::iter(tried).buffer_unordered(AT_ONCE);
        while let Some(decided) = tried.next().await {
            match decided {
                Ok((before, after)) => tally.take(&before, &after),
                // Erased in between, or nothing is decided about them before staff have looked.
                Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn try_one(
        &self,
        person: PersonId,
        (shared, would_be): (&Shared, &Shared),
        now: Instant,
    ) -> Result<(Vec<Decision>, Vec<Decision>), Error> {
        let facts = self.read_person(person, now).await?;
        let before = self.decide(&facts, &facts.record, shared, now)?;
        let after = self.decide(&facts, &facts.record, would_be, now)?;
        Ok((before.decisions, after.decisions))
    }
}
