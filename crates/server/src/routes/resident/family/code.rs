//! `POST /api/family/members/{id}/code`: the member's code once more, to the member's phone.

use axum::extract::State;
use domain::ids::LinkId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::routes::resident::send_code::{CodeSent, MessageLanguage};
use crate::wire::Id;

/// In which language.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FamilyCodeAsked)]
pub(crate) struct CodeBody {
    /// The language of the message.
    language: MessageLanguage,
}

/// Sends the code by which the member agrees; its text says what it opens.
#[utoipa::path(post, path = "/api/family/members/{id}/code", operation_id = "send_family_code", tag = "resident",
    params(("id" = Id, Path, description = "The link.")), request_body = CodeBody,
    responses((status = 200, body = CodeSent), Problems))]
pub(crate) async fn code(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(id): Path<Id>,
    Json(body): Json<CodeBody>,
) -> Result<axum::Json<CodeSent>, Problem> {
    let language = body.language.into();
    let sent = app
        .service
        .send_family_code(&session, LinkId(id.0), language, now);
    Ok(axum::Json(sent.await?.into()))
}
