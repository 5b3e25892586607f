//! `GET /api/checkpoint/trust-list`: whom a gate recognises, and what their states mean here.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use service::{Media, shapes};

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The trust list, signed by the service; its form stands in `crates/credential/src/trust_list.rs`. A device that names the
/// tag of the one that it holds (`If-None-Match`) is told where it is still the newest (304).
#[utoipa::path(get, path = "/api/checkpoint/trust-list", tag = "checkpoint",
    responses((status = 200, content_type = "application/vnd.healthcode.trust-list+cwt", body = shapes::Octets),
        (status = 304, description = "the device holds the newest"), Problems))]
pub(crate) async fn trust_list(
    State(app): State<App>,
    Now(now): Now,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let list = app.service.trust_list(now).await?;
    let tag = format!("\"{}\"", list.tag);
    // The device keeps it itself, and asks each time.
    let kept = [
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        (ETAG, tag.clone()),
    ];
    let known = headers.get(IF_NONE_MATCH);
    if known.is_some_and(|known| known == tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let media = [(CONTENT_TYPE, Media::TrustList.word())];
    Ok((kept, media, list.bytes.to_vec()).into_response())
}
