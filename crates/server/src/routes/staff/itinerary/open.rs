//! `POST /api/staff/itinerary-requests/{id}/opening`: what a request says, for a purpose.

use axum::Json as Answer;
use axum::extract::State;
use domain::ids::ItineraryRequestId;
use serde::Deserialize;
use service::ItineraryRequestSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Why one looks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryOpening)]
pub(crate) struct Opening {
    /// A purpose from the list.
    #[schema(max_length = 40)]
    purpose: String,
}

/// Opens a request. That leaves a line, which whom it is about reads.
#[utoipa::path(post, path = "/api/staff/itinerary-requests/{id}/opening", operation_id = "open_itinerary_request",
    tag = "staff", request_body = Opening, params(("id" = Id, Path, description = "The request.")),
    responses((status = 200, body = ItineraryRequestSeen), Problems))]
pub(crate) async fn open(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<Opening>,
) -> Result<Answer<ItineraryRequestSeen>, Problem> {
    let (member, id) = (session.member(), ItineraryRequestId(id.0));
    let seen = app
        .service
        .open_itinerary_request(member, id, &body.purpose, now);
    Ok(Answer(seen.await?))
}
