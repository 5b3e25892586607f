//! `POST /api/check-ins`: one day of quarantine more (S2-29).

use axum::extract::State;
use axum::http::StatusCode;
use domain::facts::{Symptom, Temperature};
use domain::ids::CheckInId;
use domain::record::{CheckIn, CheckInBy};
use domain::time::Instant;
use serde::Deserialize;
use service::{CheckInSaid, shapes};
use utoipa::ToSchema;

use super::Decisions;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// A check-in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckIn)]
pub(crate) struct CheckInBody {
    /// Made on the device: the same id twice is one check-in.
    id: Id,
    /// When it was made, by the device's corrected clock; it may arrive later.
    #[schema(value_type = i64)]
    made_ms: Instant,
    /// The temperature in degrees Celsius.
    #[serde(default)]
    #[schema(value_type = Option<f64>, minimum = 30, maximum = 45)]
    temperature: Option<Temperature>,
    /// New symptoms.
    #[serde(default)]
    #[schema(value_type = Vec<shapes::Symptom>, max_items = 9)]
    symptoms: Vec<Symptom>,
    /// Symptoms known for longer; they never count.
    #[serde(default)]
    #[schema(value_type = Vec<shapes::Symptom>, max_items = 9)]
    known_symptoms: Vec<Symptom>,
    /// What else is to be said, in free words: up to 500 characters, sealed, read by no rule.
    #[serde(default)]
    #[schema(max_length = 500)]
    words: Option<String>,
}

/// Keeps a check-in beside the earlier ones of the day: what was reported stays reported, and an appeal says what was a slip.
#[utoipa::path(post, path = "/api/check-ins", tag = "resident", request_body = CheckInBody,
    responses((status = 201, body = Decisions), Problems))]
pub(crate) async fn check_in(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<CheckInBody>,
) -> Result<(StatusCode, axum::Json<Decisions>), Problem> {
    let person = session.person()?;
    let check_in = CheckIn {
        recorded: now,
        temperature: body.temperature,
        symptoms: body.symptoms,
        known_symptoms: body.known_symptoms,
        by: if session.is_for_member() {
            CheckInBy::Guardian
        } else {
            CheckInBy::Oneself
        },
        ..CheckIn::new(CheckInId(body.id.0), body.made_ms)
    };
    let words = body.words.map(Into::into);
    let said = CheckInSaid {
        check_in: &check_in,
        words,
    };
    let decisions = app.service.check_in(session.hand()?, said, now).await?;
    let decisions = Decisions::of(&app, person, &decisions, now).await?;
    Ok((StatusCode::CREATED, axum::Json(decisions)))
}
