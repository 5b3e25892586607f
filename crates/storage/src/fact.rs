//! A fact row: how it is written with its MAC, and how it is read only where the MAC holds.
//!
//! A row that somebody put into the database or edited there is not read; it raises an [`Alarm`]. A row that
//! is missing shows in the digest over all rows, which the rating row carries ([`crate::rating`]).

use domain::ids::PersonId;
use domain::rating::Kinds;
use rusqlite::{Connection, Statement};
use serde::Serialize;

use crate::alarm::{Alarm, AlarmKind};
use crate::columns::{Columns, values};
use crate::error::ReadError;
use crate::keys::{Cell, Keys, Mac};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A kind of row that carries a MAC. Its owner is its first column, its own id (where it has one) the second,
/// its MAC the last.
pub(crate) trait Fact: Sized {
    /// The table.
    const TABLE: &'static str;
    /// The rows of person `?1`: every column in order, the MAC last.
    const SELECT: &'static str;
    /// Adds a row of every column in order, the MAC last.
    const INSERT: &'static str;

    /// How many of the last columns before the MAC came with a later migration. They are NULL in rows from before, and
    /// NULLs at the end of these are not in the MAC: so a row from before holds, and one of now stands for itself.
    const LATER: usize = 0;

    /// Every column in order but the MAC.
    fn columns(&self, person: PersonId) -> Vec<Value>;

    /// What kinds of facts it can give its person, whatever the policy; withdrawn it gives none.
    fn add_kinds(&self, kinds: &mut Kinds);

    /// The row of these columns; the first is the owner.
    fn read(columns: &mut Columns) -> Result<Self, ReadError>;

    /// The row's MAC.
    fn mac(&self, person: PersonId, keys: &Keys) -> Mac {
        keys.mac(Self::TABLE, vouched::<Self>(&self.columns(person)))
    }
}

/// The columns that the MAC of a row covers.
pub(crate) fn vouched<F: Fact>(columns: &[Value]) -> &[Value] {
    without_later(columns, F::LATER)
}

/// The same where the last `later` columns came with a later migration.
pub(crate) fn without_later(columns: &[Value], later: usize) -> &[Value] {
    let later = columns.iter().rev().take(later);
    let absent = later.take_while(|v| **v == Value::Null).count();
    &columns[..columns.len() - absent]
}

/// A kind of row of which words are sealed.
pub(crate) trait SealedFact: Fact {
    /// The row with its words opened.
    type Opened;

    /// Its id among the person's rows of its kind.
    fn id(&self) -> i64;

    /// Its sealed words, and the number of the key that sealed them.
    fn sealed(&self) -> (&[u8], i64);

    /// For what the words of a row are sealed.
    fn cell(person: PersonId, id: i64) -> Cell {
        Cell {
            table: Self::TABLE,
            column: "sealed",
            owner: person.0,
            row: id,
        }
    }

    /// The row with these words.
    fn opened(self, words: Word) -> Self::Opened;
}

