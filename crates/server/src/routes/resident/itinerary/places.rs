//! `PUT /api/me/itinerary/{city}/places`: the places of a number (S0-5).

use axum::Json as Answer;
use axum::extract::State;
use domain::place::{CountryCode, DivisionCode};
use domain::time::Date;
use serde::Deserialize;
use service::{ItineraryCheck, PlaceSaid, PlacesSaid, shapes};
use utoipa::ToSchema;

use super::OfCity;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::NumberRef;

/// The places of a number, in the place of those that it had.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryPlaces)]
pub(crate) struct PlacesBody {
    /// The number's id.
    number: NumberRef,
    /// The places.
    #[serde(default)]
    #[schema(max_items = 60)]
    places: Vec<PlaceBody>,
    /// Whether they are those of the first number; then none is sent.
    #[serde(default)]
    same_as_first: bool,
}

/// A place with its days: a county or a country, one of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryPlaceSaid)]
struct PlaceBody {
    /// A county of the mainland.
    #[serde(default)]
    #[schema(value_type = Option<shapes::DivisionCode>)]
    county: Option<DivisionCode>,
    /// A country or region outside of it.
    #[serde(default)]
    #[schema(value_type = Option<shapes::CountryCode>)]
    country: Option<CountryCode>,
    /// The first day.
    #[schema(value_type = shapes::Date)]
    from: Date,
    /// The last day, included.
    #[schema(value_type = shapes::Date)]
    to: Date,
}

/// Keeps the places of a number for this check, sealed. They can be changed until it is handed in.
#[utoipa::path(put, path = "/api/me/itinerary/{city}/places", operation_id = "set_itinerary_places", tag = "resident",
    params(OfCity), request_body = PlacesBody, responses((status = 200, body = ItineraryCheck), Problems))]
pub(crate) async fn places(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<PlacesBody>,
) -> Result<Answer<ItineraryCheck>, Problem> {
    let place = |said: &PlaceBody| PlaceSaid {
        county: said.county,
        country: said.country,
        from: said.from,
        to: said.to,
    };
    let said = PlacesSaid {
        number: body.number.0,
        places: body.places.iter().map(place).collect(),
        same_as_first: body.same_as_first,
    };
    let check = app
        .service
        .set_itinerary_places(&session, of.code()?, &said, now);
    Ok(Answer(check.await?))
}
