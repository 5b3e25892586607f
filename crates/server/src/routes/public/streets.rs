//! `GET /api/counties/{code}/streets`: the residence goes down to the street, which decides the community (S1-1).

use axum::Json;
use domain::place;
use serde::Serialize;
use utoipa::ToSchema;

use super::InDivision;
use crate::edge::extract::Path;
use crate::problem::Problems;

/// A street, town or township.
#[derive(Serialize, ToSchema)]
struct StreetEntry {
    /// Nine digits.
    #[schema(example = "330106001")]
    code: String,
    /// The Chinese name.
    name: &'static str,
}

/// Streets, by code.
#[derive(Serialize, ToSchema)]
pub(crate) struct Streets {
    streets: Vec<StreetEntry>,
}

/// The streets of a county. Empty where the table has none: the residence is written in words then.
#[utoipa::path(get, path = "/api/counties/{code}/streets", tag = "public", params(InDivision), responses((status = 200, body = Streets), Problems))]
pub(crate) async fn streets(Path(InDivision { code }): Path<InDivision>) -> Json<Streets> {
    let streets = place::streets(code).map(|street| StreetEntry {
        code: street.code.to_string(),
        name: street.name,
    });
    Json(Streets {
        streets: streets.collect(),
    })
}
