//! `GET /api/staff/pending`: what came, and what of it waits.

use axum::Json;
use axum::extract::State;
use service::PendingSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The lists and policies that came: all that wait, then what came last, the newest first, 100 at most. It names nobody.
#[utoipa::path(get, path = "/api/staff/pending", operation_id = "pending", tag = "staff",
    responses((status = 200, body = Vec<PendingSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<PendingSeen>>, Problem> {
    let seen = app.service.pending_files(session.member(), now);
    Ok(Json(seen.await?))
}
