//! Comparing what was declared with what the carriers recorded (S0-6..9, S0-19), before anything is handed in.

use domain::identity::Document;
use domain::ids::{NumberId, PersonId};
use domain::itinerary::{
    Cause, Compared, Comparison, DriftAnswer, Finding, Hidden, NumberList, Window, compare,
};
use domain::place::DivisionCode;
use domain::time::Instant;
use futures_util::future::try_join_all;
use gateway::carrier::Record;
use storage::{ItineraryTry, NumberRow};

use super::stand::{Stand, Whose};
use super::tell::told_comparison;
use super::told::ItineraryComparison;
use crate::Service;
use crate::error::Error;
use crate::session::Session;

/// What a person answers about a place beside one that they declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ItineraryAnswer {
    /// Of which number it was asked.
    pub number: NumberId,
    /// The county.
    pub county: DivisionCode,
    /// Whether they were there.
    pub was_there: bool,
}

impl Service {
    /// What would come of handing a check in. Nothing is kept but that it was tried: five times a day, with handing in.
    #[crate::boxed]
    pub async fn compare_itinerary(
        &self,
        session: &Session,
        city: DivisionCode,
        answers: &[ItineraryAnswer],
        now: Instant,
    ) -> Result<ItineraryComparison, Error> {
        let person = session.person()?;
        let stand = self.stand(Whose { person, city }, now).await?;
        let asking = self.judge_itinerary(person, &stand, answers);
        let what = (person, ItineraryTry::Comparison);
        let compared = self.as_a_try(what, now, asking).await?;
        Ok(told_comparison(&compared))
    }

    /// Asks the carriers of all numbers and compares. What they answer goes no further than this.
    pub(super) async fn judge_itinerary(
        &self,
        person: PersonId,
        stand: &Stand,
        answers: &[ItineraryAnswer],
    ) -> Result<Compared, Error> {
        let window = stand.window(stand.begun()?.arrival);
        let document = self.document_of(person, stand.now).await?;
        let asked = stand.asked().into_iter();
        let lists = asked.map(|row| self.list_of(stand, row, (&document, window)));
        let lists = try_join_all(lists).await?;
        let hidden = stand
            .hidden()
            .map(|row| self.record_of(&document, row, window, stand.now));
        let hidden = try_join_all(hidden).await?.into_iter();
        let hidden: Vec<Hidden> = hidden.filter_map(hidden_of).collect();
        let answers: Vec<DriftAnswer> = answers.iter().map(answer).collect();
        let owned = lists.iter().any(|(_, is_own)| *is_own);
        let numbers: Vec<NumberList> = lists.into_iter().map(|(list, _)| list).collect();
        let mut compared = compare(&Comparison {
            destination: stand.city,
            window,
            numbers: &numbers,
            hidden: &hidden,
            answers: &answers,
        });
        if !owned && numbers.iter().all(NumberList::is_complete) {
            compared.findings.push(nobody_to_ask());
        }
        Ok(compared)
    }

    /// What was declared for a number and what its carrier recorded, and whether the carrier has the person as its holder. Nobody
    /// is asked about a number that was not confirmed.
    async fn list_of(
        &self,
        stand: &Stand,
        row: &NumberRow,
        (document, window): (&Document, Window),
    ) -> Result<(NumberList, bool), Error> {
        let list = list(stand, row);
        if !list.is_complete() {
            return Ok((list, false));
        }
        let record = self.record_of(document, row, window, stand.now).await?;
        Ok(with_record(list, row, record))
    }
}

fn list(stand: &Stand, row: &NumberRow) -> NumberList {
    let number = row.number.id;
    NumberList {
        number,
        confirmed: stand.kept.is_confirmed(number, stand.now),
        declared: stand.kept.places(number).to_vec(),
        record: Vec::new(),
        names_places: false,
    }
}

/// The list with what its carrier recorded, and whether the carrier has the person as its holder.
fn with_record(list: NumberList, row: &NumberRow, record: Record) -> (NumberList, bool) {
    match record {
        Record::Stays { stays, .. } => {
            let with_record = NumberList {
                record: stays,
                names_places: row.number.is_own(),
                ..list
            };
            (with_record, true)
        }
        Record::NotHolder => (list, false),
    }
}

/// A number that was given back is compared while the carrier has the same holder.
fn hidden_of(record: Record) -> Option<Hidden> {
    match record {
        Record::Stays { stays, .. } => Some(Hidden { record: stays }),
        Record::NotHolder => None,
    }
}

const fn answer(said: &ItineraryAnswer) -> DriftAnswer {
    DriftAnswer {
        number: said.number,
        county: said.county,
        was_there: said.was_there,
    }
}

/// No number is registered to the person: without a record nothing was compared, and staff decide.
const fn nobody_to_ask() -> Finding {
    Finding {
        cause: Cause::NumberUnverified,
        number: None,
        place: None,
        from: None,
        to: None,
        border: None,
    }
}
