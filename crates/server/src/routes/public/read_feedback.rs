//! `POST /api/feedback/reading`: feedback and its answer by the number. The number goes in the body, because addresses are
//! written down in many places.

use axum::extract::State;
use serde::Deserialize;
use service::FeedbackTold;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// The number of feedback.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeedbackNumber {
    /// Three groups of four, however they are typed.
    #[schema(max_length = 40, example = "7K2M-Q0XR-3DTA")]
    number: String,
}

/// The feedback of a number, with its answer.
#[utoipa::path(post, path = "/api/feedback/reading", tag = "public", request_body = FeedbackNumber,
    responses((status = 200, body = FeedbackTold), Problems))]
pub(crate) async fn read_feedback(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<FeedbackNumber>,
) -> Result<axum::Json<FeedbackTold>, Problem> {
    Ok(axum::Json(
        app.service.feedback_told(&body.number, now).await?,
    ))
}
