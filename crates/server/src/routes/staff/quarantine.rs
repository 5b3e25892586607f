//! `GET /api/staff/quarantine`: how many people are in quarantine, by city, stage and day. Never who.

use axum::Json;
use axum::extract::State;
use domain::place::DivisionCode;
use serde::Deserialize;
use service::QuarantineReport;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};

/// Of which division.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfDivision {
    /// Six digits; one that the member's duties reach.
    #[param(value_type = String, pattern = "^[0-9]{6}$", example = "330100")]
    pub(super) division: DivisionCode,
}

/// The counts of a division today.
#[utoipa::path(get, path = "/api/staff/quarantine", tag = "staff", params(OfDivision),
    responses((status = 200, body = QuarantineReport), Problems))]
pub(crate) async fn quarantine(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Query(of): Query<OfDivision>,
) -> Result<Json<QuarantineReport>, Problem> {
    let service = &app.service;
    let report = service.quarantine_report(session.member(), of.division, now);
    Ok(Json(report.await?))
}
