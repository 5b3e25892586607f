//! `POST /api/staff/enrolment/begin`: whose account a code brings into use, and what to make a proof of.

use axum::Json as Answer;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};
use crate::wire::Bytes;

/// The code that was handed over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffCodeBody {
    /// Ten letters and digits, however they are typed; good for a day, once.
    #[schema(max_length = 40, example = "7K2MP-9XQ4R")]
    code: String,
}

/// An account that waits.
#[derive(Serialize, ToSchema)]
pub(crate) struct EnrolmentBegunBody {
    /// Whose account it is.
    name: String,
    /// The login.
    login: String,
    /// What an authenticator keeps beside the passkey: the id of the account.
    user: Bytes,
    /// What a new passkey answers within five minutes.
    challenge: Bytes,
    /// The domain for which a passkey is; absent where the page was opened at an address without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "hz.example")]
    rp_id: Option<String>,
    /// The secret for an authenticator app (RFC 6238), in base32.
    #[schema(example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    totp_secret: String,
    /// The same as an address, for a QR code.
    otpauth: String,
}

/// Shows whose account a code brings into use; the code stays good.
#[utoipa::path(post, path = "/api/staff/enrolment/begin", tag = "staff", request_body = StaffCodeBody,
    responses((status = 200, body = EnrolmentBegunBody), Problems))]
pub(crate) async fn begin_enrolment(
    State(app): State<App>,
    Now(now): Now,
    party: Result<Asked, Problem>,
    Json(body): Json<StaffCodeBody>,
) -> Result<Answer<EnrolmentBegunBody>, Problem> {
    let begun = app.service.begin_enrolment(&body.code, now).await?;
    Ok(Answer(EnrolmentBegunBody {
        name: begun.name,
        login: begun.login,
        user: Bytes(begun.user.to_vec()),
        challenge: Bytes(begun.challenge),
        rp_id: party.ok().map(|Asked(party)| party.id),
        totp_secret: begun.secret.as_str().to_owned(),
        otpauth: begun.otpauth.as_str().to_owned(),
    }))
}
