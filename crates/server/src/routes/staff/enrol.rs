//! `POST /api/staff/enrolment`: an account comes into use by a passkey, a password with a second factor, or both.

use axum::extract::State;
use axum::response::IntoResponse;
use serde::Deserialize;
use service::EnrolStaff;
use utoipa::ToSchema;

use super::{NewPasskeyBody, signed_in};
use crate::App;
use crate::edge::extract::{Json, Now};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};

/// By what a member wants to be known: at least one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnrolStaffBody {
    /// The code that was handed over.
    #[schema(max_length = 40, example = "7K2MP-9XQ4R")]
    code: String,
    /// A password with its second factor.
    #[serde(default)]
    password: Option<NewPasswordBody>,
    /// A passkey.
    #[serde(default)]
    passkey: Option<NewPasskeyBody>,
    /// What the device calls itself.
    #[serde(default)]
    #[schema(max_length = 60)]
    device: String,
}

/// A password with its second factor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasswordBody {
    /// 12 to 128 characters, and none that many take.
    #[schema(min_length = 12, max_length = 128)]
    password: String,
    /// The six digits that the authenticator app shows for the secret that was given.
    #[schema(max_length = 10, example = "012345")]
    totp_code: String,
}

/// Brings an account into use and signs the member in; the session comes as a cookie.
#[utoipa::path(post, path = "/api/staff/enrolment", tag = "staff", request_body = EnrolStaffBody,
    responses((status = 204), Problems))]
pub(crate) async fn enrol(
    State(app): State<App>,
    Now(now): Now,
    party: Result<Asked, Problem>,
    Json(body): Json<EnrolStaffBody>,
) -> Result<impl IntoResponse, Problem> {
    let registration = body.passkey.as_ref().map(NewPasskeyBody::registration);
    let party = match &body.passkey {
        Some(_) => Some(party?.0),
        None => None,
    };
    let passkey = body.passkey.as_ref().zip(registration.as_ref());
    let passkey = passkey.map(|(body, registration)| body.passkey(registration));
    let password = body.password.as_ref();
    let asked = EnrolStaff {
        code: &body.code,
        password: password.map(|own| (own.password.as_str(), own.totp_code.as_str())),
        passkey: passkey.zip(party.as_ref()),
        device: &body.device,
    };
    let enrolled = app.service.enrol_staff(&asked, now).await?;
    Ok(signed_in(&app, &enrolled))
}
