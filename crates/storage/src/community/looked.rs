//! On which day a member of staff looked at a person last: the log has a line for each day, and not for each request.

use domain::ids::{PersonId, StaffId};
use domain::time::Date;
use rusqlite::{Connection, OptionalExtension};

use crate::batch::Batch;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::store::Store;

const SELECT: &str = "SELECT on_day FROM looked WHERE person_id = ?1 AND staff_id = ?2";

const LOOK: &str = "INSERT INTO looked (person_id, staff_id, on_day) VALUES (?1, ?2, ?3)
ON CONFLICT (person_id, staff_id) DO UPDATE SET on_day = excluded.on_day";

impl Store {
    /// Those of `people` whom a member of staff has not looked at on `today` yet.
    pub async fn not_looked_at(
        &self,
        people: &[PersonId],
        staff: StaffId,
        today: Date,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let mut new = Vec::new();
            for person in people {
                if looked(connection, *person, staff)? != Some(today) {
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
            batch.add(LOOK, vec![person.0.into(), staff.0.into(), day.into()]);
        }
        batch
    }
}

fn looked(
    connection: &Connection,
    person: PersonId,
    staff: StaffId,
) -> Result<Option<Date>, ReadError> {
    let mut select = connection.prepare_cached(SELECT)?;
    let day = select.query_row([person.0, staff.0], |row| row.get(0));
    Ok(day.optional()?.map(Date::from_day))
}
