//! `GET /api/staff/check-ins`: check-ins that workers entered with symptoms and that wait for a second health role.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::WaitingCheckIn;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Check-ins that wait.
#[derive(Serialize, ToSchema)]
#[schema(as = WaitingCheckIns)]
pub(crate) struct WaitingBody {
    /// What is overdue first, 50 at most; without those that one entered oneself.
    check_ins: Vec<WaitingCheckIn>,
}

/// The check-ins that one may confirm. Looking is a line a day in the log of whoever is shown.
#[utoipa::path(get, path = "/api/staff/check-ins", operation_id = "waiting_check_ins", tag = "staff",
    responses((status = 200, body = WaitingBody), Problems))]
pub(crate) async fn waiting(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<WaitingBody>, Problem> {
    let member = session.member();
    let check_ins = app.service.check_ins_to_confirm(member, now).await?;
    Ok(Json(WaitingBody { check_ins }))
}
