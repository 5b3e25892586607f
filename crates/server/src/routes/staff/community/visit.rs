//! `POST /api/staff/community/visits`: a check-in for a person without a phone, at the door or on the phone (S2-29).

use axum::extract::State;
use axum::http::StatusCode;
use domain::community::VisitHow;
use domain::facts::{Symptom, Temperature};
use domain::ids::{CheckInId, PersonId};
use domain::time::Instant;
use serde::Deserialize;
use service::{Visit, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What a worker enters.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Visit)]
pub(crate) struct VisitBody {
    /// Made on the device: the same id twice is one check-in.
    id: Id,
    /// For whom, as the list names them.
    person: Id,
    /// When it was made, by the device's corrected clock; it may arrive later.
    #[schema(value_type = i64)]
    made_ms: Instant,
    /// How the worker reached them.
    #[schema(value_type = shapes::VisitHow)]
    how: VisitHow,
    /// The temperature in degrees Celsius.
    #[serde(default)]
    #[schema(value_type = Option<f64>, minimum = 30, maximum = 45)]
    temperature: Option<Temperature>,
    /// New symptoms.
    #[serde(default)]
    #[schema(value_type = Vec<shapes::Symptom>, max_items = 9)]
    symptoms: Vec<Symptom>,
}

/// Keeps a check-in that a worker entered: it counts the day, and its symptoms count for nothing before the person or a second
/// health role confirms them.
#[utoipa::path(post, path = "/api/staff/community/visits", operation_id = "visit", tag = "staff", request_body = VisitBody,
    responses((status = 204), Problems))]
pub(crate) async fn visit(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<VisitBody>,
) -> Result<StatusCode, Problem> {
    let visit = Visit {
        id: CheckInId(body.id.0),
        person: PersonId(body.person.0),
        made: body.made_ms,
        how: body.how,
        temperature: body.temperature,
        symptoms: body.symptoms,
    };
    app.service.visit(session.member(), &visit, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
