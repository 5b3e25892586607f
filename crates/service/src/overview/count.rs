//! The hour's count of states: everybody's rating row is read once, verified, and nothing of anybody is kept.

use std::collections::BTreeMap;

use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Instant;
use storage::{CityCount, IdRange, Lease, WriteError};

use crate::Service;
use crate::chance::random_id;
use crate::error::Error;

/// In how many parts everybody is read, so that nobody waits behind the whole.
const PARTS: i64 = 512;
/// For how long a server has the lease: longer than a count of a whole province.
const LEASE_MS: i64 = 10 * 60_000;

impl Service {
    /// Counts the people of each city by what their code shows, for the hour. One server does it; another goes without.
    /// Rows that do not hold are not counted; whoever reads the person raises the alarm. How many people were counted.
    #[crate::boxed]
    pub async fn count_cities(&self, now: Instant) -> Result<u64, Error> {
        let holder = *self.holder.get_or_init(|| random_id(&*self.chance));
        let lease = Lease {
            name: "city_count",
            holder,
        };
        let until = now.plus_ms(LEASE_MS);
        match self
            .store
            .write(self.store.take_lease(lease, (now, until)))
            .await
        {
            Ok(()) => {}
            Err(WriteError::Conflict) => return Ok(0),
            Err(error) => return Err(error.into()),
        }
        let counted = self.count_leased((lease, until), now).await;
        self.store.write(self.store.leave_lease(lease)).await?;
        counted
    }

    async fn count_leased(&self, lease: (Lease, Instant), now: Instant) -> Result<u64, Error> {
        let mut counts: BTreeMap<(DivisionCode, State), u64> = BTreeMap::new();
        let mut people = 0;
        if let Some(span) = self.store.span_of_people().await? {
            let (first, last) = (span.first.0, span.last.0);
            let step = (last - first) / PARTS + 1;
            let mut after = first - 1;
            while after < last {
                let range = IdRange {
                    after,
                    to: after.saturating_add(step),
                };
                let seen = self.store.pick_by_row(range, |seen| {
                    people += 1;
                    for place in seen.states().unwrap_or_default() {
                        *counts.entry(place).or_default() += 1;
                    }
                    false
                });
                seen.await?;
                after = range.to;
                tokio::task::yield_now().await;
            }
        }
        let counts = counts.into_iter();
        let counts = counts.map(|((jurisdiction, state), people)| CityCount {
            jurisdiction,
            state,
            people,
            counted: now,
        });
        let counts: Vec<CityCount> = counts.collect();
        let batch = self.store.write_city_counts(&counts, lease, now);
        match self.store.write(batch).await {
            // Another server has taken over meanwhile.
            Ok(()) | Err(WriteError::Conflict) => Ok(people),
            Err(error) => Err(error.into()),
        }
    }
}
