//! `GET /api/alarms`: what was noticed that should not be, counted, and the limits over which it is; for anybody.

use axum::Json;
use axum::extract::State;
use service::Vigilance;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Alarms by kind, and the limits on what two officials can change. It names nobody.
#[utoipa::path(get, path = "/api/alarms", tag = "public", responses((status = 200, body = Vigilance), Problems))]
pub(crate) async fn alarms(
    State(app): State<App>,
    Now(now): Now,
) -> Result<Json<Vigilance>, Problem> {
    Ok(Json(app.service.vigilance(now).await?))
}
