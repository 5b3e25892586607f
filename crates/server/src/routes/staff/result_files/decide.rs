//! `POST /api/staff/result-files/{id}/decision`: agrees to a file of test results, or refuses it (N-3).

use axum::extract::State;
use domain::access::Action;
use domain::ids::ResultFileId;
use serde::Deserialize;
use service::ResultFileSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A decision about a file of test results.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResultFileDecision)]
pub(crate) struct DecisionBody {
    /// Whether it is agreed to: then its lines are taken within a minute.
    agree: bool,
    /// How one knows that the file is the laboratory's, or why it is refused, in 1 to 1,000 characters: whoever may read the files reads it.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    reason: String,
    /// The version of the file that was read. What another has made it say since then is read before one agrees.
    version: i64,
}

/// Agrees to a file of test results that waits, or refuses it, where one answers for all whom it is about. Nothing of it counts before.
#[utoipa::path(post, path = "/api/staff/result-files/{id}/decision", operation_id = "decide_result_file", tag = "staff",
    request_body = DecisionBody, params(("id" = Id, Path, description = "The file.")),
    responses((status = 200, body = ResultFileSeen), Problems))]
pub(crate) async fn decide(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<DecisionBody>,
) -> Result<axum::Json<ResultFileSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::DecideResultFile, now)
        .await?;
    let (member, id) = (session.member(), ResultFileId(id.0));
    let decision = (body.version, body.agree, body.reason.as_str());
    let seen = app.service.decide_results(member, id, decision, now);
    Ok(axum::Json(seen.await?))
}
