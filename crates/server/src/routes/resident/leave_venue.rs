//! `POST /api/visits/leave`: a person has left a venue. What names the visit comes in the body, so that no log of addresses has it.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::VenueId;
use domain::time::Date;
use serde::Deserialize;
use service::{VisitMark, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A visit, as its phone names it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VenueVisitLeft)]
pub(crate) struct VisitLeftBody {
    /// Which venue.
    venue: Id,
    /// The day of the visit.
    #[schema(value_type = shapes::Date)]
    day: Date,
    /// The id that the phone made.
    id: Id,
}

/// Ends a visit now. Said again, the first time counts.
#[utoipa::path(post, path = "/api/visits/leave", operation_id = "leave_venue", tag = "resident",
    request_body = VisitLeftBody, responses((status = 204), Problems))]
pub(crate) async fn leave_venue(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<VisitLeftBody>,
) -> Result<StatusCode, Problem> {
    let mark = VisitMark {
        venue: VenueId(body.venue.0),
        day: body.day,
        id: body.id.0,
    };
    app.service.leave_venue(&session, mark, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
