//! `GET /api/staff/organisations/{organisation}/venues`: the venues of an organisation, with the code and today's figures of each.

use axum::Json;
use axum::extract::State;
use domain::ids::OrganisationId;
use domain::time::Date;
use domain::venue::VenueKind;
use serde::Serialize;
use service::{VenueSeen, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// The venues of an organisation.
#[derive(Serialize, ToSchema)]
pub(crate) struct VenuesBody {
    venues: Vec<VenueEntry>,
}

/// A venue. Who visits it is nowhere.
#[derive(Serialize, ToSchema)]
#[schema(as = Venue)]
struct VenueEntry {
    id: Id,
    /// What it is.
    #[schema(value_type = shapes::VenueKind)]
    kind: VenueKind,
    /// What it is called.
    name: String,
    /// Hundred-thousandths of a degree north (WGS 84).
    latitude: i32,
    /// Hundred-thousandths of a degree east (WGS 84).
    longitude: i32,
    /// When it closes, in minutes after midnight.
    closes: u16,
    /// The text of its code, for a QR of error correction M.
    code: String,
    /// The four figures that stand beside it today.
    figures: String,
    /// The date of the figures.
    #[schema(value_type = shapes::Date)]
    today: Date,
    /// What opens its screen, behind `/console#/venue-screen/` and the id.
    screen: Bytes,
    /// Whether a device of its staff is set up.
    device: bool,
    /// The number that gets the figures each morning, masked; absent where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// By which its messages name the venue: four digits.
    short_number: String,
}

impl From<VenueSeen> for VenueEntry {
    fn from(seen: VenueSeen) -> Self {
        Self {
            id: Id(seen.id.0),
            kind: seen.kind,
            name: seen.name,
            latitude: seen.position.latitude(),
            longitude: seen.position.longitude(),
            closes: seen.closes,
            code: seen.code,
            figures: seen.figures,
            today: seen.today,
            screen: Bytes(seen.screen),
            device: seen.device,
            number: seen.number,
            short_number: seen.short_number,
        }
    }
}

/// The venues.
#[utoipa::path(get, path = "/api/staff/organisations/{organisation}/venues", operation_id = "venues", tag = "staff",
    params(("organisation" = Id, Path, description = "Whose.")),
    responses((status = 200, body = VenuesBody), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(organisation): Path<Id>,
) -> Result<Json<VenuesBody>, Problem> {
    let organisation = OrganisationId(organisation.0);
    let venues = app.service.venues(session.member(), organisation, now);
    Ok(Json(VenuesBody {
        venues: venues.await?.into_iter().map(Into::into).collect(),
    }))
}
