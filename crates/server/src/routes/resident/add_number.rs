//! `POST /api/me/numbers`: adds a number, by the registry's word or its holder's code (S0-14).

use axum::extract::State;
use axum::http::StatusCode;
use domain::identity::Phone;
use domain::ids::NumberId;
use serde::Deserialize;
use service::{NumberAsked, shapes};
use utoipa::ToSchema;

use super::my_numbers::NumberEntry;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// The number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddNumber {
    /// Made on the page: the same id twice is one number.
    id: Id,
    /// A mobile number of the mainland.
    #[schema(value_type = shapes::MobileNumber)]
    phone: String,
    /// The one-time code that its holder told, where it is not registered to the person's document.
    #[serde(default)]
    #[schema(max_length = 20, example = "012345")]
    code: Option<String>,
}

/// Adds a number and answers with all. Where the registry does not say that it is the person's, the field `code` is
/// asked for.
#[utoipa::path(post, path = "/api/me/numbers", tag = "resident", request_body = AddNumber,
    responses((status = 201, body = Vec<NumberEntry>), Problems))]
pub(crate) async fn add_number(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<AddNumber>,
) -> Result<(StatusCode, axum::Json<Vec<NumberEntry>>), Problem> {
    let phone = Phone::parse(&body.phone).map_err(|error| Problem::field("phone", error.text()))?;
    let asked = NumberAsked {
        id: NumberId(body.id.0),
        phone: &phone,
        code: body.code.as_deref().map(str::trim),
    };
    let numbers = app.service.add_number(&session, &asked, now).await?;
    Ok((StatusCode::CREATED, axum::Json(NumberEntry::all(numbers))))
}
