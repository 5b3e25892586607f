//! The check of an itinerary, where a city asks for one of whoever enters or returns (S0-2..20).
//!
//! `entry` opens what a check answers, wherever a city begins to be used or a return is declared. Then step by step: `begin`
//! takes the day of arrival and the consent, `confirm` sends a number's code and takes it, `places` takes what is declared for
//! it, `query` shows what its carrier recorded, `compare` says what would come of handing it in, and `submit` hands it in.
//! `request` asks staff where it cannot pass by itself, `see` is what they read, `decide` takes their word. `stand` reads what
//! each step is made from, `ask` asks the carriers, `told` and `tell` are what the person reads.
//!
//! *Invariant:* what a carrier recorded lives in the memory of one request. What is kept is what the person said, the outcome,
//! and its causes.

mod ask;
mod begin;
mod compare;
mod confirm;
mod decide;
mod entry;
mod kept;
mod place;
mod places;
mod query;
mod request;
mod see;
mod stand;
mod stays;
mod submit;
mod tell;
mod texts;
mod told;

pub use compare::ItineraryAnswer;
pub use places::{PlaceSaid, PlacesSaid};
pub use request::ItineraryRequestAsked;
pub use see::{ItineraryRequestOpened, ItineraryRequestSeen};
pub use told::{
    ItineraryAsked, ItineraryCause, ItineraryCheck, ItineraryComparison, ItineraryConsent,
    ItineraryFinding, ItineraryHint, ItineraryNext, ItineraryNumber, ItineraryNumberState,
    ItineraryPlace, ItineraryRecord, ItineraryRequest, ItineraryState, ItineraryStep,
    ItinerarySubmitted, ItineraryWhere,
};

pub(crate) use entry::{Entering, enter, keep_said};

use domain::itinerary::CHECK_DAYS;
use domain::time::Instant;

use crate::Service;
use crate::code::DAY_MS;
use crate::error::Error;

/// For how many days a request that was decided is kept (P): so long its person reads the answer.
pub(crate) const REQUEST_DAYS: i32 = 14;

impl Service {
    /// Forgets checks that are over, requests that were decided, and the tries of yesterday.
    pub(crate) async fn sweep_itineraries(&self, now: Instant) -> Result<(), Error> {
        let store = &self.store;
        let batches = [
            store.drop_checks(now.plus_ms(-CHECK_DAYS * DAY_MS)),
            store.drop_itinerary_requests(now.plus_ms(-i64::from(REQUEST_DAYS) * DAY_MS)),
            store.drop_itinerary_tries(now.date()),
        ];
        for batch in batches {
            store.write(batch).await?;
        }
        Ok(())
    }
}
