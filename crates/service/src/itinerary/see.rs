//! What staff read of requests about itineraries. Which wait, all of the city's reviewers read; what one says, whoever opens it for
//! a purpose, and the person reads that. What a carrier recorded is in none of it.

use domain::access::Action;
use domain::ids::{ItineraryRequestId, PersonId};
use domain::itinerary::Cause;
use domain::itinerary_request::{RequestEvidence, RequestKind, RequestState};
use domain::log::Purpose;
use domain::staff::Member;
use domain::time::Instant;
use serde::Serialize;
use storage::ItineraryRequestRow;
use utoipa::ToSchema;

use super::place::told_declared;
use super::request::Words;
use super::told::{ItineraryCause, ItineraryPlace};
use crate::Service;
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::shapes;

/// The most requests that are looked through, the most urgent.
const MOST: u32 = 10_000;
/// The most of one answer.
const SHOWN: usize = 200;

/// A request as staff read it. It names nobody until it is opened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryRequestSeen {
    /// Its id, as text.
    pub id: String,
    /// The city whose staff decide.
    pub city: Place,
    /// What it is about.
    #[schema(value_type = shapes::ItineraryRequestKind)]
    pub kind: RequestKind,
    /// What shows it.
    #[schema(value_type = shapes::ItineraryEvidence)]
    pub evidence: RequestEvidence,
    /// When it was asked, in epoch milliseconds.
    pub asked_ms: i64,
    /// By when it is decided, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::ItineraryRequestState)]
    pub state: RequestState,
    /// Whether its clock has run out.
    pub overdue: bool,
    /// What it says; absent until it is opened for a purpose.
    pub opened: Option<ItineraryRequestOpened>,
}

/// What a request says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryRequestOpened {
    /// The name.
    pub name: String,
    /// The kind of the document.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// In the person's words.
    pub words: String,
    /// Why what was handed in did not pass, when it was asked; empty where nothing was handed in.
    pub causes: Vec<ItineraryCause>,
    /// The places that the person had declared by then.
    pub places: Vec<ItineraryPlace>,
    /// What staff say; absent until they have.
    pub answer: Option<String>,
}

impl Service {
    /// The requests that wait in a member's divisions, the most urgent first, 200 at most.
    #[crate::boxed]
    pub async fn itinerary_requests_for(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<ItineraryRequestSeen>, Error> {
        let mut seen = Vec::new();
        for one in self.store.itinerary_requests_waiting(MOST).await? {
            if seen.len() >= SHOWN {
                break;
            }
            if !member.may(Action::ReadItineraryRequests, one.city) {
                continue;
            }
            let all = self.itinerary_requests(one.person, now).await?;
            let row = all.iter().find(|row| row.request.id == one.id);
            seen.extend(row.map(|row| seen_row(row, now)));
        }
        Ok(seen)
    }

    /// One request with what it says, for a purpose; the person reads who looked.
    #[crate::boxed]
    pub async fn open_itinerary_request(
        &self,
        member: &Member,
        id: ItineraryRequestId,
        purpose: &str,
        now: Instant,
    ) -> Result<ItineraryRequestSeen, Error> {
        let (person, row) = self.itinerary_request_row(id, now).await?;
        let city = row.request.city;
        if !member.may(Action::ReadItineraryRequests, city) {
            let action = Action::ReadItineraryRequests;
            self.note_refusal(member, action, &city.to_string(), now)
                .await?;
            return Err(Error::Unknown(Missing::ItineraryRequest));
        }
        let by = (member, Action::ReadItineraryRequests);
        let shown = ("read itinerary request", row.words.as_str());
        self.look_at(person, by, Purpose::from_word(purpose), shown, now)
            .await?;
        Ok(ItineraryRequestSeen {
            opened: Some(self.opened_request(person, &row, now).await?),
            ..seen_row(&row, now)
        })
    }

    /// A request and whose it is.
    pub(super) async fn itinerary_request_row(
        &self,
        id: ItineraryRequestId,
        now: Instant,
    ) -> Result<(PersonId, ItineraryRequestRow), Error> {
        for person in self.store.holders_of_itinerary_request(id).await? {
            let all = self.itinerary_requests(person, now).await?;
            if let Some(row) = all.into_iter().find(|row| row.request.id == id) {
                return Ok((person, row));
            }
        }
        Err(Error::Unknown(Missing::ItineraryRequest))
    }

    async fn opened_request(
        &self,
        person: PersonId,
        row: &ItineraryRequestRow,
        now: Instant,
    ) -> Result<ItineraryRequestOpened, Error> {
        let (who, words) = (self.who(person, now).await?, Words::of(row)?);
        Ok(ItineraryRequestOpened {
            name: who.name,
            document_kind: who.document_kind,
            document_number: who.document_number,
            causes: words.causes.iter().copied().map(told_cause).collect(),
            places: words.places.iter().map(told_declared).collect(),
            words: words.said,
            answer: Some(words.answer).filter(|answer| !answer.is_empty()),
        })
    }
}

fn told_cause(cause: Cause) -> ItineraryCause {
    ItineraryCause {
        cause,
        text: cause.text(),
        remedy: cause.remedy(),
    }
}

/// A request without what it says.
pub(super) fn seen_row(row: &ItineraryRequestRow, now: Instant) -> ItineraryRequestSeen {
    let request = &row.request;
    ItineraryRequestSeen {
        id: request.id.0.to_string(),
        city: Place::of_division(request.city, now.date().year()),
        kind: request.kind,
        evidence: request.evidence,
        asked_ms: request.asked.ms(),
        due_ms: request.due.ms(),
        state: request.state,
        overdue: request.is_overdue(now),
        opened: None,
    }
}
