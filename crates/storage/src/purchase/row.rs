//! What was bought under whose code: a row of the person, sealed under the key of its day. There is no way from a day, a
//! pharmacy or a class to people.

use domain::ids::PersonId;
use domain::time::Date;
use zeroize::Zeroizing;

use super::DayKey;
use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::select;
use crate::error::ReadError;
use crate::fact::Reading;
use crate::log::{self, LogLine};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A purchase.
pub struct PurchaseRow {
    /// Made on the device of the pharmacy: the same id twice is one purchase.
    pub id: i64,
    /// The day under whose key it lies.
    pub day: Date,
    /// What and where, as the service writes it.
    pub words: Word,
}

const TABLE: &str = "purchase";

/// Changes nothing, and no row where the person was erased meanwhile.
const STANDS: &str =
    "UPDATE person SET erased_ms = erased_ms WHERE person_id = ?1 AND erased_ms IS NULL";

const INSERT: &str = "INSERT INTO purchase (person_id, purchase_id, on_day, sealed, mac) VALUES (?1, ?2, ?3, ?4, ?5)";

const SELECT: &str = "SELECT purchase_id, on_day, sealed, mac FROM purchase
WHERE person_id = ?1 ORDER BY on_day DESC, purchase_id";

const DROP: &str = "DELETE FROM purchase WHERE on_day < ?1";

fn associated(person: PersonId, id: i64) -> Vec<u8> {
    format!("purchase sealed {} {id}", person.0).into_bytes()
}

fn vouched(person: PersonId, id: i64, day: Date, sealed: &[u8]) -> Vec<Value> {
    vec![
        person.0.into(),
        id.into(),
        day.into(),
        sealed.to_vec().into(),
    ]
}

impl Store {
    /// The batch that registers a purchase under the key of its day, with its line. A conflict where it is registered already, or nobody is
    /// registered any more;
    /// `None` where the cipher fails.
    pub fn register_purchase(
        &self,
        person: PersonId,
        (row, key): (&PurchaseRow, &DayKey),
        line: &LogLine,
    ) -> Option<Batch> {
        let sealed = key.seal(&associated(person, row.id), row.words.as_bytes())?;
        let mut values = vouched(person, row.id, row.day, &sealed);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.guard(STANDS, vec![person.0.into()]);
        batch.guard(INSERT, values);
        log::add(&mut batch, line.alias.map(|_| person), line);
        Some(batch)
    }

    /// The purchases of a person that one of `keys` opens, the newest day first, and what does not hold.
    #[crate::boxed]
    pub async fn purchases_of(
        &self,
        person: PersonId,
        keys: &[DayKey],
    ) -> Result<(Vec<PurchaseRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let rows = select(connection, TABLE, SELECT, &[person.0.into()], |columns| {
                let (id, day) = (columns.i64("purchase_id")?, columns.date("on_day")?);
                Ok((id, day, columns.bytes("sealed")?, columns.bytes("mac")?))
            })?;
            let mut found = Vec::new();
            for (id, day, sealed, mac) in rows {
                let Some(key) = keys.iter().find(|key| key.day == day) else {
                    // Its key is gone: nobody reads it any more, and the sweep takes it.
                    continue;
                };
                let holds = self
                    .keys()
                    .verify(TABLE, &vouched(person, id, day, &sealed), &mac);
                let words = key.open(&associated(person, id), &sealed);
                let words = words.filter(|_| holds).and_then(text);
                match words {
                    Some(words) => found.push(PurchaseRow { id, day, words }),
                    None => reading.alarm(AlarmKind::Altered, TABLE, id),
                }
            }
            Ok((found, reading.alarms))
        })
        .await
    }

    /// The batch that drops the purchases of the days before `day`.
    pub fn drop_purchases(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![day.into()]);
        batch
    }
}

fn text(mut bytes: Zeroizing<Vec<u8>>) -> Option<Word> {
    let text = String::from_utf8(std::mem::take(&mut *bytes)).ok()?;
    Some(Zeroizing::new(text))
}
