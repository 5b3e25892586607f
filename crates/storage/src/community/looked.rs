//! On which day a member of staff looked at a person last, for each purpose: the log has a line for each day, and not for each request.

use domain::ids::{PersonId, StaffId};
use domain::log::Purpose;
use domain::time::Date;
use rusqlite::{Connection, OptionalExtension};

use crate::batch::Batch;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::store::Store;

const SELECT: &str =
    "SELECT on_day FROM looked WHERE person_id = ?1 AND staff_id = ?2 AND purpose = ?3";

const LOOK: &str =
    "INSERT INTO looked (person_id, staff_id, purpose, on_day) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (person_id, staff_id, purpose) DO UPDATE SET on_day = excluded.on_day";

impl Store {
    /// Those of `people` whom a member of staff has not looked at for a purpose on `today` yet.
    #[crate::boxed]
    pub async fn not_looked_at(
        &self,
        people: &[PersonId],
        (staff, purpose): (StaffId, Purpose),
        today: Date,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let mut new = Vec::new();
            for person in people {
                if looked(connection, *person, (staff, purpose))? != Some(today) {
                    new.push(*person);
                }
            }
            Ok(new)
        })
        .await
    }

    /// The batch that notes the look of a day, with its line.
    pub fn look(&self, person: PersonId, staff: StaffId, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        let about = line.alias.map(|_| person);
        log::add(&mut batch, about, line);
        if about.is_some() {
            let day = line.instant.date();
            let purpose = line.purpose.word().into();
            let values = vec![person.0.into(), staff.0.into(), purpose, day.into()];
            batch.add(LOOK, values);
        }
        batch
    }
}

fn looked(
    connection: &Connection,
    person: PersonId,
    (staff, purpose): (StaffId, Purpose),
) -> Result<Option<Date>, ReadError> {
    let mut select = connection.prepare_cached(SELECT)?;
    let day = select.query_row((person.0, staff.0, purpose.word()), |row| row.get(0));
    Ok(day.optional()?.map(Date::from_day))
}
