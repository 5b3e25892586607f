//! `POST /api/staff/check-ins/answer`: a second health role says whether a check-in that a worker entered is so.

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::CheckInAnswer;
use domain::ids::{CheckInId, PersonId};
use serde::Deserialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What is said of a check-in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EnteredCheckInAnswer)]
pub(crate) struct ConfirmBody {
    /// Whose it is.
    person: Id,
    /// The check-in.
    check_in: Id,
    /// Whether it is so.
    #[schema(value_type = shapes::CheckInAnswer)]
    answer: CheckInAnswer,
}

/// Confirms a check-in that another entered, or says that it is not so. Its symptoms count from the confirmation on.
#[utoipa::path(post, path = "/api/staff/check-ins/answer", operation_id = "confirm_check_in", tag = "staff",
    request_body = ConfirmBody, responses((status = 204), Problems))]
pub(crate) async fn confirm(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<ConfirmBody>,
) -> Result<StatusCode, Problem> {
    let entered = (PersonId(body.person.0), CheckInId(body.check_in.0));
    app.service
        .confirm_check_in(session.member(), entered, body.answer, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
