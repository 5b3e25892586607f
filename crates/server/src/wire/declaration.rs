//! A declaration as a page sends it (S2-10..13, S2-17).

use domain::contact::ConveyanceKind;
use domain::declaration::{Declaration, DeclaredLeg, DeclaredStay, Residence, Tick};
use domain::facts::{Symptom, Temperature};
use domain::ids::{AreaId, DeclarationId, LegId, StayId};
use domain::place::{CountryCode, DivisionCode};
use domain::record::{Applicant, Whereabouts};
use domain::time::{Date, Instant};
use serde::Deserialize;
use service::shapes;
use utoipa::ToSchema;

use super::Id;
use super::forms::OneKey;

/// A declaration.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Declaration)]
pub(crate) struct DeclarationBody {
    /// Made on the page: the same id twice is one declaration.
    id: Id,
    /// The city for which it is made.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
    /// The kind of applicant.
    #[schema(value_type = shapes::Applicant)]
    applicant: Applicant,
    /// Where the person lives.
    residence: ResidenceBody,
    /// Places outside the city in the days that count.
    #[serde(default)]
    #[schema(max_items = 60)]
    stays: Vec<StayBody>,
    /// Journeys in trains, aircraft, coaches and ships in the days that count.
    #[serde(default)]
    #[schema(max_items = 30)]
    legs: Vec<LegBody>,
    /// The last day of a contact with a case.
    #[serde(default)]
    #[schema(value_type = Option<shapes::Date>)]
    contact: Option<Date>,
    /// Symptoms that are new.
    #[serde(default)]
    #[schema(value_type = Vec<shapes::Symptom>, max_items = 9)]
    symptoms: Vec<Symptom>,
    /// Symptoms known for longer; they do not count.
    #[serde(default)]
    #[schema(value_type = Vec<shapes::Symptom>, max_items = 9)]
    known_symptoms: Vec<Symptom>,
    /// The temperature in degrees Celsius, where it was taken.
    #[serde(default)]
    #[schema(value_type = Option<f64>, minimum = 30, maximum = 45)]
    temperature: Option<Temperature>,
    /// When the page loaded the areas to tick from; absent: just now.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    areas_loaded_ms: Option<Instant>,
}

/// The residence, to the county.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Residence)]
struct ResidenceBody {
    /// Made on the page.
    id: Id,
    /// The county.
    #[schema(value_type = shapes::DivisionCode)]
    county: DivisionCode,
    /// Whether it lies in a listed area.
    #[serde(default)]
    #[schema(value_type = OneTick)]
    areas: TickBody,
}

/// A stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Stay)]
struct StayBody {
    /// Made on the page.
    id: Id,
    /// Where.
    #[schema(value_type = OnePlace)]
    whereabouts: WhereaboutsBody,
    /// The first day.
    #[schema(value_type = shapes::Date)]
    from: Date,
    /// The last day, included.
    #[schema(value_type = shapes::Date)]
    to: Date,
    /// How it lies to the county's listed areas.
    #[serde(default)]
    #[schema(value_type = OneTick)]
    areas: TickBody,
}

/// A journey, as it stands on the ticket. What is not known stays empty.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Leg)]
struct LegBody {
    /// Made on the page.
    id: Id,
    /// What it was.
    #[schema(value_type = shapes::ConveyanceKind)]
    kind: ConveyanceKind,
    /// The number of train or flight; of a coach its plate, of a ship its name.
    #[schema(max_length = 64)]
    number: String,
    /// The day on which it began.
    #[schema(value_type = shapes::Date)]
    date: Date,
    /// Carriage and seat: `10车5F`, `32A`, `3012舱`.
    #[serde(default)]
    #[schema(max_length = 64)]
    seat: String,
    /// Where one boarded.
    #[serde(default)]
    #[schema(max_length = 64)]
    board: String,
    /// Where one alighted.
    #[serde(default)]
    #[schema(max_length = 64)]
    alight: String,
    /// Whether one was of the crew.
    #[serde(default)]
    crew: bool,
}

/// A county of the mainland, or a country.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Whereabouts)]
enum WhereaboutsBody {
    /// The county.
    #[schema(value_type = shapes::DivisionCode)]
    County(DivisionCode),
    /// The country, by its two letters (ISO 3166).
    #[schema(value_type = shapes::CountryCode)]
    Abroad(CountryCode),
}

/// What the person ticks from the list of a county's areas.
#[derive(Deserialize, Default, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Tick)]
enum TickBody {
    /// In these.
    Areas(Vec<Id>),
    /// Elsewhere in the county; also where it has no listed area.
    #[default]
    Elsewhere,
    /// Does not know.
    Unknown,
}

type OnePlace = OneKey<WhereaboutsBody>;
type OneTick = OneKey<TickBody>;

impl From<DeclarationBody> for Declaration {
    fn from(body: DeclarationBody) -> Self {
        Self {
            id: DeclarationId(body.id.0),
            jurisdiction: body.city,
            applicant: body.applicant,
            residence: Residence {
                id: StayId(body.residence.id.0),
                county: body.residence.county,
                areas: body.residence.areas.into(),
            },
            stays: body.stays.into_iter().map(Into::into).collect(),
            legs: body.legs.into_iter().map(Into::into).collect(),
            contact: body.contact,
            symptoms: body.symptoms,
            known_symptoms: body.known_symptoms,
            temperature: body.temperature,
            areas_loaded: body.areas_loaded_ms,
        }
    }
}

impl From<StayBody> for DeclaredStay {
    fn from(body: StayBody) -> Self {
        Self {
            id: StayId(body.id.0),
            whereabouts: match body.whereabouts {
                WhereaboutsBody::County(code) => Whereabouts::County(code),
                WhereaboutsBody::Abroad(code) => Whereabouts::Abroad(code),
            },
            from: body.from,
            to: body.to,
            areas: body.areas.into(),
        }
    }
}

impl From<LegBody> for DeclaredLeg {
    fn from(body: LegBody) -> Self {
        Self {
            id: LegId(body.id.0),
            kind: body.kind,
            number: body.number,
            date: body.date,
            seat: body.seat,
            board: body.board,
            alight: body.alight,
            crew: body.crew,
        }
    }
}

impl From<TickBody> for Tick {
    fn from(body: TickBody) -> Self {
        match body {
            TickBody::Areas(ids) => Self::Areas(ids.into_iter().map(|id| AreaId(id.0)).collect()),
            TickBody::Elsewhere => Self::Elsewhere,
            TickBody::Unknown => Self::Unknown,
        }
    }
}
