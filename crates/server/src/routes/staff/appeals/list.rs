//! `GET /api/staff/appeals`: which appeals wait.

use axum::Json;
use axum::extract::State;
use service::AppealSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The appeals that wait in one's own divisions, the most urgent first, 200 at most. It names nobody.
#[utoipa::path(get, path = "/api/staff/appeals", operation_id = "list_appeals", tag = "staff",
    responses((status = 200, body = Vec<AppealSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<AppealSeen>>, Problem> {
    Ok(Json(app.service.appeals_for(session.member(), now).await?))
}
