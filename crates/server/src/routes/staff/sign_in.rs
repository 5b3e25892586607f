//! `POST /api/staff/sign-in`: by login, password and one-time password.

use axum::extract::State;
use axum::response::IntoResponse;
use serde::Deserialize;
use service::PasswordSignIn;
use utoipa::ToSchema;

use super::signed_in;
use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// What a member signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffSignInBody {
    /// The login.
    #[schema(max_length = 64, example = "wang.min")]
    login: String,
    /// The password.
    #[schema(max_length = 128)]
    password: String,
    /// The six digits that the authenticator app shows; each counts once.
    #[schema(max_length = 10, example = "012345")]
    totp_code: String,
    /// What the device calls itself.
    #[serde(default)]
    #[schema(max_length = 60)]
    device: String,
}

/// Signs a member of staff in; the session comes as a cookie. What is not right is not said. Five wrong tries in a quarter
/// of an hour a login.
#[utoipa::path(post, path = "/api/staff/sign-in", operation_id = "sign_in_staff", tag = "staff",
    request_body = StaffSignInBody, responses((status = 204), Problems))]
pub(crate) async fn sign_in(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<StaffSignInBody>,
) -> Result<impl IntoResponse, Problem> {
    let asked = PasswordSignIn {
        login: &body.login,
        password: &body.password,
        code: &body.totp_code,
        device: &body.device,
    };
    let opened = app.service.sign_in_staff(&asked, now).await?;
    Ok(signed_in(&app, &opened))
}
