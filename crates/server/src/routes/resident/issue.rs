//! `POST /api/codes`: a credential for one key of one device, which asks with its enrolment key.

use axum::extract::State;
use axum::http::StatusCode;
use domain::help::Cause;
use domain::place::DivisionCode;
use domain::state;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use service::{Explained, IssueAsked, Issued, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Bytes;

/// What the device asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueBody {
    /// The city whose decision the code is to carry.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
    /// The public key to which it is bound, made for it: an uncompressed point of P-256, 65 bytes.
    code_key: Bytes,
    /// A second one, for tomorrow's credential, where tomorrow's state is decided in the evening already.
    #[serde(default)]
    next_key: Option<Bytes>,
    /// When the device asks, within five minutes of `/api/time`.
    #[schema(value_type = i64)]
    instant_ms: Instant,
    /// ES256 (r and s, 64 bytes) by the enrolment key over `healthcode issue`, the city, the code key in base64url,
    /// the instant, and the second key where one is sent, a line each.
    signature: Bytes,
}

/// A credential.
#[derive(Serialize, ToSchema)]
pub(crate) struct IssuedBody {
    /// A `COSE_Sign1`; the device presents it anew every half minute.
    credential: Bytes,
    /// The state that it claims.
    #[schema(value_type = shapes::State)]
    state: state::State,
    /// The first instant at which it is good.
    #[schema(value_type = i64)]
    begins_ms: Instant,
    /// The first instant at which it is no longer good.
    #[schema(value_type = i64)]
    expires_ms: Instant,
    /// Its decision in words.
    decision: Explained,
    /// Tomorrow's credential, not good before midnight, where what follows today is decided already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    next: Option<Box<Self>>,
}

impl From<Issued> for IssuedBody {
    fn from(issued: Issued) -> Self {
        Self {
            credential: Bytes(issued.credential),
            state: issued.state,
            begins_ms: issued.begins,
            expires_ms: issued.expires,
            decision: issued.explained,
            next: issued.next.map(|next| Box::new((*next).into())),
        }
    }
}

/// Issues a code. A city that was not used before is used from today on.
#[utoipa::path(post, path = "/api/codes", tag = "resident", request_body = IssueBody,
    responses((status = 201, body = IssuedBody), Problems))]
pub(crate) async fn issue(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<IssueBody>,
) -> Result<(StatusCode, axum::Json<IssuedBody>), Problem> {
    let asked = IssueAsked {
        city: body.city,
        code_key: &body.code_key.0,
        next_key: body.next_key.as_ref().map(|key| &key.0[..]),
        instant: body.instant_ms,
        signature: &body.signature.0,
    };
    let issued = app.service.issue(&session, &asked, now).await?;
    // No refusal, and yet somebody who does not get on; a phone asks when the state is another, or the day.
    match issued.state {
        state::State::None => app.service.count_failure(Cause::NotDeclared),
        state::State::Unconfirmed => app.service.count_failure(Cause::Unconfirmed),
        _ => {}
    }
    Ok((StatusCode::CREATED, axum::Json(issued.into())))
}
