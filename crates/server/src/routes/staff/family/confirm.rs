//! `POST /api/staff/family/confirm`: a worker says whether the person before them is whom the guardian named.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::see::SeeBody;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// What the worker says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MemberSeen)]
pub(crate) struct ConfirmBody {
    /// Whom they have before them.
    before: SeeBody,
    /// Whether person and document are those that were named.
    is_so: bool,
}

/// Confirms a family member, or says that it is not so.
#[utoipa::path(post, path = "/api/staff/family/confirm", operation_id = "confirm_member", tag = "staff",
    request_body = ConfirmBody, responses((status = 204), Problems))]
pub(crate) async fn confirm(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<ConfirmBody>,
) -> Result<StatusCode, Problem> {
    let asked = body.before.asked();
    app.service
        .confirm_member(session.member(), &asked, body.is_so, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
