//! `GET /.well-known/healthcode-keys`: the keys by which anybody verifies a code.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use service::shapes;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// A COSE key set (RFC 9052); its form stands in `crates/credential/src/key_set.rs`.
#[utoipa::path(get, path = "/.well-known/healthcode-keys", tag = "public",
    responses((status = 200, content_type = "application/cose-key-set", body = shapes::Octets), Problems))]
pub(crate) async fn keys(
    State(app): State<App>,
    Now(now): Now,
) -> Result<impl IntoResponse, Problem> {
    let bytes = app.service.key_set(now).await?;
    let headers = [
        (CONTENT_TYPE, "application/cose-key-set"),
        // A key is published seven days before it signs: an hour is soon enough.
        (CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, bytes.to_vec()))
}
