//! `GET /api/staff/proposals/{id}`: one proposal; to whose hands it is in, whole.

use axum::Json;
use axum::extract::State;
use domain::ids::ProposalId;
use service::ProposalSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A proposal. Opening one that names a person leaves a line that the person reads.
#[utoipa::path(get, path = "/api/staff/proposals/{id}", tag = "staff",
    params(("id" = Id, Path, description = "The proposal.")),
    responses((status = 200, body = ProposalSeen), Problems), security(("staff" = [])))]
pub(crate) async fn one(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
) -> Result<Json<ProposalSeen>, Problem> {
    let id = ProposalId(id.0);
    let seen = app.service.proposal_seen(session.member(), id, now).await?;
    Ok(Json(seen))
}
