//! `POST /api/staff/organisations/{organisation}/units/{unit}/removals`: a member is taken off the list. Who it is comes in the body,
//! so that no log of addresses has it.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// Who is taken off.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Removal)]
pub(crate) struct RemovalBody {
    /// The member, as the list of today names them.
    member: Bytes,
}

/// Takes a member off the list: from now on the organisation sees nothing of them, and they are told.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/units/{unit}/removals", operation_id = "remove_member",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    request_body = RemovalBody, responses((status = 204), Problems))]
pub(crate) async fn remove(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
    Json(body): Json<RemovalBody>,
) -> Result<StatusCode, Problem> {
    let (service, handle) = (&app.service, &body.member.0);
    service
        .remove_member(session.member(), way(unit), handle, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
