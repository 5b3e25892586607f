//! `GET /api/counties`: the box that finds where somebody lives or stayed (S0-5).

use axum::Json;
use domain::place::{Division, divisions, search_counties};
use domain::time::Date;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use crate::edge::extract::{Now, Query};
use crate::problem::Problems;
use crate::wire::PlaceEntry;

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CountySearch {
    /// Chinese, pinyin, initials, English or code; also with the city in front.
    #[serde(default)]
    q: String,
    /// The most entries of the answer.
    #[serde(default)]
    #[param(value_type = u16, minimum = 1, maximum = 400, default = 20)]
    limit: super::Most,
    /// The date whose codes are wanted; absent: today.
    #[serde(default)]
    #[param(value_type = Option<shapes::Date>)]
    on: Option<Date>,
}

/// A county and the city in which it lies.
#[derive(Serialize, ToSchema)]
struct CountyEntry {
    #[serde(flatten)]
    county: PlaceEntry,
    /// Its city; its own for a city without counties.
    city: PlaceEntry,
}

/// Counties that fit, the best first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Counties {
    counties: Vec<CountyEntry>,
}

/// Counties by their names or code, or by the name of their city.
#[utoipa::path(get, path = "/api/counties", tag = "public", params(CountySearch), responses((status = 200, body = Counties), Problems))]
pub(crate) async fn counties(Query(search): Query<CountySearch>, Now(now): Now) -> Json<Counties> {
    let year = search.on.unwrap_or_else(|| now.date()).year();
    let found = search_counties(&search.q, year, search.limit.into());
    Json(Counties {
        counties: found
            .into_iter()
            .map(|county| entry(county, year))
            .collect(),
    })
}

fn entry(county: Division, year: i16) -> CountyEntry {
    let city = divisions().city_of(county.code, year);
    let city = city.map_or(county.code, |city| city.code);
    CountyEntry {
        city: PlaceEntry::of_code(city, year),
        county: county.into(),
    }
}
