//! `POST /api/me/numbers/{id}/give-back`: a number that is the person's no more (S0-15).

use axum::Json;
use axum::extract::State;

use super::my_numbers::NumberEntry;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::NumberRef;

/// Gives a number back, and answers with those that stay. It is shown no more, and compared for 14 days.
#[utoipa::path(post, path = "/api/me/numbers/{id}/give-back", tag = "resident",
    params(("id" = NumberRef, Path, description = "Its id, as the list says it.")),
    responses((status = 200, body = Vec<NumberEntry>), Problems))]
pub(crate) async fn give_number_back(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(NumberRef(id)): Path<NumberRef>,
) -> Result<Json<Vec<NumberEntry>>, Problem> {
    let numbers = app.service.give_number_back(&session, id, now).await?;
    Ok(Json(NumberEntry::all(numbers)))
}
