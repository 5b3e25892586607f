//! `POST /api/me/itinerary/{city}/record`: "click to query" (S0-10..12).

use axum::Json as Answer;
use axum::extract::State;
use service::ItineraryRecord;

use super::{OfCity, OfNumber};
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};

/// What the carrier recorded of a number, for reference: after the one-time code of that number, and only where the number is
/// registered to the person's own document. It fills nothing in and is kept nowhere. Three times a day.
#[utoipa::path(post, path = "/api/me/itinerary/{city}/record", operation_id = "query_itinerary", tag = "resident",
    params(OfCity), request_body = OfNumber, responses((status = 200, body = ItineraryRecord), Problems))]
pub(crate) async fn query(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<OfNumber>,
) -> Result<Answer<ItineraryRecord>, Problem> {
    let record = app
        .service
        .query_itinerary(&session, of.code()?, body.number.0, now);
    Ok(Answer(record.await?))
}
