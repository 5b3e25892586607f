//! Looking through everybody by the narrow rating row alone: verified like every row, and nothing of it is kept or parsed but
//! where somebody is picked. So a policy that changes little costs little more than reading these rows.

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::rating::Kinds;
use domain::state::State;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::Deserialize;

use crate::error::ReadError;
use crate::keys::{Keys, MacText};
use crate::store::Store;

/// The people whose ids lie behind one and up to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IdRange {
    /// Behind this id.
    pub after: i64,
    /// Up to this id, included.
    pub to: i64,
}

/// The ids that people have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The least.
    pub first: PersonId,
    /// The greatest.
    pub last: PersonId,
    /// How many there are, counted up to [`MOST_COUNTED`].
    pub people: i64,
}

/// As far as people are counted: enough to share the work out.
pub const MOST_COUNTED: i64 = 100_000;

/// What a rating row says of its person.
pub struct Seen<'a> {
    decisions: &'a [u8],
    kinds: Kinds,
}

impl Seen<'_> {
    /// The kinds of facts that they have.
    pub const fn kinds(&self) -> Kinds {
        self.kinds
    }

    /// The jurisdictions in which a decision is made about them; `None` where this program cannot read that.
    pub fn jurisdictions(&self) -> Option<Vec<DivisionCode>> {
        #[derive(Deserialize)]
        struct Of {
            jurisdiction: DivisionCode,
        }
        let decisions: Vec<Of> = serde_json::from_slice(self.decisions).ok()?;
        Some(decisions.into_iter().map(|of| of.jurisdiction).collect())
    }

    /// The state in each of those jurisdictions, as it was decided last; `None` where this program cannot read that.
    pub fn states(&self) -> Option<Vec<(DivisionCode, State)>> {
        #[derive(Deserialize)]
        struct Of {
            jurisdiction: DivisionCode,
            state: State,
        }
        let decisions: Vec<Of> = serde_json::from_slice(self.decisions).ok()?;
        let states = decisions.into_iter();
        Some(states.map(|of| (of.jurisdiction, of.state)).collect())
    }
}

/// What was found in a range.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picked {
    /// Who was picked, in the order of their ids.
    pub people: Vec<PersonId>,
    /// How many rows were looked at.
    pub seen: u64,
}

const RANGE: &str =
    "SELECT person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac
FROM rating WHERE person_id > ?1 AND person_id <= ?2 ORDER BY person_id";

const FIRST: &str = "SELECT person_id FROM rating ORDER BY person_id LIMIT 1";
const LAST: &str = "SELECT person_id FROM rating ORDER BY person_id DESC LIMIT 1";
const COUNT: &str =
    "SELECT count(*) FROM (SELECT person_id FROM rating ORDER BY person_id LIMIT ?1) AS some";

impl Store {
    /// Everybody of a range whom `pick` picks by their row, and everybody whose row cannot answer: altered, from before kinds
    /// were kept, or of whom facts are missing.
    pub async fn pick_by_row(
        &self,
        range: IdRange,
        pick: impl FnMut(&Seen<'_>) -> bool,
    ) -> Result<Picked, ReadError> {
        self.read(|connection| look(connection, self.keys(), range, pick))
            .await
    }

    /// The ids that people have; `None` where there is nobody.
    #[crate::boxed]
    pub async fn span_of_people(&self) -> Result<Option<Span>, ReadError> {
        self.read(|connection| {
            let one = |sql: &str| -> rusqlite::Result<Option<i64>> {
                let mut select = connection.prepare_cached(sql)?;
                let mut rows = select.query([])?;
                rows.next()?.map(|row| row.get(0)).transpose()
            };
            let (Some(first), Some(last)) = (one(FIRST)?, one(LAST)?) else {
                return Ok(None);
            };
            let mut count = connection.prepare_cached(COUNT)?;
            Ok(Some(Span {
                first: PersonId(first),
                last: PersonId(last),
                people: count.query_row([MOST_COUNTED], |row| row.get(0))?,
            }))
        })
        .await
    }
}

fn look(
    connection: &Connection,
    keys: &Keys,
    range: IdRange,
    mut pick: impl FnMut(&Seen<'_>) -> bool,
) -> Result<Picked, ReadError> {
    let mut select = connection.prepare_cached(RANGE)?;
    let mut found = select.query([range.after, range.to])?;
    let mut text = MacText::with_capacity(1_024);
    let mut picked = Picked::default();
    while let Some(row) = found.next()? {
        picked.seen += 1;
        if verified(row, keys, &mut text)?.is_none_or(|seen| pick(&seen)) {
            picked.people.push(PersonId(row.get(0)?));
        }
    }
    Ok(picked)
}

/// What a row says, where its MAC holds, all facts were there and their kinds are kept.
fn verified<'r>(
    row: &'r Row<'_>,
    keys: &Keys,
    text: &mut MacText,
) -> Result<Option<Seen<'r>>, ReadError> {
    text.begin("rating");
    for at in 0..8 {
        match row.get_ref(at)? {
            ValueRef::Integer(number) => text.number(number),
            ValueRef::Text(words) => text.text(words),
            ValueRef::Blob(bytes) => text.blob(bytes),
            ValueRef::Null | ValueRef::Real(_) => text.null(),
        }
    }
    let (ValueRef::Text(decisions), ValueRef::Null, ValueRef::Integer(kinds), ValueRef::Blob(mac)) = (
        row.get_ref(4)?,
        row.get_ref(6)?,
        row.get_ref(7)?,
        row.get_ref(8)?,
    ) else {
        return Ok(None);
    };
    let kinds = Kinds::from_number(kinds).filter(|_| keys.is_mac_of(text, mac));
    Ok(kinds.map(|kinds| Seen { decisions, kinds }))
}
