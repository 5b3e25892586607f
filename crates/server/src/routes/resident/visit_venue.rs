//! `POST /api/visits`: a person is at a venue, by its code (N-5).

use axum::extract::State;
use axum::http::StatusCode;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use service::{VisitSaid, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// That one is at a place. No position is in it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewVenueVisit)]
pub(crate) struct NewVisitBody {
    /// Made on the phone: the same id twice is one visit.
    id: Id,
    /// The text of the venue's code.
    #[schema(max_length = 600)]
    code: String,
    /// The four figures of today beside a printed code, as they were typed.
    #[schema(max_length = 10)]
    figures: Option<String>,
    /// Whether the phone compared its own position with the place in the code, and is there.
    near: bool,
}

/// What became of it.
#[derive(Serialize, ToSchema)]
#[schema(as = VenueVisit)]
pub(crate) struct VisitBody {
    /// Which venue.
    venue: Id,
    /// The day of the visit.
    #[schema(value_type = shapes::Date)]
    day: Date,
    /// Whether it is proven, and kept, sealed; else nothing of it is.
    proven: bool,
    /// From when.
    #[schema(value_type = i64)]
    from_ms: Instant,
}

/// Keeps a visit that is proven: by a screen's code, or by today's figures where the phone also compared its position. No request
/// lists visits; the phone keeps its own.
#[utoipa::path(post, path = "/api/visits", operation_id = "visit_venue", tag = "resident",
    request_body = NewVisitBody, responses((status = 201, body = VisitBody), Problems))]
pub(crate) async fn visit_venue(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<NewVisitBody>,
) -> Result<(StatusCode, axum::Json<VisitBody>), Problem> {
    let said = VisitSaid {
        id: body.id.0,
        code: &body.code,
        figures: body.figures.as_deref(),
        near: body.near,
    };
    let told = app.service.visit_venue(&session, &said, now).await?;
    let body = VisitBody {
        venue: Id(told.venue.0),
        day: told.day,
        proven: told.proven,
        from_ms: told.from,
    };
    Ok((StatusCode::CREATED, axum::Json(body)))
}
