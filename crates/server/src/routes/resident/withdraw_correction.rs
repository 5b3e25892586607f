//! `POST /api/corrections/{id}/withdraw`: the person takes a correction back that waits for a reviewer.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::CorrectionId;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Takes a correction back that waits; the declaration stays as it is.
#[utoipa::path(post, path = "/api/corrections/{id}/withdraw", tag = "resident",
    params(("id" = Id, Path, description = "The correction.")),
    responses((status = 204, description = "It was taken back."), Problems))]
pub(crate) async fn withdraw_correction(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(id): Path<Id>,
) -> Result<StatusCode, Problem> {
    app.service
        .withdraw_correction(session.hand()?, CorrectionId(id.0), now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
