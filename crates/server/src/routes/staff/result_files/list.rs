//! `GET /api/staff/result-files`: the files of test results that were brought.

use axum::Json;
use axum::extract::State;
use service::ResultFileSeen;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The files of test results that an operator brought: all that wait, then what came last, the newest first, 100 at most. It names nobody.
#[utoipa::path(get, path = "/api/staff/result-files", operation_id = "result_files", tag = "staff",
    responses((status = 200, body = Vec<ResultFileSeen>), Problems))]
pub(crate) async fn list(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<Vec<ResultFileSeen>>, Problem> {
    let seen = app.service.result_files(session.member(), now);
    Ok(Json(seen.await?))
}
