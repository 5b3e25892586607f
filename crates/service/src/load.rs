//! Many people at once, for a simulation: each is kept exactly as if they had registered and declared through the same
//! verbs as everybody, but in the order of their ids and thousands to a commit.
//!
//! Who is loaded has an id, and every id with it, that follows from their number: a load that was cut off is finished by the next
//! one and doubles nobody. Ids that can be foreseen are for invented people alone, so that only a demonstration loads.

use domain::community::HomePlace;
use domain::declaration::Declaration;
use domain::ids::PersonId;
use domain::record::{Record, Use};
use domain::time::Instant;
use futures_util::future;
use storage::{Alias, Batch, Home, Rating, Registration, Ways, WriteError};

use crate::Service;
use crate::community::{home_of_words, settle_new_care};
use crate::decide::decide;
use crate::declare::keep;
use crate::error::Error;
use crate::log::Deed;
use crate::register::{Applicant, kept_contact};
use crate::shared::Shared;
use crate::tell::tell;

/// The most people that can be loaded.
pub const MOST_LOADED: u64 = 1 << 27;
/// People of one commit.
const PAGE: u64 = 10_000;
/// Ways that are written together; some 200 MB of memory.
const WAYS: usize = 1_500_000;
/// Ids stand so far apart: the whole of 63 bits is shared out evenly.
const APART: u64 = (i64::MAX as u64) / MOST_LOADED;

/// Somebody who comes in.
pub struct Arrival {
    /// Their number, from 0: the same number is the same person.
    pub number: u64,
    /// What they register with.
    pub applicant: Applicant,
    /// What they declare at the same instant.
    pub declaration: Declaration,
    /// When.
    pub at: Instant,
}

/// A page of people, ready to be written.
struct Page {
    batches: Vec<Batch>,
    ways: Ways,
}

impl Service {
    /// Loads the people whom `arrival` gives for each number of `numbers`, and tells after each page how many are in. Who is in
    /// already stays as they are.
    pub async fn load_people(
        &self,
        numbers: std::ops::Range<u64>,
        arrival: impl Fn(u64) -> Arrival,
        now: Instant,
        mut tell: impl FnMut(u64),
    ) -> Result<(), Error> {
        if !self.is_demo() {
            return Err(Error::Refused(
                "only a demonstration is loaded with invented people; make one with serve --demo"
                    .to_owned(),
            ));
        }
        let shared = self.shared(now).await?;
        let mut ways = Ways::default();
        let mut written: Option<Vec<Batch>> = None;
        let mut next = numbers.start;
        loop {
            let end = numbers.end.min(next + PAGE);
            // While one page is written, the next is made.
            let before = async {
                match written.take() {
                    Some(batches) => self.store.write_many(batches).await,
                    None => Vec::new(),
                }
            };
            let made = async { self.load_page(next..end, &arrival, &shared) };
            let (outcomes, page) = future::join(before, made).await;
            all_written(outcomes)?;
            tell(next - numbers.start);
            let page = page?;
            ways.append(page.ways);
            if ways.len() >= WAYS || page.batches.is_empty() {
                self.store.write_ways(std::mem::take(&mut ways)).await?;
            }
            if page.batches.is_empty() {
                return Ok(());
            }
            written = Some(page.batches);
            next = end;
        }
    }

    fn load_page(
        &self,
        numbers: std::ops::Range<u64>,
        arrival: &impl Fn(u64) -> Arrival,
        shared: &Shared,
    ) -> Result<Page, Error> {
        let mut page = Page {
            batches: Vec::new(),
            ways: Ways::default(),
        };
        for number in numbers {
            let mut batch = self.arrive(&arrival(number), shared, &mut page.ways)?;
            page.ways.take_from(&mut batch);
            page.batches.push(batch);
        }
        Ok(page)
    }

    /// All that is kept of somebody who registers and declares.
    fn arrive(&self, arrival: &Arrival, shared: &Shared, ways: &mut Ways) -> Result<Batch, Error> {
        let (applicant, at) = (&arrival.applicant, arrival.at);
        let person = person(arrival.number)?;
        let document = applicant.document.canonical();
        self.store.way_from_document(ways, &document, person, at);
        let alias = Alias(person.0);
        let county = arrival.declaration.residence.county;
        let declared = Some(Home {
            place: HomePlace::of_county(county),
            door: None,
        });
        let registration = Registration {
            name: applicant.name.full().to_owned().into(),
            document: document.into(),
            contact: applicant.contact.as_ref().map(kept_contact),
            born: applicant.born.map(|born| born.to_string().into()),
            street: applicant.street.clone().into(),
            home: home_of_words(&applicant.street, None).or(declared),
            alias,
        };
        let mut batch = self.store.register(person, &registration, at);
        let kept = keep(&arrival.declaration, shared, (&Record::default(), None), at)?;
        let used = Use {
            jurisdiction: arrival.declaration.jurisdiction,
            since: at.date(),
        };
        batch.use_jurisdiction(used);
        kept.write(&mut batch);
        let record = Record {
            uses: vec![used],
            declarations: vec![kept.declaration],
            stays: kept.stays,
            legs: kept.legs,
            answers: kept.answers,
            ..Record::default()
        };
        let decided = decide(&record, shared, &*self.chance, at)?;
        for order in &decided.opens {
            batch.open_order(order);
        }
        settle_new_care(&mut batch, &record, &decided, at);
        tell(&mut batch, &[], (&record, true), &decided, at);
        let rating = Rating {
            decisions: decided.decisions,
            review_on: decided.review_on,
            generation: shared.generation(),
        };
        let words =
            serde_json::to_string(&rating.decisions).map_err(|e| Error::Refused(e.to_string()))?;
        let line = self.line(Deed::own("declare"), Some(alias), &words, at);
        batch.log(&line);
        Ok(batch.rate(&rating))
    }
}

/// The id of somebody who is loaded.
fn person(number: u64) -> Result<PersonId, Error> {
    if number >= MOST_LOADED {
        return Err(Error::Refused(format!(
            "at most {MOST_LOADED} people are loaded; ask for fewer"
        )));
    }
    Ok(PersonId((number * APART + APART / 2) as i64))
}

/// Who is in already is refused by the guard of their batch, and stays as they are.
fn all_written(outcomes: Vec<Result<(), WriteError>>) -> Result<(), Error> {
    for outcome in outcomes {
        match outcome {
            Ok(()) | Err(WriteError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
