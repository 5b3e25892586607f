//! `GET /api/staff/organisations/{organisation}/units/{unit}/today.csv`: the same list as a table to take along, and no more.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// The list of a unit today as CSV.
#[utoipa::path(get, path = "/api/staff/organisations/{organisation}/units/{unit}/today.csv", operation_id = "unit_today_csv",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    responses((status = 200, body = String, content_type = "text/csv"), Problems))]
pub(crate) async fn today_csv(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
) -> Result<impl IntoResponse, Problem> {
    let today = app.service.unit_today(session.member(), way(unit), now);
    let today = today.await?;
    let name = format!("attachment; filename=\"unit-{}.csv\"", today.today);
    // The mark at the start lets a spreadsheet read the Chinese names.
    let csv = format!("\u{feff}{}", today.csv());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, csv))
}
