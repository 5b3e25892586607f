//! `POST /api/venues/screen`: the code that a screen at a venue's door shows for a minute. The token comes in the body, so that no log of
//! addresses has it.

use axum::extract::State;
use domain::ids::VenueId;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// A screen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VenueScreenAsked)]
pub(crate) struct ScreenAskedBody {
    /// Which venue.
    venue: Id,
    /// What the manager gave to the device.
    token: Bytes,
}

/// What it shows.
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

/// A code of this minute. The screen's token ends when the printed code is renewed.
#[utoipa::path(post, path = "/api/venues/screen", operation_id = "venue_screen", tag = "public",
    request_body = ScreenAskedBody, responses((status = 200, body = ScreenBody), Problems))]
pub(crate) async fn venue_screen(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<ScreenAskedBody>,
) -> Result<axum::Json<ScreenBody>, Problem> {
    let venue = VenueId(body.venue.0);
    let screen = app.service.venue_screen(venue, &body.token.0, now).await?;
    Ok(axum::Json(ScreenBody {
        name: screen.name,
        code: screen.code,
        ends_ms: screen.ends,
    }))
}
