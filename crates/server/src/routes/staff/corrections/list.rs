//! `GET /api/staff/corrections`: which corrections wait.

use axum::Json;
use axum::extract::State;
use service::CorrectionSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The corrections that wait in one's own divisions, the most urgent first, 200 at most. It names nobody.
#[utoipa::path(get, path = "/api/staff/corrections", operation_id = "list_corrections", tag = "staff",
    responses((status = 200, body = Vec<CorrectionSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<CorrectionSeen>>, Problem> {
    let seen = app.service.corrections_for(session.member(), now);
    Ok(Json(seen.await?))
}
