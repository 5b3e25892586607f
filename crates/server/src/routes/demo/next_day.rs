//! `POST /api/demo/day`: the demonstration's clock moves on by a day, and the job of the day runs.

use axum::Json;
use axum::extract::State;
use domain::time::Date;
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use super::demo;
use crate::App;
use crate::problem::{Problem, Problems};

/// The new day.
#[derive(Serialize, ToSchema)]
pub(crate) struct NextDay {
    #[schema(value_type = shapes::Date)]
    today: Date,
}

/// Moves the clock by a day.
#[utoipa::path(post, path = "/api/demo/day", tag = "demo", responses((status = 200, body = NextDay), Problems))]
pub(crate) async fn next_day(State(app): State<App>) -> Result<Json<NextDay>, Problem> {
    let today = demo(&app)?.next_day().await?;
    Ok(Json(NextDay { today }))
}
