//! `POST /api/family/members/{id}/consent`: the code that the member told the guardian.

use axum::extract::State;
use domain::ids::LinkId;
use serde::Deserialize;
use service::MemberTold;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// The member's word.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FamilyConsent)]
pub(crate) struct ConsentBody {
    /// The six digits that were sent to the member's phone.
    #[schema(max_length = 6)]
    code: String,
}

/// The member agrees.
#[utoipa::path(post, path = "/api/family/members/{id}/consent", operation_id = "consent_by_code", tag = "resident",
    params(("id" = Id, Path, description = "The link.")), request_body = ConsentBody,
    responses((status = 200, body = MemberTold), Problems))]
pub(crate) async fn consent(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(id): Path<Id>,
    Json(body): Json<ConsentBody>,
) -> Result<axum::Json<MemberTold>, Problem> {
    let told = app
        .service
        .consent_by_code(&session, LinkId(id.0), body.code.trim(), now);
    Ok(axum::Json(told.await?))
}
