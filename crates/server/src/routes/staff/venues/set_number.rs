//! `PUT /api/staff/organisations/{organisation}/venues/{venue}/number`: the number that gets a venue's figures each morning.

use axum::extract::State;
use axum::http::StatusCode;
use domain::identity::Phone;
use serde::Deserialize;
use service::shapes;
use utoipa::ToSchema;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A number, with its holder's word.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VenueNumber)]
pub(crate) struct VenueNumberBody {
    /// A mobile number of the mainland.
    #[schema(value_type = shapes::MobileNumber)]
    phone: String,
    /// The one-time code that was sent there.
    #[schema(value_type = shapes::SixFigures)]
    code: String,
}

/// Has the day's figures sent to a number each morning from 05:00 on, in the place of one before.
#[utoipa::path(put, path = "/api/staff/organisations/{organisation}/venues/{venue}/number", operation_id = "set_venue_number",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    request_body = VenueNumberBody, responses((status = 204), Problems))]
pub(crate) async fn set_number(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
    Json(body): Json<VenueNumberBody>,
) -> Result<StatusCode, Problem> {
    let phone = Phone::parse(&body.phone).map_err(|error| Problem::field("phone", error.text()))?;
    let number = (&phone, body.code.trim());
    let service = &app.service;
    service
        .set_venue_number(session.member(), way(venue), number, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
