//! `POST /api/staff/community/help`: help is on the way, or was brought.

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::HelpState;
use domain::ids::PersonId;
use serde::Deserialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// How far help is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HelpBrought)]
pub(crate) struct HelpBroughtBody {
    /// Who asked, as the list names them.
    person: Id,
    /// The request.
    help: Id,
    /// How far it is; it goes forward only.
    #[schema(value_type = shapes::HelpState)]
    state: HelpState,
}

/// Says how far help is; the person reads it.
#[utoipa::path(post, path = "/api/staff/community/help", operation_id = "bring_help", tag = "staff",
    request_body = HelpBroughtBody, responses((status = 204), Problems))]
pub(crate) async fn help(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<HelpBroughtBody>,
) -> Result<StatusCode, Problem> {
    let request = (PersonId(body.person.0), body.help.0);
    app.service
        .bring_help(session.member(), request, body.state, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
