//! `GET /api/notices`: what the person was told besides the answers to what they asked.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::NoticeTold;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Notices.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticesBody {
    /// The newest first, fifty at most.
    notices: Vec<NoticeTold>,
}

/// The notices of the person.
#[utoipa::path(get, path = "/api/notices", tag = "resident", responses((status = 200, body = NoticesBody), Problems))]
pub(crate) async fn notices(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<NoticesBody>, Problem> {
    let notices = app.service.notices(session.person()?, now).await?;
    Ok(Json(NoticesBody { notices }))
}
