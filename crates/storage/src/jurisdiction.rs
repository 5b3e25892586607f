//! The jurisdictions that a person uses, as rows. Each has a decision of its own.

use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::record::Use;

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::Fact;
use crate::value::Value;

impl Fact for Use {
    const TABLE: &'static str = "jurisdiction_use";

    const SELECT: &'static str = "SELECT person_id, jurisdiction, since_day, mac
FROM jurisdiction_use WHERE person_id = ?1 ORDER BY jurisdiction";

    const INSERT: &'static str = "INSERT INTO jurisdiction_use (person_id, jurisdiction, since_day, mac) VALUES (?1, ?2, ?3, ?4)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            i64::from(self.jurisdiction.number()).into(),
            self.since.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            jurisdiction: columns.place("jurisdiction")?,
            since: columns.date("since_day")?,
        })
    }
}
