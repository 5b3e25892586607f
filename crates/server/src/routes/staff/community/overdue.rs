//! `GET /api/staff/community/overdue`: what the communities of one's division have left overdue, and nobody's name.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::OverdueEntry;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Overdue tasks.
#[derive(Serialize, ToSchema)]
#[schema(as = OverdueTasks)]
pub(crate) struct OverdueBody {
    /// The longest overdue first, 200 at most.
    tasks: Vec<OverdueEntry>,
}

/// What is overdue, for inspectors and for workers of more than one street. No person stands in it.
#[utoipa::path(get, path = "/api/staff/community/overdue", operation_id = "overdue_tasks", tag = "staff",
    responses((status = 200, body = OverdueBody), Problems))]
pub(crate) async fn overdue(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<OverdueBody>, Problem> {
    let tasks = app.service.overdue_tasks(session.member(), now).await?;
    Ok(Json(OverdueBody { tasks }))
}
