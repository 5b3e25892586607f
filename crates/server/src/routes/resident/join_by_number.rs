//! `POST /api/sign-in/number`: a phone that is registered to the document of somebody who has a code (S2-9, S2-30).

use axum::extract::State;
use serde::Deserialize;
use service::JoinForm;
use utoipa::ToSchema;

use super::sign_in::Standing;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{KindWord, named};

/// What proves the person beside the phone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JoinBody {
    /// The name as in the document.
    #[schema(max_length = 400)]
    name: String,
    /// The kind of document.
    document_kind: KindWord,
    /// Its number, or the lines of its machine-readable zone.
    #[schema(max_length = 400)]
    document_number: String,
}

/// Links the device, and adds its number, where the registry says that name, document and phone are one person's. One
/// and the same refusal where it does not, and where nobody has a code with the document.
#[utoipa::path(post, path = "/api/sign-in/number", tag = "resident", request_body = JoinBody,
    responses((status = 200, body = Standing), Problems))]
pub(crate) async fn join_by_number(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<JoinBody>,
) -> Result<axum::Json<Standing>, Problem> {
    let said = (&*body.name, body.document_kind, &*body.document_number);
    let (name, document) = named("", said, now.date())?;
    let form = JoinForm { name, document };
    let standing = app.service.join_by_number(&session, &form, now).await?;
    Ok(axum::Json(standing.into()))
}
