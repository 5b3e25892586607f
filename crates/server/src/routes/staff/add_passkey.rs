//! `POST /api/staff/passkeys`: one more passkey for the account.

use axum::extract::State;
use axum::http::StatusCode;

use super::NewPasskeyBody;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};

/// Adds a passkey, for who signed in by one. Who has none left gets a new code from whoever runs the service.
#[utoipa::path(post, path = "/api/staff/passkeys", tag = "staff", request_body = NewPasskeyBody,
    responses((status = 201), Problems))]
pub(crate) async fn add_passkey(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
    Json(body): Json<NewPasskeyBody>,
) -> Result<StatusCode, Problem> {
    let registration = body.registration();
    let new = body.passkey(&registration);
    app.service.add_passkey(&session, &new, &party, now).await?;
    Ok(StatusCode::CREATED)
}
