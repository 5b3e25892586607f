//! `GET /api/staff/proposals/drafts/{id}`: how far a draft came that takes long, and at its end the draft.

use axum::extract::State;
use axum::response::Response;

use super::draft::{DraftBody, DraftTryingBody, said};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Path;
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// How far a draft of one's own came. It waits some seconds for the end. What came of it is told once; a draft that is not there
/// any more is drafted again.
#[utoipa::path(get, path = "/api/staff/proposals/drafts/{id}", operation_id = "draft_trying", tag = "staff",
    params(("id" = Id, Path, description = "The draft, as `trying` named it.")),
    responses((status = 200, body = DraftBody), (status = 202, body = DraftTryingBody), Problems))]
pub(crate) async fn trying(
    State(app): State<App>,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
    Path(id): Path<Id>,
) -> Result<Response, Problem> {
    let came = app.drafts.wait(session.member().id, id.0);
    Ok(said(came.await?, party.id))
}
