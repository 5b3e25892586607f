//! `DELETE /api/staff/organisations/{organisation}/venues/{venue}/number`: a venue's figures go to no number any more.

use axum::extract::State;
use axum::http::StatusCode;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Stops the messages, and forgets the number.
#[utoipa::path(delete, path = "/api/staff/organisations/{organisation}/venues/{venue}/number", operation_id = "end_venue_number",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    responses((status = 204), Problems))]
pub(crate) async fn end_number(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
) -> Result<StatusCode, Problem> {
    let service = &app.service;
    service
        .end_venue_number(session.member(), way(venue), now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
