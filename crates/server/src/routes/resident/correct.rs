//! `POST /api/declarations/{id}/correction`: a declaration is taken back in favour of another.

use axum::extract::State;
use domain::ids::{CorrectionId, DeclarationId};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use service::{Corrected, CorrectionAsked};
use utoipa::ToSchema;

use super::Decisions;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::{DeclarationBody, Id};

/// The declaration to be taken back.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OfDeclaration {
    /// Its id.
    id: Id,
}

/// What the person asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionBody {
    /// Made on the page: the same id twice is one request.
    id: Id,
    /// What stands in its place.
    instead: DeclarationBody,
    /// Why; needed once the free quarter of an hour is over.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: Option<String>,
}

impl CorrectionBody {
    /// What is asked of a declaration.
    pub(in crate::routes) fn about(self, declaration: DeclarationId) -> CorrectionAsked {
        CorrectionAsked {
            id: CorrectionId(self.id.0),
            declaration,
            instead: self.instead.into(),
            reason: self.reason,
        }
    }
}

/// What became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CorrectedBody {
    outcome: OutcomeWord,
    /// Until when a reviewer decides, where it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    due_ms: Option<Instant>,
    #[serde(flatten)]
    decisions: Decisions,
}

/// Done, or waiting for a reviewer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CorrectionOutcome)]
enum OutcomeWord {
    /// It is done.
    Done,
    /// A reviewer decides; everything stays as it is until then.
    Waits,
}

impl CorrectedBody {
    pub(in crate::routes) fn of(corrected: Corrected, decisions: Decisions) -> Self {
        let (outcome, due_ms) = match corrected {
            Corrected::Done => (OutcomeWord::Done, None),
            Corrected::Waits(due) => (OutcomeWord::Waits, Some(due)),
        };
        Self {
            outcome,
            due_ms,
            decisions,
        }
    }
}

/// Takes a declaration back: freely within 15 minutes, once a day; later with a reason, and where it would better a
/// colour by a reviewer.
#[utoipa::path(post, path = "/api/declarations/{id}/correction", tag = "resident", params(OfDeclaration),
    request_body = CorrectionBody, responses((status = 200, body = CorrectedBody), Problems))]
pub(crate) async fn correct(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(OfDeclaration { id }): Path<OfDeclaration>,
    Json(body): Json<CorrectionBody>,
) -> Result<axum::Json<CorrectedBody>, Problem> {
    let person = session.person()?;
    let asked = body.about(DeclarationId(id.0));
    let (corrected, decisions) = app.service.correct(session.hand()?, &asked, now).await?;
    let decisions = Decisions::of(&app, person, &decisions, now).await?;
    Ok(axum::Json(CorrectedBody::of(corrected, decisions)))
}
