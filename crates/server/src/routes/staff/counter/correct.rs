//! `POST /api/staff/counter/corrections`: a correction is taken down word for word (S2-17).

use axum::extract::State;
use domain::ids::DeclarationId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::routes::resident::Decisions;
use crate::routes::resident::correct::{CorrectedBody, CorrectionBody};
use crate::wire::Id;

/// Who is before the counter, which declaration is wrong, and what is right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectAtCounter {
    /// Whose document it is.
    who: BeforeCounter,
    /// The declaration that is taken back.
    declaration: Id,
    /// What stands in its place, as a person corrects it themself.
    correction: CorrectionBody,
}

/// Takes a declaration of the person before the counter back: freely, with a reason, or by a reviewer, as on their own page. Sent
/// again it is the same correction.
#[utoipa::path(post, path = "/api/staff/counter/corrections", operation_id = "correct_at_counter", tag = "staff",
    request_body = CorrectAtCounter, responses((status = 200, body = CorrectedBody), Problems))]
pub(crate) async fn correct(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<CorrectAtCounter>,
) -> Result<axum::Json<CorrectedBody>, Problem> {
    let at = body.who.read(now.date())?;
    let asked = body.correction.about(DeclarationId(body.declaration.0));
    let (person, corrected, decisions) = app
        .service
        .correct_at_counter(session.member(), &at, &asked, now)
        .await?;
    let decisions = Decisions::of(&app, person, &decisions, now).await?;
    Ok(axum::Json(CorrectedBody::of(corrected, decisions)))
}
