//! `POST /api/staff/organisations/{organisation}/venues/{venue}/visitors`: the staff of a venue scan the code that a person shows.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A code that somebody shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Visitor)]
pub(crate) struct VisitorBody {
    /// The secret of the venue's device.
    #[schema(max_length = 100)]
    device: String,
    /// The text of the code, as it was scanned.
    #[schema(max_length = 600)]
    text: String,
}

/// Keeps the visit, sealed. It counts with the holder's signature of this minute alone. Nothing is told of the person.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/venues/{venue}/visitors", operation_id = "scan_visitor",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    request_body = VisitorBody, responses((status = 201), Problems))]
pub(crate) async fn scan(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
    Json(body): Json<VisitorBody>,
) -> Result<StatusCode, Problem> {
    let service = &app.service;
    let shown = (&*body.device, &*body.text);
    service
        .scan_visitor(session.member(), way(venue), shown, now)
        .await?;
    Ok(StatusCode::CREATED)
}
