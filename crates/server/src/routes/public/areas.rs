//! `GET /api/counties/{code}/areas`: what a person ticks from, and the program never matches (S0-23).

use axum::Json;
use axum::extract::State;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use super::InDivision;
use crate::App;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Problem, Problems};
use crate::wire::AreaChoice;

/// The days that are spoken of.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// The first day of the stay; absent: today.
    #[serde(default)]
    #[param(value_type = Option<shapes::Date>)]
    from: Option<Date>,
}

/// A listed area of a county, and whether it holds as the whole of it.
#[derive(Serialize, ToSchema)]
struct CountyArea {
    #[serde(flatten)]
    area: AreaChoice,
    /// Whether it counts as its whole county, since two said so: whoever was in the county needs no tick for it.
    whole: bool,
}

/// The listed areas of a county.
#[derive(Serialize, ToSchema)]
pub(crate) struct Areas {
    /// When they were read: a declaration sends it back, so that a list that came later is asked about.
    #[schema(value_type = i64)]
    loaded_ms: Instant,
    /// By their text; empty: there is nothing to tick.
    areas: Vec<CountyArea>,
}

/// The areas of a county in any list in force from a day to today.
#[utoipa::path(get, path = "/api/counties/{code}/areas", tag = "public", params(InDivision, Since), responses((status = 200, body = Areas), Problems))]
pub(crate) async fn areas(
    State(app): State<App>,
    Path(InDivision { code }): Path<InDivision>,
    Query(Since { from }): Query<Since>,
    Now(now): Now,
) -> Result<Json<Areas>, Problem> {
    let shared = app.service.shared(now).await?;
    let (history, today) = (shared.history(), now.date());
    let choices = history.areas_of(code, from.unwrap_or(today).min(today), today);
    let areas = choices.into_iter().map(|choice| CountyArea {
        whole: history.is_whole(choice.id),
        area: choice.into(),
    });
    Ok(Json(Areas {
        loaded_ms: now,
        areas: areas.collect(),
    }))
}
