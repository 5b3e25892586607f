//! `GET /api/events`: the events of cases that are in force, searched by train, flight, place and date, and the contact rules
//! (S2-15, N-5). Never a person.

use axum::Json;
use axum::extract::State;
use domain::time::Date;
use serde::Deserialize;
use service::{EventsTold, shapes};

use super::LONGEST_WORDS;
use crate::App;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    /// The number of a train or flight, a station, or a venue; empty: all. Of more than 64 characters the first 64 count.
    #[serde(default)]
    q: String,
    /// The date.
    #[serde(default)]
    #[param(value_type = Option<shapes::Date>)]
    on: Option<Date>,
}

/// The events in force, the latest first, and the rules by which contacts are found.
#[utoipa::path(get, path = "/api/events", tag = "public", params(Sought), responses((status = 200, body = EventsTold), Problems))]
pub(crate) async fn events(
    State(app): State<App>,
    Query(Sought { q, on }): Query<Sought>,
    Now(now): Now,
) -> Result<Json<EventsTold>, Problem> {
    let words: String = q.chars().take(LONGEST_WORDS).collect();
    Ok(Json(app.service.events(&words, on, now).await?))
}
