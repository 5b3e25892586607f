//! `POST /api/staff/organisations/{organisation}/venues/{venue}/closing`: a venue is closed for good.

use axum::extract::State;
use axum::http::StatusCode;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Closes the venue for good: its code is refused from now on, and says so; visits of the last days die with the keys of their days.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/venues/{venue}/closing", operation_id = "close_venue",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    responses((status = 204), Problems))]
pub(crate) async fn close(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
) -> Result<StatusCode, Problem> {
    let service = &app.service;
    service
        .close_venue(session.member(), way(venue), now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
