//! `POST /api/me/itinerary/{city}/confirmation`: a number is confirmed by its one-time code (S0-14, S0-16).

use axum::Json as Answer;
use axum::extract::State;
use serde::Deserialize;
use service::ItineraryCheck;
use utoipa::ToSchema;

use super::OfCity;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::NumberRef;

/// A number and its code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryConfirmation)]
pub(crate) struct Confirmation {
    /// The number's id.
    number: NumberRef,
    /// The one-time code.
    #[schema(max_length = 20, example = "012345")]
    code: String,
}

/// Confirms a number for this check.
#[utoipa::path(post, path = "/api/me/itinerary/{city}/confirmation", operation_id = "confirm_itinerary_number",
    tag = "resident", params(OfCity), request_body = Confirmation,
    responses((status = 200, body = ItineraryCheck), Problems))]
pub(crate) async fn confirm(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<Confirmation>,
) -> Result<Answer<ItineraryCheck>, Problem> {
    let asked = (body.number.0, body.code.trim());
    let check = app
        .service
        .confirm_itinerary_number(&session, of.code()?, asked, now);
    Ok(Answer(check.await?))
}
