//! `GET /api/appeals`: the person's appeals, each with its answer.

use axum::Json;
use axum::extract::State;
use service::AppealTold;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The person's appeals, the newest first.
#[utoipa::path(get, path = "/api/appeals", tag = "resident",
    responses((status = 200, body = Vec<AppealTold>), Problems))]
pub(crate) async fn appeals(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<Vec<AppealTold>>, Problem> {
    Ok(Json(
        app.service.appeals_told(session.person()?, now).await?,
    ))
}
