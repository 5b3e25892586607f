//! `POST /api/staff/organisations/{organisation}/venues/{venue}/device`: the one device on which the staff of a venue scan.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// The device.
#[derive(Serialize, ToSchema)]
#[schema(as = VenueDevice)]
pub(crate) struct DeviceBody {
    /// Its secret, for this device alone; it is shown once.
    secret: String,
}

/// Makes this the device of the venue. The one before counts no more.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/venues/{venue}/device", operation_id = "set_venue_device",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    responses((status = 201, body = DeviceBody), Problems))]
pub(crate) async fn device(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
) -> Result<(StatusCode, Json<DeviceBody>), Problem> {
    let service = &app.service;
    let secret = service
        .set_venue_device(session.member(), way(venue), now)
        .await?;
    let body = DeviceBody {
        secret: secret.to_string(),
    };
    Ok((StatusCode::CREATED, Json(body)))
}
