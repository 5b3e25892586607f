//! `POST /api/staff/organisations/{organisation}/venues`: a venue is registered.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{OrganisationId, VenueId};
use domain::venue::{Position, VenueKind};
use serde::Deserialize;
use service::{NewVenue, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A venue.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewVenue)]
pub(crate) struct NewVenueBody {
    /// Made on the page: the same id twice is one venue.
    id: Id,
    /// What it is.
    #[schema(value_type = shapes::VenueKind)]
    kind: VenueKind,
    /// What it is called.
    #[schema(min_length = 1, max_length = 30, example = "西湖饭店", pattern = r"\S")]
    name: String,
    /// Hundred-thousandths of a degree north (WGS 84).
    #[schema(minimum = -9_000_000, maximum = 9_000_000, example = 3_026_000)]
    latitude: i32,
    /// Hundred-thousandths of a degree east (WGS 84).
    #[schema(minimum = -18_000_000, maximum = 18_000_000, example = 12_015_000)]
    longitude: i32,
    /// When it closes, in minutes after midnight; up to 1800, 6 o'clock of the next morning.
    #[schema(minimum = 1, maximum = 1_800, example = 1_320)]
    closes: u16,
}

/// Registers a venue. Squares, streets, places of worship, courts and petition offices are refused, with the reason.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/venues", operation_id = "add_venue", tag = "staff",
    params(("organisation" = Id, Path, description = "Whose.")), request_body = NewVenueBody,
    responses((status = 201), Problems))]
pub(crate) async fn add(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(organisation): Path<Id>,
    Json(body): Json<NewVenueBody>,
) -> Result<StatusCode, Problem> {
    let organisation = OrganisationId(organisation.0);
    let new = NewVenue {
        id: VenueId(body.id.0),
        kind: body.kind,
        name: &body.name,
        position: Position::new(body.latitude, body.longitude),
        closes: body.closes,
    };
    let service = &app.service;
    service
        .add_venue(session.member(), organisation, &new, now)
        .await?;
    Ok(StatusCode::CREATED)
}
