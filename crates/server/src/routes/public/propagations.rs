//! `GET /api/propagations`: how far the rating of whom the latest lists and policies touch has come. It names nobody.

use axum::Json;
use axum::extract::State;
use domain::time::Instant;
use serde::Serialize;
use service::PropagationStanding;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// People who are rated again because something was published.
#[derive(Serialize, ToSchema)]
pub(crate) struct PropagationNow {
    /// Its id.
    id: Id,
    /// What was published: `list`, `policy`, `placement`, `whole_county` or `event`.
    cause: String,
    /// When: milliseconds since 1970-01-01T00:00Z.
    #[schema(value_type = i64)]
    begun_ms: Instant,
    /// How much of all people is looked through, in thousandths.
    share_permille: u16,
    /// People who were looked at.
    looked_at: u64,
    /// People whose decision changed.
    changed: u64,
    /// People whose rows do not hold.
    damaged: u64,
    /// Whether all of it is done. One that is not and whose figures stand still is taken up again within seconds.
    done: bool,
}

impl From<PropagationStanding> for PropagationNow {
    fn from(standing: PropagationStanding) -> Self {
        Self {
            id: Id(standing.id),
            cause: standing.cause,
            begun_ms: standing.begun,
            share_permille: standing.share,
            looked_at: standing.looked_at,
            changed: standing.changed,
            damaged: standing.damaged,
            done: standing.done,
        }
    }
}

/// The latest propagations, the newest first, 20 at most.
#[utoipa::path(get, path = "/api/propagations", tag = "public",
    responses((status = 200, body = Vec<PropagationNow>), Problems))]
pub(crate) async fn propagations(
    State(app): State<App>,
    Now(now): Now,
) -> Result<Json<Vec<PropagationNow>>, Problem> {
    let standings = app.service.propagations(now).await?;
    Ok(Json(standings.into_iter().map(Into::into).collect()))
}
