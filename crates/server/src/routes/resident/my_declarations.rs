//! `GET /api/me/declarations`: what a person declared, read back.

use axum::Json;
use axum::extract::State;
use service::MyDeclarationTold;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// One's own declarations, the newest first, also those that a correction took the place of.
#[utoipa::path(get, path = "/api/me/declarations", tag = "resident",
    responses((status = 200, body = Vec<MyDeclarationTold>), Problems))]
pub(crate) async fn my_declarations(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<Vec<MyDeclarationTold>>, Problem> {
    let person = session.person()?;
    Ok(Json(app.service.my_declarations(person, now).await?))
}
