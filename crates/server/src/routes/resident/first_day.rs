//! `GET /api/first-day`: what is missing before one's first day of work (S1-6).

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::FirstDay;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// What is missing.
#[derive(Serialize, ToSchema)]
#[schema(as = MyFirstDay)]
pub(crate) struct FirstDayBody {
    /// Absent for who does not return to work.
    first_day: Option<FirstDay>,
}

/// What is done before the first day, what is missing, and what to do about it.
#[utoipa::path(get, path = "/api/first-day", operation_id = "first_day", tag = "resident",
    responses((status = 200, body = FirstDayBody), Problems))]
pub(crate) async fn first_day(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<FirstDayBody>, Problem> {
    let first_day = app.service.first_day(&session, now).await?;
    Ok(Json(FirstDayBody { first_day }))
}
