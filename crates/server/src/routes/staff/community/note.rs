//! `POST /api/staff/community/notes`: what a worker writes of a visit, or for the next shift.

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::NoteKind;
use domain::ids::PersonId;
use serde::Deserialize;
use service::{Note, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Note)]
pub(crate) struct NoteBody {
    /// Made on the device: the same id twice is one note.
    id: Id,
    /// About whom, as the list names them.
    person: Id,
    /// For whom: the note of a shift takes the place of the one before.
    #[schema(value_type = shapes::NoteKind)]
    kind: NoteKind,
    /// The words, 1 to 500 characters; sealed, and read by no rule.
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    words: String,
}

/// Keeps a note.
#[utoipa::path(post, path = "/api/staff/community/notes", operation_id = "write_note", tag = "staff", request_body = NoteBody,
    responses((status = 204), Problems))]
pub(crate) async fn note(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<NoteBody>,
) -> Result<StatusCode, Problem> {
    let note = Note {
        id: body.id.0,
        person: PersonId(body.person.0),
        kind: body.kind,
        words: body.words.into(),
    };
    app.service.write_note(session.member(), &note, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
