//! `POST /api/staff/itinerary-requests/{id}/opening`: what a request says, for a purpose.

use axum::Json as Answer;
use axum::extract::State;
use domain::ids::ItineraryRequestId;
use service::ItineraryRequestSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::routes::staff::opening::Opening;
use crate::wire::Id;

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
