//! `POST /api/registration`: name and document, which the registry must agree to (S1-3, S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::application::ApplicantSaid;
use domain::community::Door;
use domain::declaration::Problem as FieldFault;
use domain::place::DivisionCode;
use domain::record::Applicant;
use domain::time::Date;
use serde::{Deserialize, Serialize};
use service::{ApplicationTold, Applied, RegistrationForm, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{KindWord, all_faults, named};

/// What a person registers with; the phone or address is the one that has signed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegistrationBody {
    /// The name as in the document, 1 to 64 characters of any script.
    #[schema(max_length = 400)]
    name: String,
    /// The kind of document.
    document_kind: KindWord,
    /// Its number, or the lines of its machine-readable zone.
    #[schema(max_length = 400)]
    document_number: String,
    /// The birth date, where the number does not say it: passports, permits, old foreign cards.
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
    /// The door, up to 20 characters; empty where it is not said. The community finds one by it in a quarantine.
    #[serde(default)]
    #[schema(max_length = 20)]
    door: String,
    /// As what they apply; a resident where it is not said.
    #[serde(default)]
    applicant: Option<ApplicantBody>,
}

/// As what somebody applies.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApplicantForm)]
pub(crate) struct ApplicantBody {
    /// The kind of applicant.
    #[schema(value_type = shapes::Applicant)]
    kind: Applicant,
    /// For which city.
    #[serde(default)]
    #[schema(value_type = Option<shapes::CityCode>)]
    city: Option<DivisionCode>,
    /// Who returns to work: at which unit, 1 to 60 characters.
    #[serde(default)]
    #[schema(max_length = 60)]
    unit: String,
    /// Who returns to work: the first day there, today or later.
    #[serde(default)]
    #[schema(value_type = Option<shapes::Date>)]
    first_day: Option<Date>,
}

impl From<ApplicantBody> for ApplicantSaid {
    fn from(body: ApplicantBody) -> Self {
        Self {
            kind: body.kind,
            city: body.city,
            unit: body.unit,
            first_day: body.first_day,
        }
    }
}

/// Registered.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegisteredBody {
    /// Whether something was kept of an earlier registration; it counts as before.
    returned: bool,
}

/// The application is kept and goes through by itself, or a reviewer decides; `GET /api/application` says what is checked.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnderReviewBody {
    /// What is checked, and until when.
    application: ApplicationTold,
}

/// Applies for the holder of the phone or address: 201 where it went through at once, 202 where it is under review. One and the same refusal
/// to everybody to whom the registry does not agree, whatever is known here of the document.
#[utoipa::path(post, path = "/api/registration", tag = "resident", request_body = RegistrationBody,
    responses((status = 201, body = RegisteredBody), (status = 202, body = UnderReviewBody), Problems))]
pub(crate) async fn registration(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<RegistrationBody>,
) -> Result<Response, Problem> {
    let said = (&*body.name, body.document_kind, &*body.document_number);
    let named = named("", said, now.date());
    let door = door_of(&body.building, &body.door);
    let ((name, document), door) = match (named, door) {
        (Ok(named), Ok(door)) => (named, door),
        (named, door) => return Err(all_faults([named.err(), door.err()])),
    };
    let form = RegistrationForm {
        name,
        document,
        born: body.birth_date,
        street: body.street,
        door,
        said: body.applicant.map(ApplicantSaid::from).unwrap_or_default(),
    };
    match app.service.apply(&session, &form, now).await? {
        Applied::Registered(registered) => {
            let returned = registered.returned;
            let body = axum::Json(RegisteredBody { returned });
            Ok((StatusCode::CREATED, body).into_response())
        }
        Applied::UnderReview => {
            let told = app.service.application_told(&session, now).await?;
            // It was decided between the two: the page asks where it stands.
            let application = told.ok_or(service::Error::Busy)?;
            let body = axum::Json(UnderReviewBody { application });
            Ok((StatusCode::ACCEPTED, body).into_response())
        }
    }
}

/// The door that was given; none where neither building nor door was.
pub(crate) fn door_of(building: &str, door: &str) -> Result<Option<Door>, Vec<FieldFault>> {
    let is_given = !(building.trim().is_empty() && door.trim().is_empty());
    is_given.then(|| Door::parse(building, door)).transpose()
}
