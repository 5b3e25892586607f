//! `GET /api/me/itinerary/{city}`: how one stands with a city's check (S0-3).

use axum::Json;
use axum::extract::State;
use service::ItineraryCheck;

use super::OfCity;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};

/// The check: its numbers, what comes next, why the last try failed and what helps. A guardian reads it for a member without
/// the member's numbers.
#[utoipa::path(get, path = "/api/me/itinerary/{city}", operation_id = "itinerary", tag = "resident", params(OfCity),
    responses((status = 200, body = ItineraryCheck), Problems))]
pub(crate) async fn one(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
) -> Result<Json<ItineraryCheck>, Problem> {
    Ok(Json(
        app.service.itinerary(&session, of.code()?, now).await?,
    ))
}
