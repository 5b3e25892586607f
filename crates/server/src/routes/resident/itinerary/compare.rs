//! `POST /api/me/itinerary/{city}/comparison`: what would come of handing it in (S0-8, S0-9).

use axum::Json as Answer;
use axum::extract::State;
use service::ItineraryComparison;

use super::{Answers, OfCity};
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};

/// Compares what was declared with what the carriers recorded, and says place and day of what does not agree. Nothing of it is
/// kept but that it was tried: five times a day, with handing in.
#[utoipa::path(post, path = "/api/me/itinerary/{city}/comparison", operation_id = "compare_itinerary", tag = "resident",
    params(OfCity), request_body = Answers, responses((status = 200, body = ItineraryComparison), Problems))]
pub(crate) async fn compare(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<Answers>,
) -> Result<Answer<ItineraryComparison>, Problem> {
    let answers = body.all();
    let compared = app
        .service
        .compare_itinerary(&session, of.code()?, &answers, now);
    Ok(Answer(compared.await?))
}
