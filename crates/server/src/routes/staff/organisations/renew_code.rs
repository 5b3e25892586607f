//! `POST /api/staff/organisations/{organisation}/units/{unit}/code`: the QR code of a unit is renewed, and the one before opens
//! nothing any more.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// The new code.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnitCode {
    /// What it carries, behind `/#join=`.
    token: Bytes,
}

/// Renews the code. Who has agreed stays.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/units/{unit}/code", operation_id = "renew_unit_code",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    responses((status = 200, body = UnitCode), Problems))]
pub(crate) async fn renew_code(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
) -> Result<Json<UnitCode>, Problem> {
    let token = app.service.renew_unit(session.member(), way(unit), now);
    Ok(Json(UnitCode {
        token: Bytes(token.await?),
    }))
}
