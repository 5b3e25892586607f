//! `POST /api/staff/counter/declarations`: a declaration is taken down word for word (S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::routes::resident::Decisions;
use crate::wire::DeclarationBody;

/// Who is before the counter, and what they say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeclareAtCounter {
    /// Whose document it is.
    who: BeforeCounter,
    /// What they say, as a person declares it themself.
    declaration: DeclarationBody,
}

/// Keeps a declaration of the person before the counter, and answers with the decision of every city in use. Who took it down
/// stands in it. Sent again it is the same declaration.
#[utoipa::path(post, path = "/api/staff/counter/declarations", operation_id = "declare_at_counter", tag = "staff",
    request_body = DeclareAtCounter, responses((status = 201, body = Decisions), Problems))]
pub(crate) async fn declare(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<DeclareAtCounter>,
) -> Result<(StatusCode, axum::Json<Decisions>), Problem> {
    let at = body.who.read(now.date())?;
    let declaration = body.declaration.into();
    let (person, decisions) = app
        .service
        .declare_at_counter(session.member(), &at, &declaration, now)
        .await?;
    let decisions = Decisions::of(&app, person, &decisions, now).await?;
    Ok((StatusCode::CREATED, axum::Json(decisions)))
}
