//! `POST /api/staff/counter/sheet-revocations`: a sheet that was lost is good no more (S1-4, S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Who is before the counter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeAtCounter {
    /// Whose document it is.
    who: BeforeCounter,
}

/// Ends the sheet of the person before the counter; codes on their phone stay as they are.
#[utoipa::path(post, path = "/api/staff/counter/sheet-revocations", operation_id = "revoke_sheet_at_counter", tag = "staff",
    request_body = RevokeAtCounter, responses((status = 204), Problems))]
pub(crate) async fn revoke_sheet(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<RevokeAtCounter>,
) -> Result<StatusCode, Problem> {
    let at = body.who.read(now.date())?;
    let service = &app.service;
    service
        .revoke_sheet_at_counter(session.member(), &at, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
