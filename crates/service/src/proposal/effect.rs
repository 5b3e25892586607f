//! "Who changes colour?" (N-6): what a proposal would do, tried on everyone whom it can touch and written nowhere. A list
//! and a policy go the way of their publication: the same people, rated by the same function, with the shared data as
//! they would be.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::contact::ContactRules;
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::proposal::{Content, Kind, What};
use domain::rating::Decision;
use domain::state::State;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::{Generation, PersonFacts};
use utoipa::ToSchema;

use super::asked::digits;
use super::propose::DRAFT_MS;
use crate::Service;
use crate::error::Error;
use crate::event::{EventsOf, Met};
use crate::shapes;
use crate::shared::Shared;
use crate::what_if::{Looked, Tally};
use crate::whole_county::WholeCounty;

/// The most files whose effects are kept.
const MOST_TRIED: usize = 16;

/// Whom something would change. It names nobody.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Effect {
    /// People who were looked at.
    pub looked_at: u64,
    /// People of whom some city would show a worse state, in the order green, none, unconfirmed, yellow, red, or the same colour
    /// for longer.
    pub worse: u64,
    /// Those of them whom coarse rules alone make worse, which ask for the county or another division of a stay: by every other
    /// rule they would not be.
    #[serde(default)]
    pub coarse: u64,
    /// People whose state would be better in some city and worse in none.
    pub better: u64,
    /// People whose colour stays and who would get or lose a notice: of a list, who merely stayed in the county of an area.
    #[serde(default)]
    pub noticed: u64,
    /// How many go from which state to which, by city; to the same where it lasts longer.
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
    /// How many people each city that it worsens has worse.
    pub(crate) fn worse_by_city(&self) -> BTreeMap<DivisionCode, u64> {
        let mut worse = BTreeMap::new();
        for change in &self.changes {
            if change.to >= change.from {
                *worse.entry(change.city).or_default() += change.people;
            }
        }
        worse
    }

    /// Whether it changes more people than events may by the word of two.
    pub(crate) fn is_of_many(&self) -> bool {
        self.worse + self.better > u64::from(ContactRules::built_in().held_over_people())
    }

    /// How many people count for the limits: whom it names, worsens or betters. Liftings count like orders, whoever frees many is
    /// seen too, and what touches nobody counts as one: a draw is not tried for nothing.
    pub(super) fn people(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Order | Kind::Lifting | Kind::OrderLifting | Kind::Contact => 1,
            // What a few contacts follow from is one event: only what touches many is counted by them, and is over each limit.
            Kind::Events | Kind::Case if !self.is_of_many() => 1,
            _ => u32::try_from((self.worse + self.better).max(1)).unwrap_or(u32::MAX),
        }
    }
}

/// Of which proposal the events of a content are.
pub(super) fn events_of(content: &Content) -> EventsOf {
    EventsOf {
        proposal: content.id,
        place: content.place,
        by: content.by.staff,
        onset: match content.what {
            What::Case { onset, .. } => Some(onset),
            _ => None,
        },
        made: content.made.date(),
    }
}

/// What was tried a short time ago, so that what is drafted is not tried again when it is signed.
#[derive(Default)]
pub(crate) struct Effects(Mutex<VecDeque<Tried>>);

struct Tried {
    digest: String,
    generation: Generation,
    at: Instant,
    effect: Effect,
}

