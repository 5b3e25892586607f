//! `POST /api/staff/applications/{id}/decision`: whoever had no hand in it accepts or refuses an application.

use axum::extract::State;
use domain::access::Action;
use domain::ids::ApplicationId;
use serde::Deserialize;
use service::ApplicationSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApplicationDecision)]
pub(crate) struct DecisionBody {
    /// Whether it goes through.
    accept: bool,
    /// Why; the applicant reads it. Needed for a refusal.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
}

/// Decides an application. What is tried and not allowed stands in the log; decided twice it is decided once.
#[utoipa::path(post, path = "/api/staff/applications/{id}/decision", operation_id = "decide_application", tag = "staff",
    request_body = DecisionBody, params(("id" = Id, Path, description = "The application.")),
    responses((status = 200, body = ApplicationSeen), Problems))]
pub(crate) async fn decide(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<DecisionBody>,
) -> Result<axum::Json<ApplicationSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::DecideApplication, now)
        .await?;
    let (member, id) = (session.member(), ApplicationId(id.0));
    let decision = (body.accept, body.reason.as_str());
    let seen = app.service.decide_application(member, id, decision, now);
    Ok(axum::Json(seen.await?))
}
