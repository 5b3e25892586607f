//! `POST /api/family/links/{id}/cut`: either side ends a link, at once.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::LinkId;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Ends a link, or takes a wish back. What was shown by it is dead at every gate that has a network within a minute, and at the
/// others with their next list.
#[utoipa::path(post, path = "/api/family/links/{id}/cut", operation_id = "cut_family", tag = "resident",
    params(("id" = Id, Path, description = "The link.")), responses((status = 204), Problems))]
pub(crate) async fn cut(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(id): Path<Id>,
) -> Result<StatusCode, Problem> {
    app.service.cut_family(&session, LinkId(id.0), now).await?;
    Ok(StatusCode::NO_CONTENT)
}
