//! `GET /api/provinces`: where a person begins who does not search.

use axum::Json;
use domain::place::{cities, divisions};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problems;
use crate::wire::PlaceEntry;

/// Provinces, by code.
#[derive(Serialize, ToSchema)]
pub(crate) struct Provinces {
    provinces: Vec<PlaceEntry>,
}

/// The provinces in which a city can be picked.
#[utoipa::path(get, path = "/api/provinces", tag = "public", responses((status = 200, body = Provinces), Problems))]
pub(crate) async fn provinces() -> Json<Provinces> {
    let has_cities = |province: &domain::place::Division| {
        cities().iter().any(|city| city.province == province.code)
    };
    let provinces = divisions().provinces().filter(has_cities);
    Json(Provinces {
        provinces: provinces.map(Into::into).collect(),
    })
}
