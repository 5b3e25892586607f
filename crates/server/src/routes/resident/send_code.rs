//! `POST /api/sign-in/code`: a one-time code to a phone (S0-16), or by e-mail to who has none of the mainland (S2-16).

use axum::extract::State;
use serde::{Deserialize, Serialize};
use service::{Language, Purpose, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{ByContact, contact};

/// Where the code goes: to a phone or to an address, one of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendCode {
    /// A mobile number of the mainland.
    #[serde(default)]
    #[schema(value_type = shapes::MobileNumber, required = false)]
    phone: Option<String>,
    /// An address for e-mail, of who has no number of the mainland.
    #[serde(default)]
    #[schema(value_type = shapes::MailAddress, required = false)]
    email: Option<String>,
    /// The language of the message.
    language: MessageLanguage,
}

/// How it is described.
type Described = ByContact<SendCode>;

/// A language.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MessageLanguage {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<MessageLanguage> for Language {
    fn from(language: MessageLanguage) -> Self {
        match language {
            MessageLanguage::Zh => Self::Chinese,
            MessageLanguage::En => Self::English,
        }
    }
}

/// The answer is the same for every number and address.
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
#[utoipa::path(post, path = "/api/sign-in/code", tag = "resident", request_body = Described,
    responses((status = 200, body = CodeSent), Problems))]
pub(crate) async fn send_code(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<SendCode>,
) -> Result<axum::Json<CodeSent>, Problem> {
    let contact = contact(body.phone.as_deref(), body.email.as_deref())?;
    let sent = app
        .service
        .send_code(&contact, Purpose::SignIn, body.language.into(), now)
        .await?;
    Ok(axum::Json(sent.into()))
}
