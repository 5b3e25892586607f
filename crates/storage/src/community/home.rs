//! Where a person lives and at which door. No rating reads it; the index of communities is made of it in the engine, so that
//! who opens an order need not know it.

use domain::community::{Door, HomePlace};
use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::time::Instant;

use super::{followed, task};
use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, Reading};
use crate::keys::{Cell, Keys};
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::{self, Field, Word};

/// Where somebody lives.
#[derive(Clone, PartialEq, Eq)]
pub struct Home {
    /// The street, or the county where it is not known.
    pub place: HomePlace,
    /// The door, where it was given.
    pub door: Option<Door>,
}

/// The same, as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct HomeRow {
    /// Where.
    pub home: Home,
    /// Since when it is known.
    pub since: Instant,
}

/// A home as a row: its door sealed.
pub(super) struct Row {
    place: HomePlace,
    since: Instant,
    sealed: Option<(Vec<u8>, i64)>,
}

/// The home of person `?1`; an earlier one is written over.
const SETTLE: &str = "INSERT INTO home (person_id, place, since_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (person_id) DO UPDATE SET place = excluded.place, since_ms = excluded.since_ms,
sealed = excluded.sealed, key_id = excluded.key_id, mac = excluded.mac";

impl Fact for Row {
    const TABLE: &'static str = "home";

    const SELECT: &'static str =
        "SELECT person_id, place, since_ms, sealed, key_id, mac FROM home WHERE person_id = ?1";

    const INSERT: &'static str = SETTLE;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let (sealed, key_id) = self.sealed.clone().unzip();
        vec![
            person.0.into(),
            i64::from(self.place.number()).into(),
            self.since.into(),
            sealed.into(),
            key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            place: place(columns)?,
            since: columns.instant("since_ms")?,
            sealed: columns
                .maybe_bytes("sealed")?
                .zip(columns.maybe_i64("key_id")?),
        })
    }
}

/// The nine digits of a place.
pub(super) fn place(columns: &mut Columns) -> Result<HomePlace, ReadError> {
    let number = columns.number("place")?;
    HomePlace::from_number(number).ok_or_else(|| columns.unknown("place"))
}

/// The cell of a door; the index of communities holds the same sealed words.
const fn cell(person: PersonId) -> Cell {
    Cell {
        table: "home",
        column: "sealed",
        owner: person.0,
        row: 0,
    }
}

/// The door of sealed words.
pub(super) fn open_door(
    keys: &Keys,
    person: PersonId,
    sealed: Option<(Vec<u8>, i64)>,
) -> Option<Door> {
    let (sealed, key_id) = sealed?;
    Door::from_text(&keys.open(cell(person), key_id, &sealed)?)
}

/// Adds the home of a person who registers.
pub(crate) fn settle(batch: &mut Batch, keys: &Keys, person: PersonId, home: &Home, now: Instant) {
    let sealed = home.door.as_ref().map(|door| {
        let word = keys.seal(cell(person), door.text().as_bytes());
        (word.bytes, word.key_id)
    });
    let row = Row {
        place: home.place,
        since: now,
        sealed,
    };
    let mut values = row.columns(person);
    values.push(row.mac(person, keys).into());
    batch.add(SETTLE, values);
}

impl PersonBatch {
    /// Says where the person lives from now on. What waits about them goes to the new community at once; the old one reads
    /// until the end of the day that they moved, and nothing more.
    /// `street` is the residence in words; absent where it stays as it is.
    pub fn settle_home(&mut self, home: &Home, street: Option<&Word>, now: Instant) {
        let person = self.person();
        if let Some(street) = street {
            words::seal(&mut self.rows, &self.keys, person, Field::Street, street);
        }
        settle(&mut self.rows, &self.keys, person, home, now);
        followed::leave(&mut self.rows, person, home.place, now.date());
        task::leave(&mut self.rows, person, home.place);
    }
}

impl Store {
    /// Where a person lives, and what does not hold.
    #[crate::boxed]
    pub async fn home_of(
        &self,
        person: PersonId,
    ) -> Result<(Option<HomeRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let Some(row) = reading.rows::<Row>()?.pop() else {
                return Ok((None, reading.alarms));
            };
            let given = row.sealed.is_some();
            let door = open_door(self.keys(), person, row.sealed);
            if given && door.is_none() {
                reading.alarm(AlarmKind::Altered, Row::TABLE, 0);
            }
            let home = Home {
                place: row.place,
                door,
            };
            let since = row.since;
            Ok((Some(HomeRow { home, since }), reading.alarms))
        })
        .await
    }
}
