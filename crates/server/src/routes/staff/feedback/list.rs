//! `GET /api/staff/feedback`: which feedback waits.

use axum::Json;
use axum::extract::State;
use service::FeedbackSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The feedback that waits in one's own divisions, the oldest first, 200 at most, without its words.
#[utoipa::path(get, path = "/api/staff/feedback", operation_id = "list_feedback", tag = "staff",
    responses((status = 200, body = Vec<FeedbackSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<FeedbackSeen>>, Problem> {
    Ok(Json(app.service.feedback_for(session.member(), now).await?))
}
