//! `POST /api/staff/corrections/{id}/opening`: what a correction says and whom it would recolour, for a purpose.

use axum::Json as Answer;
use axum::extract::State;
use domain::ids::CorrectionId;
use service::CorrectionSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::routes::staff::opening::Opening;
use crate::wire::Id;

/// Opens a correction. That leaves a line, which whom it is about reads.
#[utoipa::path(post, path = "/api/staff/corrections/{id}/opening", operation_id = "open_correction", tag = "staff",
    request_body = Opening, params(("id" = Id, Path, description = "The correction.")),
    responses((status = 200, body = CorrectionSeen), Problems))]
pub(crate) async fn open(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(id): Path<Id>,
    Json(body): Json<Opening>,
) -> Result<Answer<CorrectionSeen>, Problem> {
    let (member, id) = (session.member(), CorrectionId(id.0));
    let seen = app.service.open_correction(member, id, &body.purpose, now);
    Ok(Answer(seen.await?))
}
