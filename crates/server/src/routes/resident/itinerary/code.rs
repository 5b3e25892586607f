//! `POST /api/me/itinerary/{city}/code`: a one-time code to the number that comes next (S0-16..18).

use axum::Json as Answer;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfCity;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::routes::resident::send_code::{CodeSent, MessageLanguage};
use crate::wire::NumberRef;

/// To which number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryCode)]
pub(crate) struct SendItineraryCode {
    /// Its id.
    number: NumberRef,
    /// The language of the message; Chinese where it is left out.
    #[serde(default)]
    language: Option<MessageLanguage>,
}

/// Sends a one-time code whose text says that it opens the record of that number.
#[utoipa::path(post, path = "/api/me/itinerary/{city}/code", operation_id = "send_itinerary_code", tag = "resident",
    params(OfCity), request_body = SendItineraryCode, responses((status = 200, body = CodeSent), Problems))]
pub(crate) async fn code(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(of): Path<OfCity>,
    Json(body): Json<SendItineraryCode>,
) -> Result<Answer<CodeSent>, Problem> {
    let language = body.language.unwrap_or(MessageLanguage::Zh).into();
    let asked = (body.number.0, language);
    let sent = app
        .service
        .send_itinerary_code(&session, of.code()?, asked, now);
    Ok(Answer(sent.await?.into()))
}
