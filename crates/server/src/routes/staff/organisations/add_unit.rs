//! `POST /api/staff/organisations/{organisation}/units`: a class or a unit is added.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{OrganisationId, UnitId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A class or a unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUnit)]
pub(crate) struct NewUnitBody {
    /// Made on the page: the same id twice is one unit.
    id: Id,
    /// What it is called.
    #[schema(
        min_length = 1,
        max_length = 40,
        example = "初一（2）班",
        pattern = r"\S"
    )]
    name: String,
}

/// Adds a unit.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/units", operation_id = "add_unit", tag = "staff",
    params(("organisation" = Id, Path, description = "Whose.")), request_body = NewUnitBody,
    responses((status = 201), Problems))]
pub(crate) async fn add_unit(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(organisation): Path<Id>,
    Json(body): Json<NewUnitBody>,
) -> Result<StatusCode, Problem> {
    let organisation = OrganisationId(organisation.0);
    let unit = (UnitId(body.id.0), &*body.name);
    let service = &app.service;
    service
        .add_unit(session.member(), organisation, unit, now)
        .await?;
    Ok(StatusCode::CREATED)
}
