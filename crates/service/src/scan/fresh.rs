//! What only the server knows of a code: whether it was replaced, and what its decision is by now.

use credential::Claims;
use domain::facts::Unverified;
use domain::family::FamilyLink;
use domain::ids::{DeviceId, PersonId};
use domain::place::DivisionCode;
use domain::rating::{Decision, rate};
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{Kind, Status};

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
        let Some((person, known)) = self.store.issued_at(list, claims.status.index()).await? else {
            return Ok(replaced);
        };
        let other = known.jurisdiction != claims.issuer || known.kind != claims.bearer.kind();
        if other || known.status == Status::Replaced {
            return Ok(replaced);
        }
        if !self.is_held(person, known.kind, known.device, now).await? {
            return Ok(replaced);
        }
        match self
            .states(person, claims.issuer, checkpoint.city(), shared, now)
            .await
        {
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

    /// Whether who was given a code may still show it: a device of the person's own, or who holds them as a family member.
    async fn is_held(
        &self,
        person: PersonId,
        kind: Kind,
        by: DeviceId,
        now: Instant,
    ) -> Result<bool, Error> {
        let (held, alarms) = match kind {
            // A sheet of paper is bound to no device.
            Kind::Paper => return Ok(true),
            Kind::Member => {
                let (links, alarms) = self.store.links_of(person).await?;
                let own = |link: &FamilyLink| link.id.0 == by.0 && link.by.counts();
                (links.iter().any(own), alarms)
            }
            Kind::Person | Kind::Channel => {
                let (devices, alarms) = self.store.devices_of(person).await?;
                (devices.iter().any(|device| device.id == by), alarms)
            }
        };
        self.raise(&alarms, now).await?;
        Ok(held)
    }

    /// The states of a person in the city that issued and in the one where the checkpoint stands.
    async fn states(
        &self,
        person: PersonId,
        issuer: DivisionCode,
        here: DivisionCode,
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<(State, bool)>, Error> {
        let today = now.date();
        let decisions = self.stored_or_rated(person, shared, now).await?;
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
                states.push(said(&rate(&policy, &facts, today)));
            }
        }
        Ok(states)
    }

    /// The stored decisions where nothing has happened to them since; else they are made anew.
    async fn stored_or_rated(
        &self,
        person: PersonId,
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let stored = self.store.rating_of(person).await?;
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

/// The day of a list by its address, which ends in it.
fn list_day(address: &str) -> Option<Date> {
    let (_, day) = address.rsplit_once('/')?;
    day.parse().ok()
}
