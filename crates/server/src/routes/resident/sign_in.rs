//! `POST /api/sign-in`: the code proves the phone or the address, the last six of the document prove the person.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use domain::help::Cause;
use serde::{Deserialize, Serialize};
use service::{SignIn, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::edge::session::cookie;
use crate::problem::{Problem, Problems};
use crate::wire::{ByContact, Bytes, contact};

/// What a device signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInBody {
    /// The phone that the code went to.
    #[serde(default)]
    #[schema(value_type = shapes::MobileNumber, required = false)]
    phone: Option<String>,
    /// The address that the code went to.
    #[serde(default)]
    #[schema(value_type = shapes::MailAddress, required = false)]
    email: Option<String>,
    /// The one-time code.
    #[schema(value_type = shapes::SixFigures)]
    code: String,
    /// The last six characters of the document, where the person is registered.
    #[serde(default)]
    #[schema(max_length = 20)]
    document_last6: Option<String>,
    /// The public key of the device's enrolment key: an uncompressed point of P-256, 65 bytes.
    #[schema(value_type = shapes::DeviceKey)]
    device_key: Bytes,
}

/// How it is described.
type Described = ByContact<SignInBody>;

/// As whom the device is signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Standing {
    standing: StandingWord,
}

/// A person, or a phone of which nothing more is known.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StandingWord {
    /// A person.
    Person,
    /// A phone alone: nobody is registered with it, or the last six were not given, or are not theirs.
    Phone,
}

impl From<service::Standing> for StandingWord {
    fn from(standing: service::Standing) -> Self {
        match standing {
            service::Standing::Person => Self::Person,
            service::Standing::Phone => Self::Phone,
        }
    }
}

impl From<service::Standing> for Standing {
    fn from(standing: service::Standing) -> Self {
        Self {
            standing: standing.into(),
        }
    }
}

/// Signs a device in; the session comes as a cookie. The answer is the same whether anybody is registered or not.
#[utoipa::path(post, path = "/api/sign-in", tag = "resident", request_body = Described,
    responses((status = 200, body = Standing), Problems))]
pub(crate) async fn sign_in(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<SignInBody>,
) -> Result<impl IntoResponse, Problem> {
    let contact = contact(body.phone.as_deref(), body.email.as_deref())?;
    let asked = SignIn {
        contact: &contact,
        code: body.code.trim(),
        document_last6: body.document_last6.as_deref(),
        device_key: &body.device_key.0,
    };
    let signed_in = app.service.sign_in(&asked, now).await?;
    if asked.document_last6.is_some() && signed_in.standing == service::Standing::Phone {
        app.service.count_failure(Cause::LastSixWrong);
    }
    let cookie = cookie(&signed_in.secret, app.secure).map(|cookie| (SET_COOKIE, cookie));
    let standing = Standing::from(signed_in.standing);
    Ok((AppendHeaders(cookie), axum::Json(standing)))
}
