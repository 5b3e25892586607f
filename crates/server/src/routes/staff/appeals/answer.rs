//! `POST /api/staff/appeals/{id}/answer`: whoever had no hand in the decision answers an appeal.

use axum::extract::State;
use domain::access::Action;
use domain::ids::{AppealId, ProposalId};
use serde::Deserialize;
use service::{AppealAnswer, AppealSeen};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "answer", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum AppealAnswerBody {
    /// What it contests stays.
    Reject {
        /// Why; the person reads it.
        #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
        words: String,
    },
    /// What it contests is lifted, once a second person has agreed to these proposals.
    Grant {
        /// Why; the person reads it.
        #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
        words: String,
        /// One's own proposals, one for each order that it contests.
        proposals: Vec<Id>,
    },
}

/// Answers an appeal. What is tried and not allowed stands in the log.
#[utoipa::path(post, path = "/api/staff/appeals/{id}/answer", operation_id = "answer_appeal", tag = "staff",
    request_body = AppealAnswerBody, params(("id" = Id, Path, description = "The appeal.")),
    responses((status = 200, body = AppealSeen), Problems))]
pub(crate) async fn answer(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<AppealAnswerBody>,
) -> Result<axum::Json<AppealSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::AnswerAppeal, now)
        .await?;
    let answer = match body {
        AppealAnswerBody::Reject { words } => AppealAnswer::Reject(words),
        AppealAnswerBody::Grant { words, proposals } => {
            let proposals = proposals.into_iter().map(|id| ProposalId(id.0));
            AppealAnswer::Grant(words, proposals.collect())
        }
    };
    let (member, id) = (session.member(), AppealId(id.0));
    let seen = app.service.answer_appeal(member, id, &answer, now);
    Ok(axum::Json(seen.await?))
}
