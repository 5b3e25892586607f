//! How often a person had the carriers, or the conveyance services, asked on a day.

use domain::ids::PersonId;
use domain::time::Date;
use rusqlite::OptionalExtension;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::store::Store;

const SELECT: &str =
    "SELECT tries FROM itinerary_try WHERE person_id = ?1 AND on_day = ?2 AND kind = ?3";

const COUNT: &str =
    "INSERT INTO itinerary_try (person_id, on_day, kind, tries) VALUES (?1, ?2, ?3, 1)
ON CONFLICT (person_id, on_day, kind) DO UPDATE SET tries = itinerary_try.tries + 1";

const TAKE_BACK: &str = "UPDATE itinerary_try SET tries = tries - 1
WHERE person_id = ?1 AND on_day = ?2 AND kind = ?3 AND tries > 0";

/// Those of person `?1`.
pub(crate) const DROP_OF_PERSON: &str = "DELETE FROM itinerary_try WHERE person_id = ?1";

const DROP: &str = "DELETE FROM itinerary_try WHERE on_day < ?1";

/// For what they are asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItineraryTry {
    /// To compare, or to hand in.
    Comparison,
    /// To show the person what was recorded.
    Query,
    /// To show the person their tickets.
    Tickets,
}

impl ItineraryTry {
    const fn word(self) -> &'static str {
        match self {
            Self::Comparison => "comparison",
            Self::Query => "query",
            Self::Tickets => "tickets",
        }
    }
}

impl Store {
    /// How often a person tried on a day.
    #[crate::boxed]
    pub async fn itinerary_tries(
        &self,
        person: PersonId,
        what: ItineraryTry,
        on: Date,
    ) -> Result<i64, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(SELECT)?;
            let tries = select.query_row((person.0, on.day(), what.word()), |row| row.get(0));
            Ok(tries.optional()?.unwrap_or(0))
        })
        .await
    }

    /// The batch that counts one more. Write it before anybody is asked, and take it back where nobody answered: then whoever
    /// tries many at once is counted as often.
    pub fn count_itinerary_try(&self, person: PersonId, what: ItineraryTry, on: Date) -> Batch {
        one(COUNT, person, what, on)
    }

    /// The batch that counts one less.
    pub fn take_back_itinerary_try(&self, person: PersonId, what: ItineraryTry, on: Date) -> Batch {
        one(TAKE_BACK, person, what, on)
    }

    /// The batch that forgets the days before `day`.
    pub fn drop_itinerary_tries(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![day.into()]);
        batch
    }
}

fn one(sql: &'static str, person: PersonId, what: ItineraryTry, on: Date) -> Batch {
    let mut batch = Batch::unguarded();
    batch.add(sql, vec![person.0.into(), on.into(), what.word().into()]);
    batch
}
