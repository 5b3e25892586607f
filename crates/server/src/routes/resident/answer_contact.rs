//! `POST /api/me/contact-answers`: whom an investigation names a contact says whether it is so (N-5).

use axum::Json as Answer;
use axum::extract::State;
use domain::ids::ProposalId;
use domain::proposal::NamedAnswer;
use serde::Deserialize;
use service::{ContactsTold, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What one says of a lead.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactAnswer)]
pub(crate) struct ContactAnswerBody {
    /// The number of the proposal that names one.
    proposal: Id,
    /// Whether it is so.
    #[schema(value_type = shapes::NamedAnswer)]
    answer: NamedAnswer,
}

/// Says that one is the contact that an investigation names one as, which brings it into force at once, or that one is not, which
/// the investigators read. The first answer stays; the same sent again is the same. With `hc-member` for a minor, or for a family member
/// without a phone.
#[utoipa::path(post, path = "/api/me/contact-answers", tag = "resident", request_body = ContactAnswerBody,
    responses((status = 200, body = ContactsTold), Problems))]
pub(crate) async fn answer_contact(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<ContactAnswerBody>,
) -> Result<Answer<ContactsTold>, Problem> {
    let proposal = ProposalId(body.proposal.0);
    let told = app
        .service
        .answer_contact(session.hand()?, proposal, body.answer, now)
        .await?;
    Ok(Answer(told))
}
