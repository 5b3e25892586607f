//! `GET /api/staff/organisations/{organisation}/venues/{venue}/screen`: the code that a screen shows for a minute.

use axum::Json;
use axum::extract::State;
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What a screen shows.
#[derive(Serialize, ToSchema)]
#[schema(as = VenueScreen)]
pub(crate) struct ScreenBody {
    /// What the place is called.
    name: String,
    /// The text of its code.
    code: String,
    /// The first instant at which it opens nothing; ask for the next a minute before.
    #[schema(value_type = i64)]
    ends_ms: Instant,
}

/// A code of this minute.
#[utoipa::path(get, path = "/api/staff/organisations/{organisation}/venues/{venue}/screen", operation_id = "venue_screen",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    responses((status = 200, body = ScreenBody), Problems), security(("staff" = [])))]
pub(crate) async fn screen(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
) -> Result<Json<ScreenBody>, Problem> {
    let screen = app.service.venue_screen(session.member(), way(venue), now);
    let screen = screen.await?;
    Ok(Json(ScreenBody {
        name: screen.name,
        code: screen.code,
        ends_ms: screen.ends,
    }))
}
