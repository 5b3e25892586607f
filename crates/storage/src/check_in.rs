//! Daily check-ins as rows.

use domain::ids::{CheckInId, PersonId};
use domain::rating::Kinds;
use domain::record::CheckIn;

use crate::columns::Columns;
use crate::declaration::tenths;
use crate::error::ReadError;
use crate::fact::{Fact, json};
use crate::value::Value;

impl Fact for CheckIn {
    const TABLE: &'static str = "check_in";

    const SELECT: &'static str =
        "SELECT person_id, check_in_id, on_day, made_ms, recorded_ms, temperature, symptoms, mac
FROM check_in WHERE person_id = ?1 ORDER BY check_in_id";

    const INSERT: &'static str =
        "INSERT INTO check_in (person_id, check_in_id, on_day, made_ms, recorded_ms, temperature,
symptoms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.0.into(),
            self.on.into(),
            self.made.into(),
            self.recorded.into(),
            tenths(self.temperature),
            json(&self.symptoms),
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
        })
    }
}
