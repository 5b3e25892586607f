//! `POST /api/staff/itinerary-requests/{id}/decision`: accepts or refuses a request (S0-20).

use axum::Json as Answer;
use axum::extract::State;
use domain::access::Action;
use domain::ids::ItineraryRequestId;
use serde::Deserialize;
use service::ItineraryRequestSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryDecision)]
pub(crate) struct DecisionBody {
    /// Whether it is accepted: then the entry is closed.
    accept: bool,
    /// Why; the person reads it.
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    words: String,
}

/// Decides a request. It ends that the code is blue, or leaves it so, and touches no colour.
#[utoipa::path(post, path = "/api/staff/itinerary-requests/{id}/decision", operation_id = "decide_itinerary_request",
    tag = "staff", request_body = DecisionBody, params(("id" = Id, Path, description = "The request.")),
    responses((status = 200, body = ItineraryRequestSeen), Problems))]
pub(crate) async fn decide(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<DecisionBody>,
) -> Result<Answer<ItineraryRequestSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::DecideItineraryRequest, now)
        .await?;
    let (member, id) = (session.member(), ItineraryRequestId(id.0));
    let decision = (body.accept, body.words.as_str());
    let seen = app
        .service
        .decide_itinerary_request(member, id, decision, now);
    Ok(Answer(seen.await?))
}
