//! `DELETE /api/staff/sessions/{id}`: another device is signed out.

use axum::extract::State;
use axum::http::StatusCode;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Ends a session of one's own, by the id that the account shows.
#[utoipa::path(delete, path = "/api/staff/sessions/{id}", tag = "staff",
    params(("id" = Id, Path, description = "The session, as the account shows it.")),
    responses((status = 204), Problems))]
pub(crate) async fn end_session(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
) -> Result<StatusCode, Problem> {
    app.service.end_staff_session(&session, id.0, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
