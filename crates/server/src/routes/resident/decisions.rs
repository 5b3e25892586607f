//! `GET /api/decisions`: every colour with its reason and its way out (N-2).

use axum::Json;
use axum::extract::State;

use super::Decisions;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The decisions about the person now, made from facts that hold.
#[utoipa::path(get, path = "/api/decisions", tag = "resident", responses((status = 200, body = Decisions), Problems))]
pub(crate) async fn decisions(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<Decisions>, Problem> {
    let person = session.person()?;
    let decisions = app.service.rate(person, now).await?;
    Ok(Json(Decisions::of(&app, person, &decisions, now).await?))
}
