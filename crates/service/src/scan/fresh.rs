//! What only the server knows of a code: whether it was replaced, and what its decision is by now.

use credential::Claims;
use domain::facts::Unverified;
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::rating::Decision;
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{Kind, Status};
use storage::{Held, Rating};

use crate::Service;
use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::shared::Shared;

/// What is shown of a code that is believed.
#[derive(Clone, Copy)]
pub(super) struct Fresh {
    pub(super) status: Status,
    pub(super) state: State,
    pub(super) pop_up: bool,
}

/// What the code says, where nothing else is known.
pub(super) const fn as_issued(claims: &Claims) -> Fresh {
    Fresh {
        status: Status::AsIssued,
        state: claims.state,
        pop_up: claims.pop_up,
    }
}

impl Service {
    /// The stricter of what the code says and what its decision says now; at a checkpoint of another city also of
    /// what that city's own rules say.
    pub(super) async fn fresh(
        &self,
        checkpoint: &Checkpoint,
        claims: &Claims,
        shared: &Shared,
        now: Instant,
    ) -> Result<Fresh, Error> {
        let issued = as_issued(claims);
        let replaced = Fresh {
            status: Status::Replaced,
            ..issued
        };
        let Some(list) = list_day(claims.status.list()) else {
            return Ok(issued);
        };
        let Some(held) = self.store.held_at(list, claims.status.index()).await? else {
            return Ok(replaced);
        };
        self.raise(&held.alarms, now).await?;
        let known = held.issued;
        let other = known.jurisdiction != claims.issuer || known.kind != claims.bearer.kind();
        if other || known.status == Status::Replaced || !may_show(&held) {
            return Ok(replaced);
        }
        let cities = (claims.issuer, checkpoint.city());
        match self.states(held, cities, shared, now).await {
            Ok(states) => Ok(states.iter().fold(issued, |worst, (state, pop_up)| Fresh {
                state: worst.state.max(*state),
                pop_up: worst.pop_up || *pop_up,
                ..worst
            })),
            Err(Error::NotRegistered) => Ok(replaced),
            // Nobody knows before staff have looked: by hand.
            Err(Error::Damaged) => Ok(Fresh {
                status: Status::Unused,
                ..issued
            }),
            Err(error) => Err(error),
        }
    }

    /// The states of a person in the city that issued and in the one where the checkpoint stands.
    async fn states(
        &self,
        held: Held,
        (issuer, here): (DivisionCode, DivisionCode),
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<(State, bool)>, Error> {
        let (person, today) = (held.person, now.date());
        let stored = (person, held.rating);
        let decisions = self.stored_or_rated(stored, shared, now).await?;
        let of = |city: DivisionCode| decisions.iter().find(|d| d.jurisdiction == city);
        let said = |d: &Decision| (d.state, !d.pop_ups.is_empty());
        let mut states: Vec<(State, bool)> = of(issuer).map(said).into_iter().collect();
        if here != issuer {
            if let Some(decision) = of(here) {
                states.push(said(decision));
            } else {
                let facts = self.read_person(person, now).await?;
                let policy = shared.policy(here, today)?;
                let mut facts = shared.facts(&facts.record, &policy, today);
                // Who comes with another city's code enters this one now.
                facts.unverified.push(Unverified {
                    on: today,
                    recorded: today,
                });
                states.push(said(&policy.rate(&facts, today)));
            }
        }
        Ok(states)
    }

    /// The stored decisions where nothing has happened to them since; else they are made anew.
    async fn stored_or_rated(
        &self,
        (person, stored): (PersonId, Option<Rating>),
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let holds = stored.filter(|rating| {
            rating.generation == shared.generation()
                && rating.review_on.is_none_or(|on| on > now.date())
        });
        match holds {
            Some(rating) => Ok(rating.decisions),
            None => self.rate(person, now).await,
        }
    }
}

/// Whether who was given a code may still show it: a device of the person's own, or who holds them as a family member.
fn may_show(held: &Held) -> bool {
    let by = held.issued.device;
    match held.issued.kind {
        // A sheet of paper is bound to no device.
        Kind::Paper => true,
        Kind::Member => {
            let mut links = held.links.iter();
            links.any(|link| link.id.0 == by.0 && link.by.counts())
        }
        Kind::Person | Kind::Channel => held.devices.iter().any(|device| device.id == by),
    }
}

/// The day of a list by its address, which ends in it.
fn list_day(address: &str) -> Option<Date> {
    let (_, day) = address.rsplit_once('/')?;
    day.parse().ok()
}
