//! `GET /api/staff/proposals`: which proposals there are.

use axum::Json;
use axum::extract::State;
use service::ProposalSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The proposals of the last 30 days of one's own divisions, and those in one's hands, the newest first, 200 at most. It
/// names nobody whom one is about.
#[utoipa::path(get, path = "/api/staff/proposals", tag = "staff",
    responses((status = 200, body = Vec<ProposalSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<ProposalSeen>>, Problem> {
    Ok(Json(app.service.proposals(session.member(), now).await?))
}
