//! `POST /api/questions/{stay}`: in which of the areas one was; in the others one was not.

use axum::Json as Answer;
use axum::extract::State;
use domain::ids::{AreaId, StayId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Decisions;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// The stay that was asked about.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OfStay {
    /// Its id.
    stay: Id,
}

/// The areas in which the person was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// Their ids; empty: in none of them.
    #[schema(max_items = 2000)]
    inside: Vec<Id>,
}

/// Keeps the answer, and says what follows from it.
#[utoipa::path(post, path = "/api/questions/{stay}", tag = "resident", params(OfStay), request_body = AnswerBody,
    responses((status = 200, body = Decisions), Problems))]
pub(crate) async fn answer(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Path(OfStay { stay }): Path<OfStay>,
    Json(body): Json<AnswerBody>,
) -> Result<Answer<Decisions>, Problem> {
    let person = session.person()?;
    let inside: Vec<AreaId> = body.inside.iter().map(|id| AreaId(id.0)).collect();
    let decisions = app
        .service
        .answer(session.hand()?, StayId(stay.0), &inside, now)
        .await?;
    Ok(Answer(Decisions::of(&app, person, &decisions, now).await?))
}
