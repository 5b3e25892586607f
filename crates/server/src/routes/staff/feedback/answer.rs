//! `POST /api/staff/feedback/{id}/answer`: an answer, once.

use axum::extract::State;
use domain::ids::FeedbackId;
use serde::Deserialize;
use service::FeedbackSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// An answer to feedback.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeedbackAnswerBody {
    /// 1 to 1,000 characters; whoever has the number reads them.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    words: String,
}

/// Answers feedback. The same answer again is one; another is refused.
#[utoipa::path(post, path = "/api/staff/feedback/{id}/answer", operation_id = "answer_feedback", tag = "staff",
    request_body = FeedbackAnswerBody, params(("id" = Id, Path, description = "The feedback.")),
    responses((status = 200, body = FeedbackSeen), Problems))]
pub(crate) async fn answer(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<FeedbackAnswerBody>,
) -> Result<axum::Json<FeedbackSeen>, Problem> {
    let (member, id) = (session.member(), FeedbackId(id.0));
    let seen = app.service.answer_feedback(member, id, &body.words, now);
    Ok(axum::Json(seen.await?))
}
