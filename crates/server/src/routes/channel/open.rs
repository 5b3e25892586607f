//! `POST /api/channels/open`: the page in a channel's web view opens its session by the link, once.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use domain::policy::Text;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::edge::session::{cookie as cookie_of, secret_in};
use crate::problem::{Problem, Problems};
use crate::routes::resident::sign_in::StandingWord;
use crate::wire::Bytes;

/// What the page sends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenBody {
    /// What stands behind `#channel=` in the link.
    #[schema(max_length = 200)]
    secret: String,
    /// The public key of the device's enrolment key: an uncompressed point of P-256, 65 bytes. Absent where the runtime
    /// cannot sign: then the server presents, and nothing else is issued to the session.
    #[serde(default)]
    #[schema(value_type = Option<shapes::DeviceKey>)]
    device_key: Option<Bytes>,
}

/// A session of the phone.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedBody {
    /// What people call the channel.
    #[schema(value_type = shapes::Text)]
    channel: Text,
    /// The phone, its middle hidden.
    phone_masked: String,
    /// A phone, or the person whose session the page keeps.
    standing: StandingWord,
}

/// Opens a session of the phone for which the channel vouched; it comes as a cookie. A page that has a person's session
/// by the same channel and phone keeps it.
#[utoipa::path(post, path = "/api/channels/open", operation_id = "open_channel_link", tag = "channel",
    request_body = OpenBody, responses((status = 200, body = OpenedBody), Problems))]
pub(crate) async fn open(
    State(app): State<App>,
    Now(now): Now,
    headers: HeaderMap,
    Json(body): Json<OpenBody>,
) -> Result<impl IntoResponse, Problem> {
    let key = body.device_key.as_ref().map(|key| &key.0[..]);
    let asked = (body.secret.trim(), secret_in(&headers));
    let opened = app.service.open_link(asked, key, now).await?;
    let cookie = opened.secret.as_ref();
    let cookie = cookie.and_then(|secret| cookie_of(secret, app.secure));
    let cookie = cookie.map(|cookie| (SET_COOKIE, cookie));
    let answer = OpenedBody {
        channel: opened.channel,
        phone_masked: opened.phone_masked,
        standing: opened.standing.into(),
    };
    Ok((AppendHeaders(cookie), axum::Json(answer)))
}
