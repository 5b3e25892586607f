//! `POST /api/staff/pending/{id}/refuse`: what waits is refused, and the last one stays in force.

use axum::extract::State;
use domain::access::Action;
use domain::ids::PendingId;
use serde::Deserialize;
use service::PendingSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefusalBody {
    /// Why, in 1 to 1,000 characters: whoever may read what came reads it.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    reason: String,
}

/// Refuses a list or a policy that waits, where one answers for the division that it raises. A proposal by two can still bring it.
#[utoipa::path(post, path = "/api/staff/pending/{id}/refuse", operation_id = "refuse_pending", tag = "staff",
    request_body = RefusalBody, params(("id" = Id, Path, description = "The file.")),
    responses((status = 200, body = PendingSeen), Problems))]
pub(crate) async fn refuse(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<RefusalBody>,
) -> Result<axum::Json<PendingSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::RefusePending, now)
        .await?;
    let (member, id) = (session.member(), PendingId(id.0));
    let seen = app.service.refuse_pending(member, id, &body.reason, now);
    Ok(axum::Json(seen.await?))
}
