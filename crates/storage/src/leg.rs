//! Journeys as rows, their words sealed, and the second copy that is keyed by a hash of conveyance and date.

use std::collections::BTreeSet;

use domain::contact::{ConveyanceKind, Journey, Leg, Role, Second, numbers, seating};
use domain::ids::{DeclarationId, LegId, PersonId};
use domain::rating::Kinds;
use domain::record::LegRecord;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::keys::{Keys, Mac};
use crate::person_batch::PersonBatch;
use crate::seen::IdRange;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// The second copy of a journey, by which an event finds the people it touches.
const ADD_BY_JOURNEY: &str =
    "INSERT INTO leg_by_journey (journey, person_id, leg_id) VALUES (?1, ?2, ?3)
ON CONFLICT (journey, person_id, leg_id) DO NOTHING";

/// Takes the second copy away.
const DROP_BY_JOURNEY: &str =
    "DELETE FROM leg_by_journey WHERE journey = ?1 AND person_id = ?2 AND leg_id = ?3";

/// Drops journey `?2` of person `?1`.
pub(crate) const DROP: &str = "DELETE FROM leg WHERE person_id = ?1 AND leg_id = ?2";

/// A journey as it lies there.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: LegId,
    declaration: DeclarationId,
    recorded: Instant,
    sealed: Vec<u8>,
    key_id: i64,
}

/// What is sealed of a journey.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    kind: ConveyanceKind,
    number: String,
    date: Date,
    seat: String,
    board: String,
    alight: String,
    role: Role,
    times: Option<(u32, u32)>,
}

impl Words {
    fn of(leg: &Leg) -> Self {
        let of_conveyance = leg.conveyance.numbers.iter();
        let numbers: Vec<&str> = of_conveyance.map(domain::contact::Number::as_str).collect();
        Self {
            kind: leg.conveyance.kind,
            number: numbers.join("/"),
            date: leg.date,
            seat: leg.seating.to_string(),
            board: leg.board.clone(),
            alight: leg.alight.clone(),
            role: leg.role,
            times: leg.times.map(|(from, to)| (from.0, to.0)),
        }
    }

    fn leg(self, id: LegId) -> Option<Leg> {
        Some(Leg {
            row: id.0.cast_unsigned(),
            conveyance: numbers(self.kind, &self.number).ok()?,
            date: self.date,
            seating: seating(self.kind, &self.seat).ok()?,
            role: self.role,
            board: self.board,
            alight: self.alight,
            times: self.times.map(|(from, to)| (Second(from), Second(to))),
        })
    }
}

/// The hash under which a journey is found.
pub(crate) fn journey_hash(keys: &Keys, journey: &Journey) -> Mac {
    let word = format!("{} {} {}", journey.kind, journey.number, journey.date);
    keys.lookup("journey", &word)
}

impl Fact for Row {
    const TABLE: &'static str = "leg";

    const SELECT: &'static str =
        "SELECT person_id, leg_id, declaration_id, recorded_ms, sealed, key_id, mac
FROM leg WHERE person_id = ?1 ORDER BY leg_id";

    const INSERT: &'static str =
        "INSERT INTO leg (person_id, leg_id, declaration_id, recorded_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.0.into(),
            self.declaration.0.into(),
            self.recorded.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_leg();
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: LegId(columns.i64("leg_id")?),
            declaration: DeclarationId(columns.i64("declaration_id")?),
            recorded: columns.instant("recorded_ms")?,
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = Option<LegRecord>;

    fn id(&self) -> i64 {
        self.id.0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> Option<LegRecord> {
        let words: Words = serde_json::from_str(&words).ok()?;
        Some(LegRecord {
            id: self.id,
            declaration: self.declaration,
            leg: words.leg(self.id)?,
            recorded: self.recorded,
        })
    }
}

/// Everything by which events find a journey.
pub(crate) fn leave_journeys(keys: &Keys, batch: &mut Batch, person: PersonId, leg: &LegRecord) {
    for values in ways(keys, person, leg) {
        batch.way(DROP_BY_JOURNEY, values);
    }
}

fn ways(keys: &Keys, person: PersonId, leg: &LegRecord) -> Vec<Vec<Value>> {
    let journeys = Journey::all_of(&leg.leg.conveyance, leg.leg.date);
    let way = |journey: Journey| {
        let hash = journey_hash(keys, &journey);
        vec![hash.into(), person.0.into(), leg.id.0.into()]
    };
    journeys.map(way).collect()
}

/// The people of one journey within a range of ids.
const BY_JOURNEY: &str = "SELECT person_id FROM leg_by_journey
WHERE journey = ?1 AND person_id > ?2 AND person_id <= ?3 ORDER BY person_id, leg_id";

impl Store {
    /// The people who made one of `journeys`, of a range of ids; one may stand there twice.
    #[crate::boxed]
    pub async fn people_of_journeys(
        &self,
        journeys: &BTreeSet<Journey>,
        range: IdRange,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(BY_JOURNEY)?;
            let mut people = Vec::new();
            for journey in journeys {
                let hash = journey_hash(self.keys(), journey);
                let mut found = select.query((hash.as_slice(), range.after, range.to))?;
                while let Some(row) = found.next()? {
                    people.push(PersonId(row.get(0)?));
                }
            }
            Ok(people)
        })
        .await
    }
}

impl PersonBatch {
    /// Adds a journey to a declaration.
    pub fn add_leg(&mut self, leg: &LegRecord) {
        let row = self.leg_row(leg);
        self.add(&row);
        let person = self.person();
        for values in ways(&self.keys, person, leg) {
            self.rows.way(ADD_BY_JOURNEY, values);
        }
    }

    fn leg_row(&self, leg: &LegRecord) -> Row {
        let words = serde_json::to_vec(&Words::of(&leg.leg)).unwrap_or_default();
        let sealed = self.keys.seal(Row::cell(self.person(), leg.id.0), &words);
        Row {
            id: leg.id,
            declaration: leg.declaration,
            recorded: leg.recorded,
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        }
    }
}
