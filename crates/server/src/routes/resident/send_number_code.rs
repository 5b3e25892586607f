//! `POST /api/me/numbers/code`: a one-time code to a number, by which its holder agrees that it is added (S0-14).

use axum::Json as Answer;
use axum::extract::State;
use domain::identity::Phone;
use serde::Deserialize;
use service::{Purpose, shapes};
use utoipa::ToSchema;

use super::send_code::{CodeSent, MessageLanguage};
use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// The number, and the language of the message.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendNumberCode {
    /// A mobile number of the mainland.
    #[schema(value_type = shapes::MobileNumber)]
    pub(in crate::routes) phone: String,
    /// The language of the message.
    pub(in crate::routes) language: MessageLanguage,
}

/// Sends a one-time code whose text says that it adds the number to the code of whoever is told.
#[utoipa::path(post, path = "/api/me/numbers/code", tag = "resident", request_body = SendNumberCode,
    responses((status = 200, body = CodeSent), Problems))]
pub(crate) async fn send_number_code(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<SendNumberCode>,
) -> Result<Answer<CodeSent>, Problem> {
    let phone = Phone::parse(&body.phone).map_err(|e| Problem::field("phone", e.text()))?;
    let sent = app
        .service
        .send_code(&phone.into(), Purpose::AddNumber, body.language.into(), now)
        .await?;
    Ok(Answer(sent.into()))
}
