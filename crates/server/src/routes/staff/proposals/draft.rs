//! `POST /api/staff/proposals/draft`: what a proposal would say and do, before anybody signs it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::time::Instant;
use serde::Serialize;
use service::{Effect, EventSaidTold};
use utoipa::ToSchema;

use super::ProposalBody;
use crate::App;
use crate::drafts::Came;
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
    /// The events that it would bring or take back.
    events: Vec<EventSaidTold>,
}

/// A draft that is still being tried on everybody.
#[derive(Serialize, ToSchema)]
pub(crate) struct DraftTryingBody {
    /// By which it is asked about.
    trying: Id,
    /// How many people were looked at so far.
    looked_at: u64,
}

/// Drafts a proposal: nothing is kept of it. A list and a policy are tried on everyone whom they can touch; where that takes
/// longer than some seconds, the answer is how far it came, and it is asked for again.
#[utoipa::path(post, path = "/api/staff/proposals/draft", tag = "staff", request_body = ProposalBody,
    responses((status = 200, body = DraftBody), (status = 202, body = DraftTryingBody), Problems))]
pub(crate) async fn draft(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Asked(party): Asked,
    Json(body): Json<ProposalBody>,
) -> Result<Response, Problem> {
    app.service
        .admit_by_passkey(&session, Action::Propose, now)
        .await?;
    let asked = body.asked(now.date())?;
    let drafts = &app.drafts;
    let came = drafts.begin(&app.service, session.member(), asked, now);
    Ok(said(came.await?, party.id))
}

/// What came of a draft, as it is answered.
pub(super) fn said(came: Came, rp_id: String) -> Response {
    match came {
        Came::Ready(draft) => axum::Json(DraftBody {
            id: Id(draft.id.0),
            made_ms: draft.made,
            digest: Bytes(draft.digest.to_vec()),
            challenge: Bytes(draft.challenge.to_vec()),
            rp_id,
            effect: draft.effect,
            events: draft.events,
        })
        .into_response(),
        Came::Trying { id, looked_at } => {
            let trying = axum::Json(DraftTryingBody {
                trying: Id(id),
                looked_at,
            });
            (StatusCode::ACCEPTED, trying).into_response()
        }
    }
}
