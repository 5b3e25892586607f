//! `DELETE /api/sheets`: a sheet that was lost passes no gate after the next list.

use axum::extract::State;
use axum::http::StatusCode;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Revokes the person's sheet; where there is none it is done already.
#[utoipa::path(delete, path = "/api/sheets", tag = "resident", responses((status = 204), Problems))]
pub(crate) async fn revoke_sheet(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<StatusCode, Problem> {
    app.service.revoke_sheet(&session, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