/// One person's rows, while they are read: what was found, and what does not hold.
pub(crate) struct Reading<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) keys: &'a Keys,
    pub(crate) person: PersonId,
    pub(crate) alarms: Vec<Alarm>,
    /// The MACs of all rows that hold.
    pub(crate) macs: Vec<Mac>,
    /// The kinds of facts that these rows give.
    pub(crate) kinds: Kinds,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(connection: &'a Connection, keys: &'a Keys, person: PersonId) -> Self {
        Self {
            connection,
            keys,
            person,
            alarms: Vec::new(),
            macs: Vec::new(),
            kinds: Kinds::default(),
        }
    }

    /// The person's rows of one kind whose MAC holds.
    pub(crate) fn rows<F: Fact>(&mut self) -> Result<Vec<F>, ReadError> {
        let mut select = self.connection.prepare_cached(F::SELECT)?;
        self.rows_by(&mut select)
    }

    /// The same by the statement, which was prepared for many people.
    fn rows_by<F: Fact>(&mut self, select: &mut Statement<'_>) -> Result<Vec<F>, ReadError> {
        let mut found = select.query([self.person.0])?;
        let mut facts = Vec::new();
        while let Some(row) = found.next()? {
            let mut values = values(row)?;
            match values.pop() {
                Some(Value::Blob(mac))
                    if self.keys.verify(F::TABLE, vouched::<F>(&values), &mac) =>
                {
                    self.macs.extend(Mac::try_from(mac));
                    let fact = F::read(&mut Columns::new(F::TABLE, values))?;
                    fact.add_kinds(&mut self.kinds);
                    facts.push(fact);
                }
                _ => {
                    let id = match values.get(1) {
                        Some(Value::I64(id)) => *id,
                        _ => 0,
                    };
                    self.alarm(AlarmKind::Altered, F::TABLE, id);
                }
            }
        }
        Ok(facts)
    }

    /// The person's rows of one kind whose MAC holds, their words opened; those that do not open raise an alarm.
    pub(crate) fn opened<F: SealedFact>(&mut self) -> Result<Vec<F::Opened>, ReadError> {
        let mut opened = Vec::new();
        for row in self.rows::<F>()? {
            let (sealed, key_id) = row.sealed();
            match self
                .keys
                .open(F::cell(self.person, row.id()), key_id, sealed)
            {
                Some(words) => opened.push(row.opened(words)),
                None => self.alarm(AlarmKind::Altered, F::TABLE, row.id()),
            }
        }
        Ok(opened)
    }

    /// What rows that were read say; of each whose words do not open there is an alarm, and it counts as missing.
    pub(crate) fn open_each<F, T>(&mut self, rows: &[F]) -> Vec<T>
    where
        F: SealedFact<Opened = Option<T>> + Clone,
    {
        let mut opened = Vec::with_capacity(rows.len());
        for row in rows {
            let (sealed, key_id) = row.sealed();
            let words = self
                .keys
                .open(F::cell(self.person, row.id()), key_id, sealed);
            match words.and_then(|words| row.clone().opened(words)) {
                Some(said) => opened.push(said),
                None => self.alarm(AlarmKind::Altered, F::TABLE, row.id()),
            }
        }
        opened
    }

    pub(crate) fn alarm(&mut self, kind: AlarmKind, table: &'static str, row: i64) {
        let alarm = Alarm {
            person: Some(self.person),
            kind,
            table: table.into(),
            row,
        };
        alarm.report();
        self.alarms.push(alarm);
    }
}

/// The rows of one kind of each of these people, in their order. Many people are read table by table: the statement is looked
/// up once, and what leads to neighbours in a table stays in the processor's caches.
pub(crate) fn rows_of_each<F: Fact>(
    connection: &Connection,
    people: &mut [Reading<'_>],
) -> Result<std::vec::IntoIter<Vec<F>>, ReadError> {
    let mut select = connection.prepare_cached(F::SELECT)?;
    let rows = people.iter_mut().map(|one| one.rows_by(&mut select));
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter())
}

impl Store {
    /// A person's rows of one kind with their words opened, and what does not hold.
    pub(crate) async fn opened_of<F: SealedFact>(
        &self,
        person: PersonId,
    ) -> Result<(Vec<F::Opened>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let opened = reading.opened::<F>()?;
            Ok((opened, reading.alarms))
        })
        .await
    }
}

/// Compact JSON. A single word comes without its quotes: the same word that files and screens use.
pub(crate) fn json<T: Serialize>(value: &T) -> Value {
    #[expect(
        clippy::expect_used,
        reason = "the types kept as JSON have neither maps with keys that are no text nor failing parts"
    )]
    let text = serde_json::to_string(value).expect("plain values are JSON");
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(word) => word.into(),
        None => text.into(),
    }
}
