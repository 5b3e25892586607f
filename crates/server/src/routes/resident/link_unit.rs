//! `POST /api/first-day/link`: the link by which one's unit reads what is missing (S1-6).

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// A link.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitLink)]
pub(crate) struct LinkBody {
    /// The secret, for the fragment of the address: `/unit#` and this. It is told once.
    secret: String,
}

/// Makes the link; the one before is dead.
#[utoipa::path(post, path = "/api/first-day/link", operation_id = "link_unit", tag = "resident",
    responses((status = 201, body = LinkBody), Problems))]
pub(crate) async fn link_unit(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<(StatusCode, axum::Json<LinkBody>), Problem> {
    let secret = app.service.link_unit(&session, now).await?;
    Ok((StatusCode::CREATED, axum::Json(LinkBody { secret })))
}
