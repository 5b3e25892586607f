//! `POST /api/staff/counter/documents`: a renewed document, where both lie on the table (S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use domain::identity::Document;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::routes::resident::renew_document::RenewedDocument;

/// Who is before the counter by their old document, and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenewAtCounter {
    /// Whose document it is, by the number with which they are registered or were before.
    who: BeforeCounter,
    /// The document that came in its place.
    renewed: RenewedDocument,
}

/// Puts the number of a renewed document in the place of the old one, which goes on leading to the same person.
#[utoipa::path(post, path = "/api/staff/counter/documents", operation_id = "renew_at_counter", tag = "staff",
    request_body = RenewAtCounter, responses((status = 204), Problems))]
pub(crate) async fn renew(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<RenewAtCounter>,
) -> Result<StatusCode, Problem> {
    let at = body.who.read(now.date())?;
    let kind = body.renewed.document_kind.into();
    let document = Document::parse(kind, &body.renewed.document_number, now.date());
    let document =
        document.map_err(|error| Problem::field("renewed.document_number", error.text()))?;
    app.service
        .renew_at_counter(session.member(), &at, &document, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
