//! `POST /api/staff/passkey`: an authenticator answers a challenge, and its holder is signed in.

use axum::extract::State;
use axum::response::IntoResponse;
use serde::Deserialize;
use service::{Assertion, PasskeyAnswer};
use utoipa::ToSchema;

use super::signed_in;
use crate::App;
use crate::edge::extract::{Json, Now};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};
use crate::wire::Bytes;

/// What the authenticator answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeySignInBody {
    /// The challenge, as it was given.
    challenge: Bytes,
    /// `rawId`: which passkey it took.
    passkey_id: Bytes,
    /// `response.authenticatorData`.
    authenticator_data: Bytes,
    /// `response.clientDataJSON`.
    client_data: Bytes,
    /// `response.signature`.
    signature: Bytes,
    /// What the device calls itself.
    #[serde(default)]
    #[schema(max_length = 60)]
    device: String,
}

/// Signs a member of staff in; the session comes as a cookie.
#[utoipa::path(post, path = "/api/staff/passkey", tag = "staff", request_body = PasskeySignInBody,
    responses((status = 204), Problems))]
pub(crate) async fn sign_in_by_passkey(
    State(app): State<App>,
    Now(now): Now,
    Asked(party): Asked,
    Json(body): Json<PasskeySignInBody>,
) -> Result<impl IntoResponse, Problem> {
    let assertion = Assertion {
        authenticator_data: body.authenticator_data.0,
        client_data: body.client_data.0,
        signature: body.signature.0,
    };
    let answer = PasskeyAnswer {
        challenge: &body.challenge.0,
        id: &body.passkey_id.0,
        assertion: &assertion,
        device: &body.device,
    };
    let opened = app.service.sign_in_by_passkey(&answer, &party, now).await?;
    Ok(signed_in(&app, &opened))
}
