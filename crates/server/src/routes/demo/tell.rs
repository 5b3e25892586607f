//! `POST /api/demo/story`: what the next chapter of the demonstration's story tells is done, also where nobody waits for the answer.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::demo;
use crate::App;
use crate::edge::extract::Json;
use crate::problem::{Problem, Problems};
use crate::story::Story;

/// How far the page has read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TellBody {
    /// How many chapters it has read: the one behind them is told once, however often it is asked for.
    #[schema(example = 0, maximum = 255)]
    read: u8,
}

/// Tells the next chapter, once: whoever asks while it happens waits for the same. There is none of it on a real service.
#[utoipa::path(post, path = "/api/demo/story", tag = "demo", request_body = TellBody,
    responses((status = 200, body = Story), Problems))]
pub(crate) async fn tell(
    State(app): State<App>,
    Json(body): Json<TellBody>,
) -> Result<axum::Json<Story>, Problem> {
    let told = demo(&app)?.tell(usize::from(body.read)).await?;
    Ok(axum::Json(told))
}
