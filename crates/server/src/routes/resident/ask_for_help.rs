//! `POST /api/me/help`: a person in quarantine asks their community for help.

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::HelpKind;
use serde::Deserialize;
use service::{HelpAsked, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HelpAsked)]
pub(crate) struct HelpAskedBody {
    /// Made on the page: the same id twice is one request.
    id: Id,
    /// What kind.
    #[schema(value_type = shapes::HelpKind)]
    kind: HelpKind,
    /// What is needed, in up to 200 characters; needed for the kind *other*. Sealed.
    #[serde(default)]
    #[schema(max_length = 200)]
    words: String,
}

/// Asks for help: the community has a task with a clock.
#[utoipa::path(post, path = "/api/me/help", operation_id = "ask_for_help", tag = "resident", request_body = HelpAskedBody,
    responses((status = 201), Problems))]
pub(crate) async fn ask_for_help(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<HelpAskedBody>,
) -> Result<StatusCode, Problem> {
    let asked = HelpAsked {
        id: body.id.0,
        kind: body.kind,
        words: body.words.into(),
    };
    app.service.ask_for_help(&session, &asked, now).await?;
    Ok(StatusCode::CREATED)
}
