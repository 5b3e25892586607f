//! `GET /api/family`: whom one holds, who holds one, and who wants to.

use axum::Json;
use axum::extract::State;
use service::FamilyTold;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// One's family, both ways. Of a member it says nothing that was not typed.
#[utoipa::path(get, path = "/api/family", operation_id = "my_family", tag = "resident",
    responses((status = 200, body = FamilyTold), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<FamilyTold>, Problem> {
    Ok(Json(app.service.family(&session, now).await?))
}
