//! `POST /api/staff/proposals/draft`: what a proposal would say and do, before anybody signs it.

use axum::extract::State;
use domain::access::Action;
use domain::time::Instant;
use serde::Serialize;
use service::Effect;
use utoipa::ToSchema;

use super::ProposalBody;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::edge::party::Asked;
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// What would be signed.
#[derive(Serialize, ToSchema)]
pub(crate) struct DraftBody {
    /// The id that the proposal would have.
    id: Id,
    /// When it would be made; it can be signed for ten minutes.
    #[schema(value_type = i64)]
    made_ms: Instant,
    /// SHA-256 of the content.
    digest: Bytes,
    /// What a passkey signs.
    challenge: Bytes,
    /// The domain for which the passkey is.
    rp_id: String,
    /// Whom it would change.
    effect: Effect,
}

/// Drafts a proposal: nothing is kept of it. A list and a policy are tried on everyone whom they can touch.
#[utoipa::path(post, path = "/api/staff/proposals/draft", tag = "staff", request_body = ProposalBody,
    responses((status = 200, body = DraftBody), Problems), security(("staff" = [])))]
pub(crate) async fn draft(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
    Json(body): Json<ProposalBody>,
) -> Result<axum::Json<DraftBody>, Problem> {
    app.service
        .admit_by_passkey(&session, Action::Propose, now)
        .await?;
    let asked = body.asked(now.date())?;
    let draft = app.service.draft_proposal(session.member(), &asked, now);
    let draft = draft.await?;
    Ok(axum::Json(DraftBody {
        id: Id(draft.id.0),
        made_ms: draft.made,
        digest: Bytes(draft.digest.to_vec()),
        challenge: Bytes(draft.challenge.to_vec()),
        rp_id: party.id,
        effect: draft.effect,
    }))
}
