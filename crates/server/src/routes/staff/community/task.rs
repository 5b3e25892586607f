//! `POST /api/staff/community/tasks`: a task is taken, given back or done.

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::TaskKind;
use domain::ids::PersonId;
use serde::Deserialize;
use service::{TaskAsked, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What becomes of a task.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskAct)]
pub(crate) struct TaskBody {
    /// About whom, as the list names them.
    person: Id,
    /// Its kind; help is brought at its own address.
    #[schema(value_type = shapes::TaskKind)]
    kind: TaskKind,
    /// What it is about, as the list has it.
    about: Id,
    /// What becomes of it.
    act: TaskAct,
}

/// What becomes of a task.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TaskActWord)]
enum TaskAct {
    /// The worker sees to it.
    Take,
    /// They do not after all.
    GiveBack,
    /// It is done.
    Done,
}

/// Takes a task, gives it back, or says that it is done.
#[utoipa::path(post, path = "/api/staff/community/tasks", operation_id = "act_on_task", tag = "staff", request_body = TaskBody,
    responses((status = 204), Problems))]
pub(crate) async fn task(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<TaskBody>,
) -> Result<StatusCode, Problem> {
    let member = session.member();
    let asked = TaskAsked {
        person: PersonId(body.person.0),
        kind: body.kind,
        about: body.about.0,
    };
    match body.act {
        TaskAct::Take => app.service.take_task(member, asked, true, now).await?,
        TaskAct::GiveBack => app.service.take_task(member, asked, false, now).await?,
        TaskAct::Done => app.service.finish_task(member, asked, now).await?,
    }
    Ok(StatusCode::NO_CONTENT)
}
