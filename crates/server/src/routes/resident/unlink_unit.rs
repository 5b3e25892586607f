//! `DELETE /api/first-day/link`: the link of one's unit is dead (S1-6).

use axum::extract::State;
use axum::http::StatusCode;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Ends the link at once.
#[utoipa::path(delete, path = "/api/first-day/link", operation_id = "unlink_unit", tag = "resident",
    responses((status = 204), Problems))]
pub(crate) async fn unlink_unit(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<StatusCode, Problem> {
    app.service.unlink_unit(&session, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
