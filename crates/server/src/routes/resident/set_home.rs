//! `PUT /api/me/home`: at which door one lives; whoever moves is handed over to the new community.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use service::HomeForm;
use utoipa::ToSchema;

use super::registration::door_of;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Where one lives.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Home)]
pub(crate) struct HomeBody {
    /// The residence to the street: the nine digits of a street, or words.
    #[schema(max_length = 400, example = "330106109")]
    street: String,
    /// The building, up to 20 characters; empty for a house of its own.
    #[serde(default)]
    #[schema(max_length = 20)]
    building: String,
    /// The door, up to 20 characters; empty where it is not said.
    #[serde(default)]
    #[schema(max_length = 20)]
    door: String,
}

/// Says where one lives. It changes no colour and ends no order.
#[utoipa::path(put, path = "/api/me/home", operation_id = "set_home", tag = "resident", request_body = HomeBody,
    responses((status = 204), Problems))]
pub(crate) async fn set_home(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<HomeBody>,
) -> Result<StatusCode, Problem> {
    let form = HomeForm {
        door: door_of(&body.building, &body.door).map_err(Problem::invalid)?,
        street: body.street,
    };
    app.service.set_home(&session, &form, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
