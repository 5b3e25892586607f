//! `POST /api/staff/passkeys/begin`: a challenge for one more passkey.

use axum::Json;
use axum::extract::State;

use super::ChallengeBody;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};

/// A challenge for a passkey that is to be added, for who signed in by one.
#[utoipa::path(post, path = "/api/staff/passkeys/begin", tag = "staff",
    responses((status = 200, body = ChallengeBody), Problems))]
pub(crate) async fn begin_passkey(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
) -> Result<Json<ChallengeBody>, Problem> {
    let challenge = app.service.begin_passkey(&session, now).await?;
    Ok(Json(ChallengeBody::of(challenge, party)))
}
