//! `POST /api/feedback`: what somebody says about the service (S0-1).

use axum::extract::State;
use axum::http::StatusCode;
use domain::feedback::FeedbackAbout;
use domain::ids::FeedbackId;
use domain::place::DivisionCode;
use serde::Deserialize;
use service::{FeedbackAsked, FeedbackTold, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Feedback.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeedbackBody {
    /// Made on the page: sent again it is the same.
    id: Id,
    /// The city that it is about.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
    /// What it is about.
    #[schema(value_type = shapes::FeedbackAbout)]
    about: FeedbackAbout,
    /// 1 to 1,000 characters.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    words: String,
}

/// Takes feedback and gives it a number. Whoever has the number reads the answer; nothing else leads to them.
#[utoipa::path(post, path = "/api/feedback", tag = "public", request_body = FeedbackBody,
    responses((status = 201, body = FeedbackTold), Problems))]
pub(crate) async fn send_feedback(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<FeedbackBody>,
) -> Result<(StatusCode, axum::Json<FeedbackTold>), Problem> {
    let asked = FeedbackAsked {
        id: FeedbackId(body.id.0),
        city: body.city,
        about: body.about,
        words: body.words,
    };
    let told = app.service.send_feedback(&asked, now).await?;
    Ok((StatusCode::CREATED, axum::Json(told)))
}
