//! `GET /api/countries`: where somebody was outside the mainland.

use axum::Json;
use domain::place;
use serde::Serialize;
use utoipa::ToSchema;

use super::Search;
use crate::edge::extract::Query;
use crate::problem::Problems;
use crate::wire::PlaceEntry;

/// Countries and regions of ISO 3166 that fit, the best first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Countries {
    countries: Vec<PlaceEntry>,
}

/// Countries by Chinese, English or letters; without words all of them, by code.
#[utoipa::path(get, path = "/api/countries", tag = "public", params(Search), responses((status = 200, body = Countries), Problems))]
pub(crate) async fn countries(Query(search): Query<Search>) -> Json<Countries> {
    let words = search.words();
    let countries = if words.trim().is_empty() {
        place::countries()
            .iter()
            .take(search.most())
            .map(Into::into)
            .collect()
    } else {
        let found = place::search_countries(&words, search.most());
        found.into_iter().map(Into::into).collect()
    };
    Json(Countries { countries })
}
