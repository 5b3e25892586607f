//! `DELETE /api/staff/session`: the device that asks is signed out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::edge::session::no_staff_cookie;
use crate::problem::{Problem, Problems};

/// Ends the session of the device that asks.
#[utoipa::path(delete, path = "/api/staff/session", operation_id = "sign_out_staff", tag = "staff",
    responses((status = 204), Problems))]
pub(crate) async fn sign_out(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<impl IntoResponse, Problem> {
    app.service.sign_out_staff(&session, now).await?;
    let gone = no_staff_cookie(app.secure).map(|cookie| (SET_COOKIE, cookie));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(gone)))
}
