//! `GET /api/staff/organisations`: the organisations that one manages, with their units.

use axum::Json;
use axum::extract::State;
use domain::organisation::OrganisationKind;
use serde::Serialize;
use service::{OrganisationSeen, Place, UnitSeen, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// One's organisations.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrganisationsBody {
    organisations: Vec<OrganisationEntry>,
}

/// An organisation.
#[derive(Serialize, ToSchema)]
struct OrganisationEntry {
    id: Id,
    /// What it is.
    #[schema(value_type = shapes::OrganisationKind)]
    kind: OrganisationKind,
    /// Its name.
    name: String,
    /// Where it is.
    place: Place,
    /// Its units in the order in which they were added.
    units: Vec<UnitEntry>,
}

/// A class or a unit.
#[derive(Serialize, ToSchema)]
struct UnitEntry {
    id: Id,
    /// What it is called.
    name: String,
    /// How many have agreed.
    members: usize,
    /// What its QR code carries, behind `/#join=`.
    token: Bytes,
}

impl From<UnitSeen> for UnitEntry {
    fn from(unit: UnitSeen) -> Self {
        Self {
            id: Id(unit.id.0),
            name: unit.name,
            members: unit.members,
            token: Bytes(unit.token),
        }
    }
}

impl From<OrganisationSeen> for OrganisationEntry {
    fn from(seen: OrganisationSeen) -> Self {
        Self {
            id: Id(seen.id.0),
            kind: seen.kind,
            name: seen.name,
            place: seen.place,
            units: seen.units.into_iter().map(Into::into).collect(),
        }
    }
}

/// The organisations that the member manages.
#[utoipa::path(get, path = "/api/staff/organisations", operation_id = "organisations", tag = "staff",
    responses((status = 200, body = OrganisationsBody), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<OrganisationsBody>, Problem> {
    let own = app.service.organisations(session.member(), now).await?;
    Ok(Json(OrganisationsBody {
        organisations: own.into_iter().map(Into::into).collect(),
    }))
}
