//! `POST /api/family/links/{id}/answer`: the member says on their own page whether they agree.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::LinkId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Yes or no.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FamilyAnswer)]
pub(crate) struct AnswerBody {
    /// Whether the member agrees.
    agree: bool,
}

/// Answers who wants to hold one. Answered twice it is answered once.
#[utoipa::path(post, path = "/api/family/links/{id}/answer", operation_id = "answer_family", tag = "resident",
    params(("id" = Id, Path, description = "The link.")), request_body = AnswerBody,
    responses((status = 204), Problems))]
pub(crate) async fn answer(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(id): Path<Id>,
    Json(body): Json<AnswerBody>,
) -> Result<StatusCode, Problem> {
    app.service
        .answer_family(&session, LinkId(id.0), body.agree, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
