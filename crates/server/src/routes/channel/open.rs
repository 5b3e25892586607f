//! `POST /api/channels/open`: the page in a channel's web view opens its session by the link, once.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use domain::policy::Text;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::edge::session::cookie;
use crate::problem::{Problem, Problems};
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
}

/// Opens a session of the phone for which the channel vouched; it comes as a cookie.
#[utoipa::path(post, path = "/api/channels/open", operation_id = "open_channel_link", tag = "channel",
    request_body = OpenBody, responses((status = 200, body = OpenedBody), Problems))]
pub(crate) async fn open(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<OpenBody>,
) -> Result<impl IntoResponse, Problem> {
    let key = body.device_key.as_ref().map(|key| &key.0[..]);
    let opened = app.service.open_link(body.secret.trim(), key, now).await?;
    let cookie = cookie(&opened.secret, app.secure).map(|cookie| (SET_COOKIE, cookie));
    let answer = OpenedBody {
        channel: opened.channel,
        phone_masked: opened.phone_masked,
    };
    Ok((AppendHeaders(cookie), axum::Json(answer)))
}
