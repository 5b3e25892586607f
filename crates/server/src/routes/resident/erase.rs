//! `POST /api/me/erasure`: a person is forgotten, as far as no order and no colour stands against it (NO SIDE DOOR).

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use domain::time::Date;
use serde::Serialize;
use service::{Erased, shapes};
use utoipa::ToSchema;

use super::sign_in_document::LastSix;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::edge::session::no_cookie;
use crate::problem::{Problem, Problems};

/// What became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ErasedBody {
    /// The date until which the document's hash, the orders and their evidence are kept, those that officials have yet to agree to
    /// among them; absent: nothing is. Appeals are taken back in either case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    rest_until: Option<Date>,
}

/// Erases the person, who proves by the last six of the document that it is no slip.
#[utoipa::path(post, path = "/api/me/erasure", tag = "resident", request_body = LastSix,
    responses((status = 200, body = ErasedBody), Problems))]
pub(crate) async fn erase(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<LastSix>,
) -> Result<impl IntoResponse, Problem> {
    let last6 = body.document_last6.trim();
    let erased = app.service.erase_own(&session, last6, now).await?;
    let rest_until = match erased {
        Erased::Whole => None,
        Erased::But(until) => Some(until),
    };
    let gone = no_cookie(app.secure).map(|cookie| (SET_COOKIE, cookie));
    Ok((AppendHeaders(gone), axum::Json(ErasedBody { rest_until })))
}
