//! What every answer carries: what a page may do, and that nobody keeps what is somebody's own.

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

use crate::App;

/// A page runs its own scripts and styles, talks to its own server, and is framed by nobody. WebAssembly reads the
/// camera's pictures at a checkpoint.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// Our own pages use the camera, to read codes and challenges, keep a gate's screen on, and compare where a phone is with where a
/// venue is, on the phone alone; the rest of a device nobody.
const PERMISSIONS: &str =
    "camera=(self), screen-wake-lock=(self), geolocation=(self), microphone=(), payment=(), usb=()";
/// Two years, as browsers ask for.
const SECURE_ONLY: &str = "max-age=63072000";
/// What a page of a demonstration reads from its own answer before it has asked anything: so what stands above everything there has
/// its room from the first paint.
const OF_A_DEMO: (&str, &str) = ("server-timing", "demo");

/// Adds what every answer carries.
pub(crate) async fn guard(app: App, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let private = path.starts_with("/api/");
    let is_page = !private && !path.contains('.');
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    set(headers, CONTENT_SECURITY_POLICY, POLICY);
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, X_FRAME_OPTIONS, "DENY");
    set(headers, REFERRER_POLICY, "no-referrer");
    set(
        headers,
        HeaderName::from_static("permissions-policy"),
        PERMISSIONS,
    );
    set(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if app.secure && app.demo.is_none() {
        set(headers, STRICT_TRANSPORT_SECURITY, SECURE_ONLY);
    }
    if is_page && app.demo.is_some() {
        let (name, value) = OF_A_DEMO;
        set(headers, HeaderName::from_static(name), value);
    }
    if private && !headers.contains_key(CACHE_CONTROL) {
        set(headers, CACHE_CONTROL, "no-store");
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
