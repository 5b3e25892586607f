//! `POST /api/declarations`: what a person says, and the decision that follows from it (S1-1, S2-10..13).

use axum::extract::State;
use axum::http::StatusCode;

use super::Decisions;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::DeclarationBody;

/// Keeps a declaration, and answers with the decision of every city in use. Sent again it is the same declaration.
#[utoipa::path(post, path = "/api/declarations", tag = "resident", request_body = DeclarationBody,
    responses((status = 201, body = Decisions), Problems))]
pub(crate) async fn declare(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<DeclarationBody>,
) -> Result<(StatusCode, axum::Json<Decisions>), Problem> {
    let person = session.person()?;
    let hand = session.hand()?;
    let decisions = app.service.declare(hand, &body.into(), now).await?;
    let decisions = Decisions::of(&app, person, &decisions, now).await?;
    Ok((StatusCode::CREATED, axum::Json(decisions)))
}
