//! `POST /api/me/itinerary/{city}`: begins a check, or begins it anew (S0-2).

use axum::Json as Answer;
use axum::extract::State;
use domain::time::Date;
use serde::Deserialize;
use service::{ItineraryCheck, shapes};
use utoipa::ToSchema;

use super::OfCity;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};

/// What a check begins with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryBegin)]
pub(crate) struct Begin {
    /// The day of arrival, today or tomorrow; the day on which one came, for who is there.
    #[schema(value_type = shapes::Date)]
    arrival: Date,
    /// The version of the text that was agreed to.
    #[schema(max_length = 40)]
    consent_version: String,
}

/// Begins a check. What was confirmed in one that lives stays confirmed. Too early it is refused, and says when it opens.
#[utoipa::path(post, path = "/api/me/itinerary/{city}", operation_id = "begin_itinerary", tag = "resident",
    params(OfCity), request_body = Begin, responses((status = 200, body = ItineraryCheck), Problems))]
pub(crate) async fn begin(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<Begin>,
) -> Result<Answer<ItineraryCheck>, Problem> {
    let asked = (body.arrival, body.consent_version.as_str());
    let check = app
        .service
        .begin_itinerary(&session, of.code()?, asked, now);
    Ok(Answer(check.await?))
}
