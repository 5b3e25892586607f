//! `GET /api/staff/appeals/{id}`: one appeal; what it says is opened for a purpose.

use axum::Json;
use axum::extract::State;
use domain::ids::AppealId;
use service::AppealSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Problem, Problems};
use crate::routes::staff::Look;
use crate::wire::Id;

/// An appeal. Opening what it says leaves a line that the person reads.
#[utoipa::path(get, path = "/api/staff/appeals/{id}", operation_id = "see_appeal", tag = "staff",
    params(("id" = Id, Path, description = "The appeal."), Look),
    responses((status = 200, body = AppealSeen), Problems))]
pub(crate) async fn one(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Query(look): Query<Look>,
) -> Result<Json<AppealSeen>, Problem> {
    let (member, purpose) = (session.member(), look.purpose.as_deref());
    let seen = app
        .service
        .appeal_seen(member, AppealId(id.0), purpose, now);
    Ok(Json(seen.await?))
}
