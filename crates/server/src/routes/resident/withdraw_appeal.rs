//! `POST /api/appeals/{id}/withdraw`: the person takes an appeal back.

use axum::Json;
use axum::extract::State;
use domain::ids::AppealId;
use service::AppealTold;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Takes an appeal back that waits for its answer, and answers with all of the person's.
#[utoipa::path(post, path = "/api/appeals/{id}/withdraw", tag = "resident",
    params(("id" = Id, Path, description = "The appeal.")),
    responses((status = 200, body = Vec<AppealTold>), Problems))]
pub(crate) async fn withdraw_appeal(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(id): Path<Id>,
) -> Result<Json<Vec<AppealTold>>, Problem> {
    let told = app
        .service
        .withdraw_appeal(session.hand()?, AppealId(id.0), now);
    Ok(Json(told.await?))
}
