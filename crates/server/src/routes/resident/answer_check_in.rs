//! `POST /api/me/check-in-answers`: the person says whether a check-in that a worker entered for them is so.

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::CheckInAnswer;
use domain::ids::CheckInId;
use serde::Deserialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What one says of a check-in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnCheckInAnswer)]
pub(crate) struct AnswerCheckInBody {
    /// The check-in.
    check_in: Id,
    /// Whether it is so.
    #[schema(value_type = shapes::CheckInAnswer)]
    answer: CheckInAnswer,
}

/// Confirms a check-in that a worker entered, so that its symptoms count, or objects: then a second health role looks.
#[utoipa::path(post, path = "/api/me/check-in-answers", operation_id = "answer_check_in", tag = "resident",
    request_body = AnswerCheckInBody, responses((status = 204), Problems))]
pub(crate) async fn answer_check_in(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<AnswerCheckInBody>,
) -> Result<StatusCode, Problem> {
    let check_in = CheckInId(body.check_in.0);
    app.service
        .answer_check_in(&session, check_in, body.answer, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
