//! Declarations as rows. What they say adds up; one is taken back only by a correction, which names the
//! declaration that stands in its place.

use domain::facts::Temperature;
use domain::ids::{DeclarationId, PersonId, StaffId};
use domain::rating::Kinds;
use domain::record::DeclarationRecord;

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, json};
use crate::value::Value;

/// Takes declaration `?2` of person `?1` back.
pub(crate) const CORRECT: &str = "UPDATE declaration SET corrected_by = ?3, mac = ?4
WHERE person_id = ?1 AND declaration_id = ?2";

impl Fact for DeclarationRecord {
    const TABLE: &'static str = "declaration";

    const SELECT: &'static str =
        "SELECT person_id, declaration_id, jurisdiction, applicant, recorded_ms, contact_on,
symptoms, known_symptoms, temperature, corrected_by, taken_by, mac
FROM declaration WHERE person_id = ?1 ORDER BY declaration_id";

    const INSERT: &'static str =
        "INSERT INTO declaration (person_id, declaration_id, jurisdiction, applicant, recorded_ms,
contact_on, symptoms, known_symptoms, temperature, corrected_by, taken_by, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

    const LATER: usize = 1;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.0.into(),
            i64::from(self.jurisdiction.number()).into(),
            self.applicant.word().into(),
            self.recorded.into(),
            self.contact.into(),
            json(&self.symptoms),
            json(&self.known_symptoms),
            tenths(self.temperature),
            self.corrected_by.map(|id| id.0).into(),
            self.taken_by.map(|id| id.0).into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_declaration(self);
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: DeclarationId(columns.i64("declaration_id")?),
            jurisdiction: columns.place("jurisdiction")?,
            applicant: columns.word("applicant")?,
            recorded: columns.instant("recorded_ms")?,
            contact: columns.maybe_date("contact_on")?,
            symptoms: columns.json("symptoms")?,
            known_symptoms: columns.json("known_symptoms")?,
            temperature: columns.temperature("temperature")?,
            corrected_by: columns.maybe_i64("corrected_by")?.map(DeclarationId),
            taken_by: columns.maybe_i64("taken_by")?.map(StaffId),
        })
    }
}

/// A temperature as it is kept.
pub(crate) fn tenths(temperature: Option<Temperature>) -> Value {
    temperature.map(|t| i64::from(t.tenths())).into()
}
