//! `POST /api/staff/appeals`: an appeal that somebody handed in on paper.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::AppealId;
use domain::place::DivisionCode;
use serde::{Deserialize, Serialize};
use service::{AppealAsked, AppealOnPaper, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{Id, KindWord, named};

/// What stands on the paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppealOnPaperBody {
    /// Made on the page: the same id twice is one appeal.
    id: Id,
    /// The name in the document.
    #[schema(max_length = 400)]
    name: String,
    /// The kind of document.
    document_kind: KindWord,
    /// Its number.
    #[schema(max_length = 400)]
    document_number: String,
    /// The city whose decision it is.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
    /// Why it is wrong.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    reason: String,
    /// What shows it.
    #[serde(default)]
    #[schema(max_length = 1_000)]
    evidence: String,
}

/// The number to write on the paper.
#[derive(Serialize, ToSchema)]
pub(crate) struct AppealNumber {
    /// The appeal's id, as text.
    id: String,
}

/// Takes an appeal down from paper. The person reads who did.
#[utoipa::path(post, path = "/api/staff/appeals", operation_id = "appeal_on_paper", tag = "staff",
    request_body = AppealOnPaperBody, responses((status = 201, body = AppealNumber), Problems))]
pub(crate) async fn on_paper(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<AppealOnPaperBody>,
) -> Result<(StatusCode, axum::Json<AppealNumber>), Problem> {
    let (number, kind) = (&body.document_number, body.document_kind);
    let (name, document) = named("", (&body.name, kind, number), now.date())?;
    let paper = AppealOnPaper {
        name,
        document,
        asked: AppealAsked {
            id: AppealId(body.id.0),
            jurisdiction: body.city,
            reason: body.reason,
            evidence: body.evidence,
            about: None,
        },
    };
    let id = app.service.appeal_on_paper(session.member(), &paper, now);
    let id = id.await?.0.to_string();
    Ok((StatusCode::CREATED, axum::Json(AppealNumber { id })))
}
