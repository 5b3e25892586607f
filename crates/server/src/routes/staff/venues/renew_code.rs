//! `POST /api/staff/organisations/{organisation}/venues/{venue}/code`: the printed code of a venue is renewed, and the one before opens
//! nothing any more.

use axum::extract::State;
use axum::http::StatusCode;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Renews the code and its figures.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/venues/{venue}/code", operation_id = "renew_venue_code",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    responses((status = 204), Problems))]
pub(crate) async fn renew_code(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
) -> Result<StatusCode, Problem> {
    let service = &app.service;
    service
        .renew_venue(session.member(), way(venue), now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
