//! `GET /api/me/data`: which kinds of record are stored about a person, how many and for how long (N-8).

use axum::Json;
use axum::extract::State;
use service::MyData;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// The kinds of record about oneself; what they hold is taken out by `POST /api/me/export`.
#[utoipa::path(get, path = "/api/me/data", tag = "resident", responses((status = 200, body = MyData), Problems))]
pub(crate) async fn my_data(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<MyData>, Problem> {
    Ok(Json(app.service.my_data(&session, now).await?))
}
