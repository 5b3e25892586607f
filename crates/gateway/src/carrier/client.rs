//! The carriers as we ask them over HTTP.

use domain::identity::{Document, Phone};
use domain::itinerary::{Place, RecordedStay};
use domain::place::{DivisionCode, country, current, divisions};
use domain::time::{Date, Instant};

use super::{Carrier, MOST_STAYS, Question, RECORDS, Record, Reply, StaySaid};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Error, Neighbour, SetupError};
use crate::{Answer, Chance};

/// The most bytes of an answer: 200 stays of at most 100 bytes, and room.
const LONGEST_RECORD: usize = 32 * 1_024;

/// A carrier that speaks the exchange of this module.
pub struct CarrierClient {
    records: Caller,
}

impl CarrierClient {
    /// The way to it; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        let records = Caller::new(Neighbour::Carrier, RECORDS, access, chance)?;
        Ok(Self { records })
    }
}

impl Carrier for CarrierClient {
    fn record<'a>(
        &'a self,
        document: &'a Document,
        phone: &'a Phone,
        window: (Date, Date),
        now: Instant,
    ) -> Answer<'a, Record> {
        Box::pin(async move {
            let question = Question {
                document_kind: document.kind().word(),
                document_number: document.number(),
                phone: phone.number(),
                from: window.0,
                to: window.1,
            };
            let reply: Reply = self
                .records
                .ask_long(&question, LONGEST_RECORD, now)
                .await?;
            read(reply, window).ok_or(Error::Nonsense {
                neighbour: Neighbour::Carrier,
                what: "a record of other days, of unknown places or of a number that is not the holder's",
            })
        })
    }

    fn rests(&self) -> bool {
        self.records.rests()
    }
}

/// What an answer says, where it says what was asked and nothing else.
fn read(reply: Reply, window: (Date, Date)) -> Option<Record> {
    match (reply.holder, reply.until, reply.stays) {
        (true, Some(until), Some(said)) if said.len() <= MOST_STAYS => {
            let stays = said.iter().map(|one| stay(one, window));
            let mut stays: Vec<RecordedStay> = stays.collect::<Option<_>>()?;
            stays.sort_unstable_by_key(|stay| (stay.from, stay.to, stay.place));
            let recorded = stays.iter().all(|stay| stay.to <= until);
            recorded.then_some(Record::Stays { stays, until })
        }
        (false, None, None) => Some(Record::NotHolder),
        _ => None,
    }
}

/// Whether a code leads to counties of the mainland that there are: it may be one that has ended since.
fn is_county(code: DivisionCode, on: Date) -> bool {
    let is_one = |code: &DivisionCode| divisions().county_level(*code, i16::MAX).is_some();
    let is_outside = matches!(code.province().number(), 710_000 | 810_000 | 820_000);
    !is_outside && current(code, on.year()).iter().all(is_one)
}

/// A stay within the window, in a county that there was or a country that there is.
fn stay(said: &StaySaid, (first, last): (Date, Date)) -> Option<RecordedStay> {
    let place = match (said.county, said.country) {
        (Some(code), None) => is_county(code, said.from).then_some(Place::County(code)),
        (None, Some(code)) => country(code)
            .filter(|known| known.code.as_str() != "CN")
            .map(|known| Place::Abroad(known.code)),
        _ => None,
    };
    let within = first <= said.from && said.from <= said.to && said.to <= last;
    let place = place.filter(|_| within)?;
    Some(RecordedStay {
        place,
        from: said.from,
        to: said.to,
    })
}
