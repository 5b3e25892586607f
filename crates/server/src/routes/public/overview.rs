//! `GET /api/overview`: states by city, queues, neighbours and lists, for anybody.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use service::Overview;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// For how long anybody, a cache between them too, may keep the answer.
const KEPT: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "public, max-age=60")];

/// What anybody reads of the service: counted by the hour, put together once a minute, about nobody.
#[utoipa::path(get, path = "/api/overview", tag = "public", responses((status = 200, body = Overview), Problems))]
pub(crate) async fn overview(
    State(app): State<App>,
    Now(now): Now,
) -> Result<([(HeaderName, &'static str); 1], Json<Overview>), Problem> {
    let overview = app.service.overview(now).await?;
    Ok((KEPT, Json((*overview).clone())))
}
