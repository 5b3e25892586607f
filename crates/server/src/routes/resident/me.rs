//! `GET /api/me`: who is signed in, masked, for a phone's screen may be seen by others.

use axum::Json;
use axum::extract::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use service::{MaskedContact, MePerson, MyDeclaration, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::{Id, PlaceEntry};

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct MeBody {
    /// The phone, its middle hidden; absent where an address signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_masked: Option<String>,
    /// The address for e-mail, its middle hidden; absent where a phone signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    email_masked: Option<String>,
    /// The person; absent for a phone alone.
    person: Option<PersonBody>,
}

/// A person.
#[derive(Serialize, ToSchema)]
struct PersonBody {
    /// The surname and stars.
    name_masked: String,
    /// The document, its middle hidden.
    document_masked: String,
    /// When they registered.
    #[schema(value_type = i64)]
    since_ms: Instant,
    /// The cities in use.
    cities: Vec<PlaceEntry>,
    /// What they declared and still stands, the newest first.
    declarations: Vec<DeclarationEntry>,
}

/// A declaration that stands.
#[derive(Serialize, ToSchema)]
struct DeclarationEntry {
    id: Id,
    /// The city for which it was made.
    city: PlaceEntry,
    /// When it was received.
    #[schema(value_type = i64)]
    recorded_ms: Instant,
    /// The day of which it says how the person felt: the one on which it was first said, where it corrects another.
    #[schema(value_type = shapes::Date)]
    speaks_of: Date,
    /// Until when it can be taken back without a reason; absent where it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    correctable_free_until_ms: Option<Instant>,
    /// Whether staff took it down at a counter.
    at_counter: bool,
}

impl PersonBody {
    fn of(person: MePerson, year: i16) -> Self {
        let declaration = |d: &MyDeclaration| DeclarationEntry {
            id: Id(d.id.0),
            city: PlaceEntry::of_code(d.city, year),
            recorded_ms: d.recorded,
            speaks_of: d.speaks_of,
            correctable_free_until_ms: d.correctable_free_until,
            at_counter: d.at_counter,
        };
        let cities = person.cities.iter();
        Self {
            name_masked: person.name_masked,
            document_masked: person.document_masked,
            since_ms: person.since,
            cities: cities
                .map(|code| PlaceEntry::of_code(*code, year))
                .collect(),
            declarations: person.declarations.iter().map(declaration).collect(),
        }
    }
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/me", tag = "resident", responses((status = 200, body = MeBody), Problems))]
pub(crate) async fn me(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<MeBody>, Problem> {
    let me = app.service.me(&session, now).await?;
    let year = now.date().year();
    let (phone_masked, email_masked) = match me.contact {
        MaskedContact::Phone(masked) => (Some(masked), None),
        MaskedContact::Mail(masked) => (None, Some(masked)),
    };
    Ok(Json(MeBody {
        phone_masked,
        email_masked,
        person: me.person.map(|person| PersonBody::of(person, year)),
    }))
}
