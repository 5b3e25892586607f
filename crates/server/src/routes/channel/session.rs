//! `POST /api/channels/session`: a channel vouches for the phone of its user, and gets a link for the web view.

use axum::extract::State;
use axum::http::StatusCode;
use domain::place::DivisionCode;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::AtChannel;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// What the channel says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VouchBody {
    /// A JWT (ES256) by the channel's key: `iss` its name, `sub` its own opaque id of the user, `phone` the number that
    /// is bound there, `aud` this address, `iat`, `exp` at most five minutes later, and `jti`, which is used once.
    #[schema(value_type = shapes::Jwt)]
    assertion: String,
    /// The city with which the page is to open.
    #[serde(default)]
    #[schema(value_type = Option<shapes::CityCode>)]
    city: Option<DivisionCode>,
}

/// A link that opens a session of the phone, once.
#[derive(Serialize, ToSchema)]
pub(crate) struct VouchedBody {
    /// For the web view. What stands behind `#` reaches no server by itself.
    link: String,
    /// The secret behind the link, for a runtime without a web view.
    secret: String,
    /// For how many seconds it waits.
    expires_s: u32,
}

/// Takes a channel's word for a phone. The session that comes of it is that of a phone and of no person: the last six
/// of the document are asked for as elsewhere.
#[utoipa::path(post, path = "/api/channels/session", operation_id = "channel_session", tag = "channel",
    request_body = VouchBody, responses((status = 201, body = VouchedBody), Problems))]
pub(crate) async fn session(
    State(app): State<App>,
    Now(now): Now,
    AtChannel(channel): AtChannel,
    Json(body): Json<VouchBody>,
) -> Result<(StatusCode, axum::Json<VouchedBody>), Problem> {
    let asked = (body.assertion.trim(), body.city);
    let vouched = app.service.vouch(&channel, asked, now).await?;
    let answer = VouchedBody {
        link: vouched.link.as_str().to_owned(),
        secret: vouched.secret.text().to_owned(),
        expires_s: vouched.expires_s,
    };
    Ok((StatusCode::CREATED, axum::Json(answer)))
}
