//! `GET /api/help`: why people do not get on, the most frequent first (S0-1).

use axum::Json;
use axum::extract::State;
use service::HelpTold;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The causes of the last 30 days with their counts; nobody stands behind one.
#[utoipa::path(get, path = "/api/help", tag = "public", responses((status = 200, body = HelpTold), Problems))]
pub(crate) async fn help(State(app): State<App>, Now(now): Now) -> Result<Json<HelpTold>, Problem> {
    Ok(Json(app.service.help(now).await?))
}
