//! `GET /api/staff/proposals/{id}`: one proposal; to whose hands it is in, whole, where they say for which purpose.

use axum::Json;
use axum::extract::State;
use domain::ids::ProposalId;
use service::ProposalSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Problem, Problems};
use crate::routes::staff::Look;
use crate::wire::Id;

/// A proposal. Opening one that is about a person leaves a line that the person reads; another purpose than those of the list is
/// refused, and that stands in the log.
#[utoipa::path(get, path = "/api/staff/proposals/{id}", tag = "staff",
    params(("id" = Id, Path, description = "The proposal."), Look),
    responses((status = 200, body = ProposalSeen), Problems))]
pub(crate) async fn one(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Query(look): Query<Look>,
) -> Result<Json<ProposalSeen>, Problem> {
    let (member, purpose) = (session.member(), look.purpose.as_deref());
    let seen = app
        .service
        .proposal_seen(member, ProposalId(id.0), purpose, now);
    Ok(Json(seen.await?))
}
