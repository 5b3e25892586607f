//! `POST /api/unit`: what a worker's link tells their unit (S1-6). The secret comes in the body, so that no log of addresses has it.

use axum::extract::State;
use serde::Deserialize;
use service::UnitSees;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// A link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitAsked)]
pub(crate) struct UnitBody {
    /// What stands behind `#` in the address.
    #[schema(max_length = 100)]
    secret: String,
}

/// Done or missing, and neither colour nor reason nor place. The worker reads that the link was opened.
#[utoipa::path(post, path = "/api/unit", operation_id = "unit_sees", tag = "public", request_body = UnitBody,
    responses((status = 200, body = UnitSees), Problems))]
pub(crate) async fn unit(
    State(app): State<App>,
    Now(now): Now,
    Json(body): Json<UnitBody>,
) -> Result<axum::Json<UnitSees>, Problem> {
    Ok(axum::Json(app.service.unit_sees(&body.secret, now).await?))
}
