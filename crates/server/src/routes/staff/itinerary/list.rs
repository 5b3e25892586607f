//! `GET /api/staff/itinerary-requests`: which requests wait.

use axum::Json;
use axum::extract::State;
use service::ItineraryRequestSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The requests that wait in one's own divisions, the most urgent first, 200 at most. It names nobody.
#[utoipa::path(get, path = "/api/staff/itinerary-requests", operation_id = "list_itinerary_requests", tag = "staff",
    responses((status = 200, body = Vec<ItineraryRequestSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<ItineraryRequestSeen>>, Problem> {
    let seen = app.service.itinerary_requests_for(session.member(), now);
    Ok(Json(seen.await?))
}
