//! `DELETE /api/me/organisations/{organisation}`: from this moment on the organisation sees nothing of the person.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::OrganisationId;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Leaves an organisation, or declines its invitation. A card that it printed is good no more.
#[utoipa::path(delete, path = "/api/me/organisations/{organisation}", operation_id = "leave_organisation", tag = "resident",
    params(("organisation" = Id, Path, description = "Which.")), responses((status = 204), Problems))]
pub(crate) async fn leave_organisation(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(organisation): Path<Id>,
) -> Result<StatusCode, Problem> {
    let organisation = OrganisationId(organisation.0);
    app.service
        .leave_organisation(&session, organisation, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
