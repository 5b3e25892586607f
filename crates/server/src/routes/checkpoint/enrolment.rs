//! `POST /api/checkpoint/enrolment`: a device comes into use by its one-time code.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CheckpointBody;
use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// The code on the sheet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnrolmentBody {
    /// Ten letters and digits, however they are typed; good for a day, once.
    #[schema(max_length = 40, example = "7K2MP-9XQ4R")]
    code: String,
}

/// A device in use.
#[derive(Serialize, ToSchema)]
pub(crate) struct EnrolledBody {
    /// What the device shows from now on, as `Authorization: Bearer`.
    token: String,
    checkpoint: CheckpointBody,
}

/// Enrols a checkpoint's device; the code is used up by it.
#[utoipa::path(post, path = "/api/checkpoint/enrolment", tag = "checkpoint", request_body = EnrolmentBody,
    responses((status = 201, body = EnrolledBody), Problems))]
pub(crate) async fn enrolment(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<EnrolmentBody>,
) -> Result<(StatusCode, axum::Json<EnrolledBody>), Problem> {
    let enrolled = app.service.enrol(&body.code, now).await?;
    let body = EnrolledBody {
        token: enrolled.token.text().to_owned(),
        checkpoint: CheckpointBody::of(&enrolled.checkpoint, now.date().year()),
    };
    Ok((StatusCode::CREATED, axum::Json(body)))
}
