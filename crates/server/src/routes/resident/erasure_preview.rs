//! `GET /api/me/erasure`: what would stay if one were erased now, and why.

use axum::Json;
use axum::extract::State;
use service::ErasurePreview;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// What erasing would leave. Nothing is changed.
#[utoipa::path(get, path = "/api/me/erasure", tag = "resident",
    responses((status = 200, body = ErasurePreview), Problems))]
pub(crate) async fn erasure_preview(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<ErasurePreview>, Problem> {
    let person = session.person()?;
    Ok(Json(app.service.erasure_preview(person, now).await?))
}
