//! How many people each city shows each state, as the hour's job counted them: read by anybody, counted for nobody who asks.

use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::lease::{self, Lease};
use crate::published::{Published, holding};
use crate::store::Store;
use crate::value::Value;

/// The people of a city who are shown a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CityCount {
    /// The city.
    pub jurisdiction: DivisionCode,
    /// The state.
    pub state: State,
    /// How many.
    pub people: u64,
    /// When they were counted.
    pub counted: Instant,
}

const TABLE: &str = "city_count";

const SELECT: &str = "SELECT jurisdiction, state, people, counted_ms, mac FROM city_count
ORDER BY jurisdiction, state";

const DROP: &str = "DELETE FROM city_count WHERE counted_ms <> ?1";

const INSERT: &str = "INSERT INTO city_count (jurisdiction, state, people, counted_ms, mac)";

const OVER: &str = "ON CONFLICT (jurisdiction, state) DO UPDATE SET people = excluded.people,
counted_ms = excluded.counted_ms, mac = excluded.mac";

impl Store {
    /// The batch that puts the counts of an instant in the place of those before. A conflict where the lease is another's.
    pub fn write_city_counts(
        &self,
        counts: &[CityCount],
        (lease, until): (Lease, Instant),
        now: Instant,
    ) -> Batch {
        let row = |count: &CityCount| {
            let mut values: Vec<Value> = vec![
                i64::from(count.jurisdiction.number()).into(),
                count.state.word().into(),
                Value::I64(count.people.cast_signed()),
                count.counted.into(),
            ];
            values.push(self.keys().mac(TABLE, &values).into());
            values
        };
        let mut batch = Batch::unguarded();
        lease::hold(&mut batch, lease, (now, until));
        batch.add_rows(INSERT, OVER, counts.iter().map(row).collect());
        batch.add(DROP, vec![now.into()]);
        batch
    }

    /// The counts of the last hour, where their rows hold.
    #[crate::boxed]
    pub async fn city_counts(&self) -> Result<Published<Vec<CityCount>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, SELECT, &[], &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}

fn read(columns: &mut Columns) -> Result<CityCount, ReadError> {
    Ok(CityCount {
        jurisdiction: columns.place("jurisdiction")?,
        state: columns.word("state")?,
        people: columns.i64("people")?.unsigned_abs(),
        counted: columns.instant("counted_ms")?,
    })
}
