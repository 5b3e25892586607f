//! `GET /api/cities`: the box on top (S1-11..14).

use axum::Json;
use domain::place;
use serde::Serialize;
use utoipa::ToSchema;

use super::Search;
use crate::edge::extract::Query;
use crate::problem::Problems;
use crate::wire::CityEntry;

/// Cities that fit, the best first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Cities {
    pub(super) cities: Vec<CityEntry>,
}

/// What the box on top finds.
#[derive(Serialize, ToSchema)]
pub(crate) struct CitiesFound {
    /// Whether the words name the service itself; the cities are then those of the other words.
    service: bool,
    /// Cities that fit, the best first.
    cities: Vec<CityEntry>,
}

/// Cities by Chinese, pinyin, initials, English or code, and the service itself by its names; without words all cities, by code.
#[utoipa::path(get, path = "/api/cities", tag = "public", params(Search), responses((status = 200, body = CitiesFound), Problems))]
pub(crate) async fn cities(Query(search): Query<Search>) -> Json<CitiesFound> {
    let words = search.words();
    let others = place::without_service(&words);
    let service = others.is_some();
    let words = others.unwrap_or(words);
    let cities = if words.trim().is_empty() {
        place::cities()
            .iter()
            .take(search.most())
            .map(Into::into)
            .collect()
    } else {
        let found = place::search(&words, search.most());
        found.into_iter().map(Into::into).collect()
    };
    Json(CitiesFound { service, cities })
}
