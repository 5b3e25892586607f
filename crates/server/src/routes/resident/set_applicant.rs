//! `PUT /api/me/applicant`: as what one applies from now on (S1-1).

use axum::extract::State;
use axum::http::StatusCode;
use domain::application::ApplicantSaid;

use super::registration::ApplicantBody;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Changes as what one applies. Answers that contradict each other are looked at by a reviewer, and the code is blue until then.
#[utoipa::path(put, path = "/api/me/applicant", operation_id = "set_applicant", tag = "resident",
    request_body = ApplicantBody, responses((status = 204), Problems))]
pub(crate) async fn set_applicant(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<ApplicantBody>,
) -> Result<StatusCode, Problem> {
    let said = ApplicantSaid::from(body);
    app.service.change_applicant(&session, &said, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