/// What is tried on everybody whom it can touch.
enum Trying<'a> {
    /// A risk list.
    List(&'a str),
    /// A policy.
    Policy(&'a str),
    /// What is said of a county.
    County(WholeCounty),
}

impl Effects {
    /// What a file does by the data of a generation, where that was tried within the life of a draft.
    fn of(&self, digest: &str, generation: Generation, now: Instant) -> Option<Effect> {
        let fresh = |tried: &&Tried| {
            let same = tried.digest == digest && tried.generation == generation;
            same && (0..=DRAFT_MS).contains(&(now.ms() - tried.at.ms()))
        };
        self.kept()
            .iter()
            .find(fresh)
            .map(|tried| tried.effect.clone())
    }

    fn keep(&self, digest: &str, generation: Generation, at: Instant, effect: Effect) {
        let mut kept = self.kept();
        kept.retain(|tried| tried.digest != digest);
        kept.push_front(Tried {
            digest: digest.to_owned(),
            generation,
            at,
            effect,
        });
        kept.truncate(MOST_TRIED);
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Tried>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// What a content would do.
    pub(super) async fn effect(
        &self,
        content: &Content,
        file: Option<&str>,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<Effect, Error> {
        let file = file.unwrap_or_default();
        match &content.what {
            // Nobody is looked up for it: the answer is the same whoever the person is, and whether they are registered.
            What::Order { .. } | What::Contact { .. } => Ok(Effect {
                worse: 1,
                ..Effect::default()
            }),
            What::Events { .. } => {
                let of = events_of(content);
                Ok(self.try_events(file, of, now, looked).await?.effect)
            }
            // The case is counted and looked up for nobody; whom their events touch is.
            What::Case { .. } => {
                let of = events_of(content);
                let mut effect = match file {
                    "" => Effect::default(),
                    file => self.try_events(file, of, now, looked).await?.effect,
                };
                effect.worse += 1;
                Ok(effect)
            }
            What::Lifting { .. } | What::OrderLifting { .. } => Ok(Effect {
                better: 1,
                ..Effect::default()
            }),
            What::RiskList { digest, .. } => {
                self.tried(Trying::List(file), digest, now, looked).await
            }
            What::Policy { digest, .. } => {
                self.tried(Trying::Policy(file), digest, now, looked).await
            }
            What::WholeCounty { county, area } => {
                let said = WholeCounty::parse(*county, area, true)?;
                self.tried_county(said, content, now, looked).await
            }
            What::WholeCountyEnd { county, area } => {
                let said = WholeCounty::parse(*county, area, false)?;
                self.tried_county(said, content, now, looked).await
            }
            What::Organisation { .. } => Ok(Effect::default()),
            What::TrustList { .. } => {
                self.check_trust_list(file.as_bytes(), now).await?;
                Ok(Effect::default())
            }
        }
    }

    /// What is said of a county, known by its words as a file is by its digest.
    async fn tried_county(
        &self,
        said: WholeCounty,
        content: &Content,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<Effect, Error> {
        let (county, area) = (said.county, &said.area);
        let digest = digits(&format!("{} {county} {area}", content.what.kind()));
        self.tried(Trying::County(said), &digest, now, looked).await
    }

    /// What was counted a short time ago by the same data, or is counted now.
    async fn tried(
        &self,
        trying: Trying<'_>,
        digest: &str,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<Effect, Error> {
        let generation = self.shared(now).await?.generation();
        if let Some(known) = self.effects.of(digest, generation, now) {
            return Ok(known);
        }
        let what_if = match trying {
            Trying::List(file) => self.what_if_list(file, now, looked).await?,
            Trying::Policy(file) => self.what_if_policy(file, now, looked).await?,
            Trying::County(said) => self.what_if_whole_county(&said, now, looked).await?,
        };
        self.effects
            .keep(digest, generation, now, what_if.effect.clone());
        Ok(what_if.effect)
    }

    /// Rates those of `people` whom it concerns with the shared data as they are and as they would be.
    pub(crate) async fn try_on(
        &self,
        (people, met): (&[PersonId], &Met),
        concerns: impl Fn(&PersonFacts) -> bool,
        both: (&Shared, &Shared),
        tally: &mut Tally,
        now: Instant,
    ) -> Result<(), Error> {
        for mut facts in self.store.facts_of_many(people).await? {
            self.take_proven(&mut facts, now).await?;
            self.raise(&facts.alarms, now).await?;
            if !concerns(&facts) {
                continue;
            }
            let known: Vec<i64> = facts.record.visits.iter().map(|known| known.id).collect();
            let visits = met.get(&facts.id).into_iter().flatten();
            let news = visits.filter(|visit| !known.contains(&visit.id));
            facts.record.visits.extend(news);
            match self.try_one(&facts, both, now) {
                Ok((before, after)) => {
                    let today = now.date();
                    tally.take(&before, &after, |reason| both.1.is_coarse(reason, today));
                }
                // Nothing is decided about them before staff have looked.
                Err(Error::Damaged | Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn try_one(
        &self,
        facts: &PersonFacts,
        (shared, would_be): (&Shared, &Shared),
        now: Instant,
    ) -> Result<(Vec<Decision>, Vec<Decision>), Error> {
        let before = self.decide(facts, &facts.record, shared, now)?;
        let after = self.decide(facts, &facts.record, would_be, now)?;
        Ok((before.decisions, after.decisions))
    }
}
