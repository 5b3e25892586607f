//! What a code is issued from, all of one moment and by one read: the person, the name that the code shows, how many
//! they were given on the day, their appeals.
//!
//! Each read transaction begins by looking whether the file has changed since the last one of its connection, and
//! where others write all the time it has: then nothing that was read before serves again.

use domain::ids::PersonId;
use domain::time::Date;

use crate::alarm::Alarm;
use crate::appeal::{self, AppealRow};
use crate::error::ReadError;
use crate::fact::Reading;
use crate::facts::{self, PersonFacts};
use crate::shared::{self, Generation};
use crate::status;
use crate::store::Store;
use crate::words::{self, Field, Word};

/// What a code is issued from.
pub struct Issuing {
    /// The generation of the shared data.
    pub generation: Generation,
    /// The person; absent where nobody is registered under the id. What does not hold of them stands there.
    pub facts: Option<PersonFacts>,
    /// The name with which they registered, opened; absent where there is none, or it does not open.
    pub name: Option<Word>,
    /// How many credentials they were given on the day.
    pub issued: usize,
    /// Their appeals, opened.
    pub appeals: Vec<AppealRow>,
    /// What does not hold of name and appeals. Keep it by [`Store::raise`].
    pub alarms: Vec<Alarm>,
}

impl Store {
    /// What a code of a person is issued from on a date.
    #[crate::boxed]
    pub async fn issuing(&self, person: PersonId, on: Date) -> Result<Issuing, ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            Ok(Issuing {
                generation: shared::generation(connection)?,
                facts: facts::read(connection, self.keys(), &[person])?.pop(),
                name: words::word(&mut reading, Field::Name)?,
                issued: status::issued_on(connection, person, on)?,
                appeals: appeal::read(&mut reading)?,
                alarms: reading.alarms,
            })
        })
        .await
    }
}
