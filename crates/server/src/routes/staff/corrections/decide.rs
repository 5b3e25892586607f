//! `POST /api/staff/corrections/{id}/decision`: grants or refuses a correction (S2-17).

use axum::Json as Answer;
use axum::extract::State;
use domain::access::Action;
use domain::ids::CorrectionId;
use serde::Deserialize;
use service::CorrectionSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CorrectionDecision)]
pub(crate) struct DecisionBody {
    /// Whether it is granted: then the declaration is taken back in favour of the other, dated as it was asked.
    grant: bool,
    /// What the person reads: needed for a refusal.
    #[serde(default)]
    #[schema(max_length = 500)]
    words: String,
}

/// Decides a correction that one did not take down at a counter oneself.
#[utoipa::path(post, path = "/api/staff/corrections/{id}/decision", operation_id = "decide_correction", tag = "staff",
    request_body = DecisionBody, params(("id" = Id, Path, description = "The correction.")),
    responses((status = 200, body = CorrectionSeen), Problems))]
pub(crate) async fn decide(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<DecisionBody>,
) -> Result<Answer<CorrectionSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::DecideCorrection, now)
        .await?;
    let (member, id) = (session.member(), CorrectionId(id.0));
    let decision = (body.grant, body.words.as_str());
    let seen = app.service.decide_correction(member, id, decision, now);
    Ok(Answer(seen.await?))
}
