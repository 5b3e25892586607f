//! `GET /api/staff/applications`: which applications wait for a reviewer.

use axum::Json;
use axum::extract::State;
use service::ApplicationSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The applications that wait in one's own divisions, the most urgent first, 200 at most. It names nobody.
#[utoipa::path(get, path = "/api/staff/applications", operation_id = "list_applications", tag = "staff",
    responses((status = 200, body = Vec<ApplicationSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<ApplicationSeen>>, Problem> {
    let seen = app.service.applications_for(session.member(), now).await?;
    Ok(Json(seen))
}
