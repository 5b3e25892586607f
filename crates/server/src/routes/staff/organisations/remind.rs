//! `POST /api/staff/organisations/{organisation}/units/{unit}/reminders`: everybody who has not reported today is asked to, once a day.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Who was reminded.
#[derive(Serialize, ToSchema)]
pub(crate) struct Reminded {
    /// How many have not reported; each has one reminder of today.
    members: usize,
}

/// Reminds.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/units/{unit}/reminders", operation_id = "remind_unit",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    responses((status = 200, body = Reminded), Problems))]
pub(crate) async fn remind(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
) -> Result<Json<Reminded>, Problem> {
    let members = app.service.remind_unit(session.member(), way(unit), now);
    Ok(Json(Reminded {
        members: members.await?,
    }))
}
