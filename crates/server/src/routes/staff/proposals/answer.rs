//! `POST /api/staff/proposals/{id}/answer`: whoever was drawn agrees or refuses; the proposer takes it back.

use axum::extract::State;
use domain::access::Action;
use domain::ids::ProposalId;
use serde::Deserialize;
use service::{ProposalAnswer, ProposalSeen};
use utoipa::ToSchema;

use super::AssertionBody;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "answer", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ProposalAnswerBody {
    /// Agrees, with the signature over the proposal's challenge.
    Agree {
        /// The signature.
        signed: AssertionBody,
    },
    /// Refuses.
    Refuse,
    /// Takes one's own back.
    Withdraw,
}

/// Answers a proposal. What is tried and not allowed stands in the log.
#[utoipa::path(post, path = "/api/staff/proposals/{id}/answer", operation_id = "answer_proposal", tag = "staff",
    request_body = ProposalAnswerBody, params(("id" = Id, Path, description = "The proposal.")),
    responses((status = 200, body = ProposalSeen), Problems))]
pub(crate) async fn answer(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
    Path(id): Path<Id>,
    Json(body): Json<ProposalAnswerBody>,
) -> Result<axum::Json<ProposalSeen>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::AnswerProposal, now)
        .await?;
    let answer = match body {
        ProposalAnswerBody::Agree { signed } => ProposalAnswer::Agree(signed.signed(party)),
        ProposalAnswerBody::Refuse => ProposalAnswer::Refuse,
        ProposalAnswerBody::Withdraw => ProposalAnswer::Withdraw,
    };
    let (member, id) = (session.member(), ProposalId(id.0));
    let seen = app.service.answer_proposal(member, id, &answer, now);
    Ok(axum::Json(seen.await?))
}
