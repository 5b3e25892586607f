//! `POST /api/me/itinerary/{city}/request`: asks staff where a check cannot pass by itself (S0-15, S0-20).

use axum::Json as Answer;
use axum::extract::State;
use domain::ids::ItineraryRequestId;
use domain::itinerary_request::{RequestEvidence, RequestKind};
use serde::Deserialize;
use service::{ItineraryCheck, ItineraryRequestAsked, shapes};
use utoipa::ToSchema;

use super::OfCity;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What staff are asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryRequestBody)]
pub(crate) struct Request {
    /// Made on the page: the same id twice is one request.
    id: Id,
    /// What it is about.
    #[schema(value_type = shapes::ItineraryRequestKind)]
    kind: RequestKind,
    /// What shows it.
    #[schema(value_type = shapes::ItineraryEvidence)]
    evidence: RequestEvidence,
    /// In the person's words.
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    words: String,
}

/// Asks staff of the city, who decide within its clock.
#[utoipa::path(post, path = "/api/me/itinerary/{city}/request", operation_id = "ask_about_itinerary", tag = "resident",
    params(OfCity), request_body = Request, responses((status = 200, body = ItineraryCheck), Problems))]
pub(crate) async fn request(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<Request>,
) -> Result<Answer<ItineraryCheck>, Problem> {
    let asked = ItineraryRequestAsked {
        id: ItineraryRequestId(body.id.0),
        kind: body.kind,
        evidence: body.evidence,
        words: body.words,
    };
    let check = app
        .service
        .ask_about_itinerary(&session, of.code()?, &asked, now);
    Ok(Answer(check.await?))
}
