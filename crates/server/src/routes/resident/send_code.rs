//! `POST /api/sign-in/code`: a one-time code to a phone (S0-16).

use axum::extract::State;
use domain::identity::Phone;
use serde::{Deserialize, Serialize};
use service::{Language, Purpose};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Where the code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendCode {
    /// A mobile number of the mainland.
    #[schema(pattern = "^1[3-9][0-9]{9}$", example = "13800000000")]
    phone: String,
    /// The language of the message.
    language: MessageLanguage,
}

impl SendCode {
    pub(super) fn phone(&self) -> &str {
        &self.phone
    }

    pub(super) const fn language(&self) -> Language {
        match self.language {
            MessageLanguage::Zh => Language::Chinese,
            MessageLanguage::En => Language::English,
        }
    }
}

/// A language.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum MessageLanguage {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// The answer is the same for every number.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeSent {
    /// After how many seconds the next one may be asked for.
    resend_after_s: u32,
    /// For how many seconds this one is good.
    expires_s: u32,
}

impl From<service::CodeSent> for CodeSent {
    fn from(sent: service::CodeSent) -> Self {
        Self {
            resend_after_s: sent.resend_after_s,
            expires_s: sent.expires_s,
        }
    }
}

/// Sends a one-time code; it signs in and does nothing else.
#[utoipa::path(post, path = "/api/sign-in/code", tag = "resident", request_body = SendCode,
    responses((status = 200, body = CodeSent), Problems))]
pub(crate) async fn send_code(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<SendCode>,
) -> Result<axum::Json<CodeSent>, Problem> {
    let phone = Phone::parse(&body.phone).map_err(|error| Problem::field("phone", error.text()))?;
    let sent = app
        .service
        .send_code(&phone, Purpose::SignIn, body.language(), now)
        .await?;
    Ok(axum::Json(sent.into()))
}
