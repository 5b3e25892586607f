//! What anybody reads of the service: the states of each city, of the hour; queues and their clocks; neighbours that do not
//! answer; the lists in force. Nobody stands in it, small counts are not told, and nothing of it is counted because somebody
//! asks: `count` is the job, and what is put together here is kept for a minute.

mod count;
mod neighbours;
mod queues;

pub use neighbours::NeighbourTold;
pub use queues::QueueTold;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::masked;
use domain::place::{DivisionCode, city};
use domain::state::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::CityCount;
use tokio::sync::Mutex;
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::explain::Place;
use crate::shapes;

/// For how long one answer is given to everybody, in milliseconds.
const KEPT_MS: i64 = 60_000;
/// The most lists of risk areas that are told, the newest.
const LISTS: usize = 10;

/// The answer that is given to everybody for a while.
#[derive(Default)]
pub(crate) struct LastOverview(Mutex<Option<Arc<Overview>>>);

/// What anybody reads of the service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Overview {
    /// When this was put together, in epoch milliseconds.
    pub at_ms: i64,
    /// When people were counted, in epoch milliseconds; absent before the first count.
    pub counted_ms: Option<i64>,
    /// Fewer people than this are not told.
    pub least: u64,
    /// The cities whose codes are in use, by code.
    pub cities: Vec<CityStates>,
    /// What waits for staff, each with its clock.
    pub queues: Vec<QueueTold>,
    /// Who else is asked, and whether they answer.
    pub neighbours: Vec<NeighbourTold>,
    /// The lists of risk areas, the newest first: the first that has begun is in force.
    pub lists: Vec<ListTold>,
}

/// The people of a city, by what their code shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CityStates {
    /// The city.
    pub city: Place,
    /// Its province; its own for a municipality.
    pub province: Place,
    /// All of them; absent where they are too few.
    pub people: Option<u64>,
    /// Each state, in the order in which the worst is shown.
    pub states: Vec<StateCount>,
}

/// The people who are shown a state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct StateCount {
    /// The state.
    #[schema(value_type = shapes::State)]
    pub state: State,
    /// How many; absent where they are too few, or would lead to few.
    pub people: Option<u64>,
}

/// A list of risk areas.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ListTold {
    /// From which instant on it is in force, in epoch milliseconds.
    pub as_of_ms: i64,
    /// Whether it is in force now.
    pub in_force: bool,
    /// When it came, in epoch milliseconds.
    pub imported_ms: i64,
}

impl Service {
    /// What anybody reads, at most a minute old.
    #[crate::boxed]
    pub async fn overview(&self, now: Instant) -> Result<Arc<Overview>, Error> {
        // Whoever comes while it is put together waits for it, so that a crowd costs as much as one.
        let mut last = self.overview.0.lock().await;
        let young = |told: &&Arc<Overview>| (0..KEPT_MS).contains(&(now.ms() - told.at_ms));
        if let Some(told) = last.as_ref().filter(young) {
            return Ok(Arc::clone(told));
        }
        let told = Arc::new(self.overview_now(now).await?);
        *last = Some(Arc::clone(&told));
        Ok(told)
    }

    async fn overview_now(&self, now: Instant) -> Result<Overview, Error> {
        let counts = self.store.city_counts().await?;
        self.raise(&counts.alarms, now).await?;
        let shared = self.shared(now).await?;
        Ok(Overview {
            at_ms: now.ms(),
            counted_ms: counts.rows.iter().map(|count| count.counted.ms()).max(),
            least: masked::LEAST,
            cities: cities(&counts.rows, now.date()),
            queues: self.queues(now).await?,
            neighbours: self.neighbours_told(),
            lists: lists(shared.history(), now),
        })
    }
}

fn lists(history: &domain::risk::History, now: Instant) -> Vec<ListTold> {
    let all: Vec<_> = history.lists().collect();
    let in_force = all
        .iter()
        .map(|(as_of, ..)| *as_of)
        .rfind(|as_of| *as_of <= now);
    let newest = all.into_iter().rev().take(LISTS);
    let told = newest.map(|(as_of, _, import)| ListTold {
        as_of_ms: as_of.ms(),
        in_force: in_force == Some(as_of),
        imported_ms: import.recorded.ms(),
    });
    told.collect()
}

/// The states of each city. What is not told of one state cannot be worked out from the others; totals of cities are told
/// each for itself, and nothing is summed up over them.
fn cities(counts: &[CityCount], today: Date) -> Vec<CityStates> {
    let mut by_city: BTreeMap<DivisionCode, BTreeMap<State, u64>> = BTreeMap::new();
    for count in counts {
        let states = by_city.entry(count.jurisdiction).or_default();
        *states.entry(count.state).or_default() += count.people;
    }
    let told = by_city.into_iter().map(|(code, states)| {
        let order: Vec<State> = State::ALL.iter().rev().copied().collect();
        let people = |state: &State| states.get(state).copied().unwrap_or(0);
        let each: Vec<u64> = order.iter().map(people).collect();
        let whole = masked::one(each.iter().sum());
        let parts = masked::parts(&each);
        let states = order.into_iter().zip(parts);
        CityStates {
            city: Place::of_division(code, today.year()),
            province: Place::of_division(
                city(code).map_or(code, |city| city.province),
                today.year(),
            ),
            people: whole,
            states: states
                .map(|(state, people)| StateCount {
                    state,
                    people: whole.and(people),
                })
                .collect(),
        }
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_7_a_city_tells_no_state_that_few_people_have_nor_what_would_lead_to_it() {
        let count = |state, people| CityCount {
            jurisdiction: "330100".parse().unwrap(),
            state,
            people,
            counted: Instant::from_ms(0),
        };
        let today: Date = "2020-02-20".parse().unwrap();
        let counts = [count(State::Green, 90), count(State::Red, 2)];
        let told = cities(&counts, today);
        let states: Vec<_> = told[0].states.iter().map(|s| (s.state, s.people)).collect();
        assert_eq!(told[0].people, Some(92));
        assert_eq!(states[0], (State::Red, None));
        assert_eq!(states[4], (State::Green, None), "else it leads to the two");
        assert_eq!(states[1], (State::Yellow, Some(0)));
        let few = cities(&[count(State::Green, 3)], today);
        assert_eq!(few[0].people, None);
        assert!(few[0].states.iter().all(|s| s.people.is_none()));
    }
}
