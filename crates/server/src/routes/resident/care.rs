//! `GET /api/me/care`: one's door, help that one asked for, check-ins that a worker entered.

use axum::Json;
use axum::extract::State;
use service::MyCare;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// What one's community does.
#[utoipa::path(get, path = "/api/me/care", operation_id = "my_care", tag = "resident",
    responses((status = 200, body = MyCare), Problems))]
pub(crate) async fn care(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<MyCare>, Problem> {
    Ok(Json(app.service.my_care(&session, now).await?))
}
