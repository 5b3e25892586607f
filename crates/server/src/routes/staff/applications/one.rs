//! `GET /api/staff/applications/{id}`: one application; what it says is opened for a purpose.

use axum::Json;
use axum::extract::State;
use domain::ids::ApplicationId;
use service::ApplicationSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Problem, Problems};
use crate::routes::staff::Look;
use crate::wire::Id;

/// An application. Opening what it says leaves a line that whom it is about reads.
#[utoipa::path(get, path = "/api/staff/applications/{id}", operation_id = "see_application", tag = "staff",
    params(("id" = Id, Path, description = "The application."), Look),
    responses((status = 200, body = ApplicationSeen), Problems))]
pub(crate) async fn one(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Query(look): Query<Look>,
) -> Result<Json<ApplicationSeen>, Problem> {
    let (member, purpose) = (session.member(), look.purpose.as_deref());
    let seen = app
        .service
        .application_seen(member, ApplicationId(id.0), purpose, now);
    Ok(Json(seen.await?))
}
