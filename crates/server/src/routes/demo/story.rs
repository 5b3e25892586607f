//! `GET /api/demo/story`: the chapters of the demonstration's story that were told, and those that come.

use axum::Json;
use axum::extract::State;

use super::demo;
use crate::App;
use crate::problem::{Problem, Problems};
use crate::story::Story;

/// The story so far; there is none of it on a real service.
#[utoipa::path(get, path = "/api/demo/story", tag = "demo", responses((status = 200, body = Story), Problems))]
pub(crate) async fn story(State(app): State<App>) -> Result<Json<Story>, Problem> {
    Ok(Json(demo(&app)?.story().await?))
}
