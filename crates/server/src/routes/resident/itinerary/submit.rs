//! `POST /api/me/itinerary/{city}/submission`: hands a check in (S0-6..20).

use axum::Json as Answer;
use axum::extract::State;
use service::ItinerarySubmitted;

use super::{Answers, OfCity};
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};

/// Compares and keeps what came of it: passed, or why not. The declared places become stays of the person.
#[utoipa::path(post, path = "/api/me/itinerary/{city}/submission", operation_id = "submit_itinerary", tag = "resident",
    params(OfCity), request_body = Answers, responses((status = 200, body = ItinerarySubmitted), Problems))]
pub(crate) async fn submit(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<Answers>,
) -> Result<Answer<ItinerarySubmitted>, Problem> {
    let answers = body.all();
    let submitted = app
        .service
        .submit_itinerary(&session, of.code()?, &answers, now)
        .await?;
    // No refusal, and yet somebody who does not get on.
    for cause in &submitted.check.causes {
        app.service.count_failure(cause.cause.into());
    }
    Ok(Answer(submitted))
}
