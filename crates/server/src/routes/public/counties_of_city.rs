//! `GET /api/cities/{code}/counties`: the counties of a city, with the codes of the year.

use axum::Json;
use domain::place::{city, divisions};
use domain::time::Date;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use super::InDivision;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Kind, Problem, Problems};
use crate::wire::PlaceEntry;

/// The day that is spoken of.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct On {
    /// The date whose codes are wanted; absent: today.
    #[serde(default)]
    #[param(value_type = Option<shapes::Date>)]
    on: Option<Date>,
}

/// Counties, by code.
#[derive(Serialize, ToSchema)]
pub(crate) struct CountiesOfCity {
    counties: Vec<PlaceEntry>,
}

/// The counties of a city; a city without counties is its own.
#[utoipa::path(get, path = "/api/cities/{code}/counties", tag = "public", params(InDivision, On), responses((status = 200, body = CountiesOfCity), Problems))]
pub(crate) async fn counties_of_city(
    Path(InDivision { code }): Path<InDivision>,
    Query(On { on }): Query<On>,
    Now(now): Now,
) -> Result<Json<CountiesOfCity>, Problem> {
    if city(code).is_none() {
        let (zh, en) = (
            "没有这个城市，请从列表中选择",
            "there is no such city; pick it from the list",
        );
        return Err(Problem::said(Kind::Unknown, zh, en));
    }
    let year = on.unwrap_or_else(|| now.date()).year();
    let counties = divisions().counties(code, year);
    Ok(Json(CountiesOfCity {
        counties: counties.into_iter().map(Into::into).collect(),
    }))
}
