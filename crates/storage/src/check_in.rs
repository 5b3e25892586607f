//! Daily check-ins as rows, and the free words beside them, sealed in a table that rating never opens.

use domain::check_in::{CheckIn, CheckInBy};
use domain::ids::{CheckInId, PersonId};
use domain::rating::Kinds;

use crate::alarm::{Alarm, AlarmKind};
use crate::columns::{Columns, select};
use crate::declaration::tenths;
use crate::error::ReadError;
use crate::fact::{Fact, Reading, json};
use crate::keys::Cell;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

const WORDS: &str = "check_in_words";

const SEAL: &str =
    "INSERT INTO check_in_words (person_id, check_in_id, sealed, key_id) VALUES (?1, ?2, ?3, ?4)";

const SELECT_WORDS: &str =
    "SELECT check_in_id, sealed, key_id FROM check_in_words WHERE person_id = ?1
ORDER BY check_in_id";

const CONFIRM: &str =
    "UPDATE check_in SET confirmed_ms = ?3, mac = ?4 WHERE person_id = ?1 AND check_in_id = ?2";

impl Fact for CheckIn {
    const TABLE: &'static str = "check_in";

    const SELECT: &'static str =
        "SELECT person_id, check_in_id, on_day, made_ms, recorded_ms, temperature, symptoms,
known_symptoms, entered_by, confirmed_ms, mac
FROM check_in WHERE person_id = ?1 ORDER BY check_in_id";

    const INSERT: &'static str =
        "INSERT INTO check_in (person_id, check_in_id, on_day, made_ms, recorded_ms, temperature,
symptoms, known_symptoms, entered_by, confirmed_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    const LATER: usize = 3;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let known = &self.known_symptoms;
        let by = (self.by != CheckInBy::Oneself).then(|| self.by.word());
        vec![
            person.0.into(),
            self.id.0.into(),
            self.on.into(),
            self.made.into(),
            self.recorded.into(),
            tenths(self.temperature),
            json(&self.symptoms),
            if known.is_empty() {
                Value::Null
            } else {
                json(known)
            },
            by.into(),
            self.confirmed.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_check_in(self);
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: CheckInId(columns.i64("check_in_id")?),
            on: columns.date("on_day")?,
            made: columns.instant("made_ms")?,
            recorded: columns.instant("recorded_ms")?,
            temperature: columns.temperature("temperature")?,
            symptoms: columns.json("symptoms")?,
            known_symptoms: columns.maybe_json("known_symptoms")?.unwrap_or_default(),
            by: columns.maybe_word("entered_by")?.unwrap_or_default(),
            confirmed: columns.maybe_instant("confirmed_ms")?,
        })
    }
}

const fn cell(person: PersonId, check_in: CheckInId) -> Cell {
    Cell {
        table: WORDS,
        column: "sealed",
        owner: person.0,
        row: check_in.0,
    }
}

impl PersonBatch {
    /// Adds a daily check-in.
    pub fn check_in(&mut self, check_in: &CheckIn) {
        self.add(check_in);
    }

    /// Adds what was written beside a check-in of this batch, sealed.
    pub fn check_in_words(&mut self, check_in: CheckInId, words: &Word) {
        let person = self.person();
        let sealed = self.keys.seal(cell(person, check_in), words.as_bytes());
        let values = vec![
            person.0.into(),
            check_in.0.into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
        ];
        self.rows.add(SEAL, values);
    }

    /// Replaces a check-in, as it was read, by the same with another `confirmed`.
    pub fn confirm_check_in(&mut self, read: &CheckIn, confirmed: &CheckIn) {
        let mac = self.replace(read, confirmed);
        let values = vec![
            self.person().0.into(),
            read.id.0.into(),
            confirmed.confirmed.into(),
            mac.into(),
        ];
        self.rows.guard(CONFIRM, values);
    }
}

impl Store {
    /// What a person wrote beside their check-ins, opened, and what does not hold. Looking at them needs a purpose and
    /// leaves a log line: the caller's part.
    #[crate::boxed]
    pub async fn check_in_words_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<(CheckInId, Word)>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let bound = [person.0.into()];
            let rows = select(connection, WORDS, SELECT_WORDS, &bound, |columns| {
                let id = CheckInId(columns.i64("check_in_id")?);
                Ok((id, columns.bytes("sealed")?, columns.i64("key_id")?))
            })?;
            let mut words = Vec::new();
            for (id, sealed, key_id) in rows {
                match self.keys().open(cell(person, id), key_id, &sealed) {
                    Some(word) => words.push((id, word)),
                    None => reading.alarm(AlarmKind::Altered, WORDS, id.0),
                }
            }
            Ok((words, reading.alarms))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::vouched;

    /// The MAC of a row from before the migration, which had the first seven columns, holds for the row of now.
    #[test]
    fn s2_29_a_check_in_from_before_is_vouched_for_as_it_was() {
        let mut check_in = CheckIn::new(CheckInId(1), domain::time::Instant::from_ms(0));
        let columns = check_in.columns(PersonId(1));
        assert_eq!((columns.len(), vouched::<CheckIn>(&columns).len()), (10, 7));
        check_in.by = CheckInBy::Staff;
        assert_eq!(vouched::<CheckIn>(&check_in.columns(PersonId(1))).len(), 9);
        check_in.confirmed = Some(check_in.made);
        assert_eq!(vouched::<CheckIn>(&check_in.columns(PersonId(1))).len(), 10);
    }
}
