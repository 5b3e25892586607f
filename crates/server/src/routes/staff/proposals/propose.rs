//! `POST /api/staff/proposals`: a draft with the signature over it. Who is asked to approve is drawn now.

use axum::extract::State;
use axum::http::StatusCode;
use domain::access::Action;
use domain::ids::ProposalId;
use domain::time::Instant;
use serde::Deserialize;
use service::ProposalSeen;
use utoipa::ToSchema;

use super::{AssertionBody, ProposalBody};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A draft, signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignedProposalBody {
    /// What was drafted.
    proposal: ProposalBody,
    /// The draft's id.
    id: Id,
    /// The draft's instant.
    made_ms: i64,
    /// The signature over the draft's challenge.
    signed: AssertionBody,
}

/// Makes a proposal. It is answered the same whether anybody is registered with the document or not.
#[utoipa::path(post, path = "/api/staff/proposals", tag = "staff", request_body = SignedProposalBody,
    responses((status = 201, body = ProposalSeen), Problems))]
pub(crate) async fn propose(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
    Json(body): Json<SignedProposalBody>,
) -> Result<(StatusCode, axum::Json<ProposalSeen>), Problem> {
    app.service
        .admit_by_passkey(&session, Action::Propose, now)
        .await?;
    let asked = body.proposal.asked(now.date())?;
    let draft = (ProposalId(body.id.0), Instant::from_ms(body.made_ms));
    let signed = body.signed.signed(party);
    let member = session.member();
    let made = app.service.propose(member, &asked, draft, &signed, now);
    Ok((StatusCode::CREATED, axum::Json(made.await?)))
}
