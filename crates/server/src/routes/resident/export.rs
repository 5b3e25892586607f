//! `POST /api/me/export`: everything that is stored about a person, for themself.

use axum::extract::State;
use service::MyData;

use super::sign_in_document::LastSix;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Everything that is stored about oneself, proven by the last six of the document. It stands in one's log.
#[utoipa::path(post, path = "/api/me/export", tag = "resident", request_body = LastSix,
    responses((status = 200, body = MyData), Problems))]
pub(crate) async fn export(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<LastSix>,
) -> Result<axum::Json<MyData>, Problem> {
    let last6 = body.document_last6.trim();
    Ok(axum::Json(
        app.service.export_own(&session, last6, now).await?,
    ))
}
