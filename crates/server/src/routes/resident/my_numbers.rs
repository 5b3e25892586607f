//! `GET /api/me/numbers`: one's own numbers, masked, each with its channel (S0-13, S0-14).

use axum::Json;
use axum::extract::State;
use domain::number::Ground;
use domain::policy::Text;
use domain::time::Instant;
use serde::Serialize;
use service::{MyNumber, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// A number of the person.
#[derive(Serialize, ToSchema)]
#[schema(as = MyNumber)]
pub(crate) struct NumberEntry {
    /// Its id; `0` is the number of the registration.
    #[schema(value_type = shapes::NumberRef)]
    id: String,
    /// Its middle hidden.
    phone_masked: String,
    /// What people call the channel with which it came; absent for our own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Text>)]
    channel: Option<Text>,
    /// By what it was added.
    #[schema(value_type = shapes::NumberGround)]
    ground: Ground,
    /// Since when.
    #[schema(value_type = i64)]
    since_ms: Instant,
    /// Whether messages go there.
    is_main: bool,
}

impl NumberEntry {
    pub(super) fn all(numbers: Vec<MyNumber>) -> Vec<Self> {
        let entry = |number: MyNumber| Self {
            id: number.id.0.to_string(),
            phone_masked: number.phone_masked,
            channel: number.channel,
            ground: number.ground,
            since_ms: number.since,
            is_main: number.is_main,
        };
        numbers.into_iter().map(entry).collect()
    }
}

/// The numbers that are the person's now. One that was given back is not among them.
#[utoipa::path(get, path = "/api/me/numbers", tag = "resident",
    responses((status = 200, body = Vec<NumberEntry>), Problems))]
pub(crate) async fn my_numbers(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<Vec<NumberEntry>>, Problem> {
    let numbers = app.service.my_numbers(&session, now).await?;
    Ok(Json(NumberEntry::all(numbers)))
}
