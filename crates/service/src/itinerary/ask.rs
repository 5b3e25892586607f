//! Asking the carriers: how often, about whom, and by whose document. What they answer is held in memory and let go.

use domain::identity::{Document, Phone};
use domain::ids::PersonId;
use domain::itinerary::{MOST_COMPARISONS, MOST_QUERIES, MOST_TICKET_QUERIES, Window};
use domain::time::Instant;
use gateway::carrier::Record;
use storage::{Field, ItineraryTry, NumberRow};

use crate::Service;
use crate::code::seconds;
use crate::error::{Error, TooMany};
use crate::me::word;

const fn most(what: ItineraryTry) -> usize {
    match what {
        ItineraryTry::Comparison => MOST_COMPARISONS,
        ItineraryTry::Query => MOST_QUERIES,
        ItineraryTry::Tickets => MOST_TICKET_QUERIES,
    }
}

impl Service {
    /// Does what asks the carriers, counted: before anybody is asked, so that many at once are no more than the limit. What nobody
    /// answered, and what was not asked, is not counted.
    pub(crate) async fn as_a_try<T>(
        &self,
        (person, what): (PersonId, ItineraryTry),
        now: Instant,
        asking: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let (store, today) = (&self.store, now.date());
        let back = || store.take_back_itinerary_try(person, what, today);
        store
            .write(store.count_itinerary_try(person, what, today))
            .await?;
        let tries = store.itinerary_tries(person, what, today).await?;
        if usize::try_from(tries).is_ok_and(|tries| tries > most(what)) {
            store.write(back()).await?;
            return Err(Error::TooMany {
                what: match what {
                    ItineraryTry::Comparison => TooMany::Comparisons,
                    ItineraryTry::Query => TooMany::RecordQueries,
                    ItineraryTry::Tickets => TooMany::Tickets,
                },
                retry_after_s: seconds(today.end().ms() - now.ms()),
            });
        }
        let asked = asking.await;
        if asked.is_err() {
            store.write(back()).await?;
        }
        asked
    }

    /// The document by which carriers and conveyance services are asked about a person.
    pub(crate) async fn document_of(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Document, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let document = word(&words, Field::Document).and_then(Document::from_canonical);
        document.ok_or(Error::Damaged)
    }

    /// What the carrier of a number recorded, where the number is registered to the document.
    pub(super) async fn record_of(
        &self,
        document: &Document,
        row: &NumberRow,
        window: Window,
        now: Instant,
    ) -> Result<Record, Error> {
        let phone = Phone::parse(&row.phone).map_err(|_| Error::Damaged)?;
        let days = (window.from, window.to);
        let record = self.carrier()?.record(document, &phone, days, now).await;
        record.map_err(Error::neighbour)
    }
}
