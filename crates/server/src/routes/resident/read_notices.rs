//! `POST /api/notices/read`: the person has read their notices.

use axum::extract::State;
use axum::http::StatusCode;
use domain::time::Instant;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// How far they were read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadNoticesBody {
    /// When the newest of them was noted.
    #[schema(value_type = i64)]
    noted_ms: Instant,
}

/// Notes that the person has read their notices; they stay.
#[utoipa::path(post, path = "/api/notices/read", tag = "resident", request_body = ReadNoticesBody,
    responses((status = 204), Problems))]
pub(crate) async fn read_notices(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<ReadNoticesBody>,
) -> Result<StatusCode, Problem> {
    let person = session.person()?;
    app.service.read_notices(person, body.noted_ms, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
