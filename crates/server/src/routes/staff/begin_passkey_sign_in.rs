//! `POST /api/staff/passkey/begin`: a challenge for signing in by a passkey.

use axum::Json;
use axum::extract::State;

use super::ChallengeBody;
use crate::App;
use crate::edge::extract::Now;
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};

/// A challenge for whatever passkey of this service the authenticator has; it says nothing of who has one.
#[utoipa::path(post, path = "/api/staff/passkey/begin", tag = "staff",
    responses((status = 200, body = ChallengeBody), Problems))]
pub(crate) async fn begin_passkey_sign_in(
    State(app): State<App>,
    Now(now): Now,
    Asked(party): Asked,
) -> Result<Json<ChallengeBody>, Problem> {
    let challenge = app.service.begin_passkey_sign_in(now);
    Ok(Json(ChallengeBody::of(challenge, party)))
}
