//! `GET /api/time`: the service's clock, by which phones and gates measure their own, and what kind of service it is.

use axum::Json;
use axum::extract::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::Problems;

/// The time.
#[derive(Serialize, ToSchema)]
pub(crate) struct TimeNow {
    /// Milliseconds since 1970-01-01T00:00Z.
    #[schema(value_type = i64)]
    now_ms: Instant,
    /// The local date.
    #[schema(value_type = shapes::Date)]
    today: Date,
    /// Whether it is a demonstration: its clock is its own, and its codes pass nowhere else.
    demo: bool,
    /// Whether journeys can be filled in from one's own tickets: it asks conveyance services.
    tickets: bool,
}

/// The service's clock.
#[utoipa::path(get, path = "/api/time", tag = "public", responses((status = 200, body = TimeNow), Problems))]
pub(crate) async fn time(State(app): State<App>, Now(now): Now) -> Json<TimeNow> {
    Json(TimeNow {
        now_ms: now,
        today: now.date(),
        demo: app.service.is_demo(),
        tickets: app.service.has_conveyances(),
    })
}
