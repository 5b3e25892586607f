//! `GET /api/staff/feedback/{id}`: one feedback with its words.

use axum::Json;
use axum::extract::State;
use domain::ids::FeedbackId;
use service::FeedbackSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Feedback with its words. That it was opened stands in the log.
#[utoipa::path(get, path = "/api/staff/feedback/{id}", operation_id = "see_feedback", tag = "staff",
    params(("id" = Id, Path, description = "The feedback.")),
    responses((status = 200, body = FeedbackSeen), Problems))]
pub(crate) async fn one(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
) -> Result<Json<FeedbackSeen>, Problem> {
    let seen = app
        .service
        .feedback_seen(session.member(), FeedbackId(id.0), now);
    Ok(Json(seen.await?))
}
