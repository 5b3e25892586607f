//! A town for a demo: a few hundred people who registered and declared, so that lists and counts have something to
//! show: green, yellow and red, pop-ups, running quarantines with their check-ins, and some who never declared.
//!
//! They come in through the same verbs as everybody. Who they are and what they say follows from the seed and the
//! day, and every id with it: a start that was cut off is finished by the next one and doubles nobody.

mod life;
mod results;

pub use results::reported;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::community::Door;
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::time::Instant;
use service::{Applicant, Error, Service};
use tokio::task::JoinSet;

use crate::load::LoadError;
use crate::population::Population;
use crate::random::{SplitMix64, mix};
use life::{Act, Lists};

/// People who come in at once.
const AT_ONCE: usize = 64;
/// How many days before the demo's first day the earliest of them declared.
pub const EARLIEST_DAYS: i32 = 6;

/// The people of a demo.
#[derive(Clone, Debug)]
pub struct Town {
    population: Population,
    seed: u64,
    people: u64,
    listed: Vec<DivisionCode>,
}

impl Town {
    /// The town of a seed, with this many people, some of whom were in counties that the list of the day names.
    pub fn new(seed: u64, people: u64, listed: Vec<DivisionCode>) -> Self {
        Self {
            population: Population::new(seed),
            seed,
            people,
            listed,
        }
    }

    /// How many people live there.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// What person `n` registers with.
    pub fn applicant(&self, n: u64) -> Applicant {
        let person = self.population.person(n);
        Applicant {
            name: person.name,
            document: person.document,
            contact: Some(person.phone.into()),
            born: None,
            street: life::street(self.seed, n),
        }
    }

    /// Brings everybody in who is not in yet. The last one comes after all others: where they are there, so is
    /// everybody, and nothing is done.
    pub async fn settle(
        self: &Arc<Self>,
        service: &Arc<Service>,
        now: Instant,
    ) -> Result<(), LoadError> {
        let Some(last) = self.people.checked_sub(1) else {
            return Ok(());
        };
        let there = service.holder_of(&self.applicant(last).document).await?;
        if there.is_some() {
            return Ok(());
        }
        let next = Arc::new(AtomicU64::new(0));
        let mut tasks = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (town, service, next) = (Arc::clone(self), Arc::clone(service), Arc::clone(&next));
            tasks.spawn(async move {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= last {
                        return Ok::<(), LoadError>(());
                    }
                    town.one(&service, n, now).await?;
                }
            });
        }
        while let Some(ended) = tasks.join_next().await {
            ended??;
        }
        self.one(service, last, now).await
    }

    /// Everything that person `n` has done until `now`.
    async fn one(&self, service: &Service, n: u64, now: Instant) -> Result<(), LoadError> {
        let shared = service.shared(now).await?;
        let home = self.population.person(n).residence;
        let lists = Lists {
            history: shared.history(),
            counties: &self.listed,
        };
        let draw = SplitMix64::new(mix(self.seed) ^ mix(!n));
        let acts = life::acts(draw, home, lists, now);
        let first = acts.first().map_or(now, Act::at);
        let door = life::door(self.seed, n);
        let person = register(service, (&self.applicant(n), door), first).await?;
        for act in acts {
            match act {
                Act::Declare(declaration, at) => {
                    service.declare(person, &declaration, at).await?;
                }
                Act::CheckIn(check_in) => {
                    service.check_in(person, &check_in, check_in.made).await?;
                }
            }
        }
        Ok(())
    }
}

/// Registers somebody, or finds whom an earlier start has registered.
async fn register(
    service: &Service,
    (applicant, door): (&Applicant, Option<Door>),
    at: Instant,
) -> Result<PersonId, LoadError> {
    let registered = match &door {
        Some(door) => service.register_at(applicant, door, at).await,
        None => service.register(applicant, at).await,
    };
    match registered {
        Ok(registered) => Ok(registered.person),
        Err(Error::AlreadyRegistered) => {
            let holder = service.holder_of(&applicant.document).await?;
            Ok(holder.ok_or(Error::AlreadyRegistered)?)
        }
        Err(error) => Err(error.into()),
    }
}
