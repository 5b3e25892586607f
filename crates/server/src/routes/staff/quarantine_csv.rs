//! `GET /api/staff/quarantine.csv`: the same counts as a table to take along.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

use super::quarantine::OfDivision;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};

/// The counts of a division today as CSV; a count that is not told is `masked`.
#[utoipa::path(get, path = "/api/staff/quarantine.csv", tag = "staff", params(OfDivision),
    responses((status = 200, body = String, content_type = "text/csv"), Problems))]
pub(crate) async fn quarantine_csv(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Query(of): Query<OfDivision>,
) -> Result<impl IntoResponse, Problem> {
    let service = &app.service;
    let report = service.quarantine_report(session.member(), of.division, now);
    let report = report.await?;
    let name = format!(
        "attachment; filename=\"quarantine-{}-{}.csv\"",
        report.division.code, report.on
    );
    // The mark at the start lets a spreadsheet read the Chinese names.
    let csv = format!("\u{feff}{}", report.csv());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, csv))
}
