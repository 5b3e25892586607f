//! `DELETE /api/session`: the device is cut off.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::edge::session::no_cookie;
use crate::problem::{Problem, Problems};

/// Ends the session; what was issued to the device passes no gate that has a network.
#[utoipa::path(delete, path = "/api/session", tag = "resident", responses((status = 204), Problems))]
pub(crate) async fn sign_out(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<impl IntoResponse, Problem> {
    app.service.sign_out(&session, now).await?;
    let gone = no_cookie(app.secure).map(|cookie| (SET_COOKIE, cookie));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(gone)))
}
