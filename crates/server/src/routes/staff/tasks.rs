//! `GET /api/staff/tasks`: what one is asked, the most urgent first.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::ProposalSeen;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// What one is asked.
#[derive(Serialize, ToSchema)]
pub(crate) struct TasksBody {
    /// Proposals for which one was drawn, each with the time until which it is answered.
    proposals: Vec<ProposalSeen>,
}

/// The tasks of the member who is signed in.
#[utoipa::path(get, path = "/api/staff/tasks", tag = "staff", responses((status = 200, body = TasksBody), Problems))]
pub(crate) async fn tasks(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<TasksBody>, Problem> {
    let proposals = app.service.proposals_for(session.member(), now).await?;
    Ok(Json(TasksBody { proposals }))
}
