//! `GET /api/provinces/{code}/cities`: a province's page.

use axum::Json;
use domain::place;

use super::InDivision;
use super::cities::Cities;
use crate::edge::extract::Path;
use crate::problem::{Kind, Problem, Problems};

/// The cities of a province, by code.
#[utoipa::path(get, path = "/api/provinces/{code}/cities", tag = "public", params(InDivision), responses((status = 200, body = Cities), Problems))]
pub(crate) async fn cities_of_province(
    Path(InDivision { code }): Path<InDivision>,
) -> Result<Json<Cities>, Problem> {
    let own = place::cities().iter().filter(|city| city.province == code);
    let cities: Vec<_> = own.map(Into::into).collect();
    if cities.is_empty() {
        let (zh, en) = (
            "没有这个省份，请从列表中选择",
            "there is no such province; pick it from the list",
        );
        return Err(Problem::said(Kind::Unknown, zh, en));
    }
    Ok(Json(Cities { cities }))
}
