//! `POST /api/staff/counter/people`: somebody without a phone is registered by their document (S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use domain::time::Date;
use serde::{Deserialize, Serialize};
use service::{CounterForm, Served, shapes};
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::routes::resident::registration::door_of;

/// Who is before the counter, and what they say beside their document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterAtCounter {
    /// Whose document it is.
    who: BeforeCounter,
    /// The birth date, where the number does not say it.
    #[serde(default)]
    #[schema(value_type = Option<shapes::Date>)]
    birth_date: Option<Date>,
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

/// How the person stands now.
#[derive(Serialize, ToSchema)]
pub(crate) struct ServedBody {
    /// Whether they were registered with this name and document before; then nothing was changed.
    known: bool,
}

/// Registers the person before the counter, where the registry knows them. Who is registered already is known.
#[utoipa::path(post, path = "/api/staff/counter/people", operation_id = "register_at_counter", tag = "staff",
    request_body = RegisterAtCounter, responses((status = 201, body = ServedBody), Problems))]
pub(crate) async fn register(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<RegisterAtCounter>,
) -> Result<(StatusCode, axum::Json<ServedBody>), Problem> {
    let at = body.who.read(now.date())?;
    let form = CounterForm {
        born: body.birth_date,
        street: body.street,
        door: door_of(&body.building, &body.door).map_err(Problem::invalid)?,
    };
    let served = app
        .service
        .register_at_counter(session.member(), &at, &form, now)
        .await?;
    let known = served == Served::Known;
    Ok((StatusCode::CREATED, axum::Json(ServedBody { known })))
}
