//! `POST /api/me/document`: a renewed document comes in the place of the old one, and the record goes on (S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use domain::identity::Document;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::KindWord;

/// The renewed document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenewedDocument {
    /// The kind of document.
    pub(crate) document_kind: KindWord,
    /// Its number, or the lines of its machine-readable zone.
    #[schema(max_length = 400)]
    pub(crate) document_number: String,
}

/// Puts the number of a renewed document in the place of the old one, where the registry says that both are one holder's.
/// The old number goes on leading to the same person.
#[utoipa::path(post, path = "/api/me/document", tag = "resident", request_body = RenewedDocument,
    responses((status = 204), Problems))]
pub(crate) async fn renew_document(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<RenewedDocument>,
) -> Result<StatusCode, Problem> {
    let kind = body.document_kind.into();
    let document = Document::parse(kind, &body.document_number, now.date());
    let document = document.map_err(|error| Problem::field("document_number", error.text()))?;
    app.service.renew_document(&session, &document, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
