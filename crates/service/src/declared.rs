//! What a person declared, read back: each declaration with its places and answers, whether it counts still, and until when
//! it can be corrected.

use domain::contact::{Conveyance, ConveyanceKind, Leg, Role};
use domain::facts::{Symptom, Temperature};
use domain::ids::PersonId;
use domain::level::Level;
use domain::record::{Applicant, DeclarationRecord, LegRecord, Record, StayRecord, Whereabouts};
use domain::risk::AreaChoice;
use domain::said_again::StayAgain;
use domain::time::{Date, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Service;
use crate::correct::{CorrectionTold, free_until};
use crate::error::Error;
use crate::explain::{Place, area_texts, place, ticked_areas};
use crate::shapes;
use crate::shared::Shared;

/// A declaration as the person reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MyDeclarationTold {
    /// Its id, as text.
    pub id: String,
    /// When it was received, in epoch milliseconds.
    pub recorded_ms: i64,
    /// When the home that it names was first said, in epoch milliseconds: the newest of those that count is where the person lives.
    /// Saying it again in a correction makes it no newer. Where it names no home, when it was first said itself.
    pub first_said_ms: i64,
    /// The day of which it says how the person felt: the one on which it was first said, where it corrects another.
    #[schema(value_type = shapes::Date)]
    pub speaks_of: Date,
    /// Whether what it says counts; else a correction took its place.
    pub counts: bool,
    /// Until when it can be taken back without a reason, in epoch milliseconds; absent where it cannot.
    pub correctable_free_until_ms: Option<i64>,
    /// Whether staff took it down at a counter.
    pub at_counter: bool,
    /// Corrections of it that went to a reviewer, the newest first, for as long as they are kept.
    pub corrections: Vec<CorrectionTold>,
    /// What it says.
    #[serde(flatten)]
    pub said: DeclarationSaid,
}

/// What a declaration says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct DeclarationSaid {
    /// The city for which it was made.
    pub city: Place,
    /// The kind of applicant.
    #[schema(value_type = shapes::Applicant)]
    pub applicant: Applicant,
    /// Where the person lived and stayed, the residence first.
    pub stays: Vec<DeclaredStayTold>,
    /// Journeys in trains, aircraft, coaches and ships.
    pub legs: Vec<DeclaredLegTold>,
    /// The last day of a contact with a case.
    #[schema(value_type = Option<shapes::Date>)]
    pub contact: Option<Date>,
    /// New symptoms.
    #[schema(value_type = Vec<shapes::Symptom>)]
    pub symptoms: Vec<Symptom>,
    /// Symptoms known for longer.
    #[schema(value_type = Vec<shapes::Symptom>)]
    pub known_symptoms: Vec<Symptom>,
    /// The temperature in degrees Celsius.
    #[schema(value_type = Option<f64>)]
    pub temperature: Option<Temperature>,
}

/// A stay of a declaration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct DeclaredStayTold {
    /// Where.
    pub place: Place,
    /// The county by its own name, as a form is filled in again; absent abroad.
    pub county: Option<Place>,
    /// The city of the county; absent abroad.
    pub city: Option<Place>,
    /// First day.
    #[schema(value_type = shapes::Date)]
    pub from: Date,
    /// Last day, included; absent for the residence.
    #[schema(value_type = Option<shapes::Date>)]
    pub to: Option<Date>,
    /// What was said of the county's listed areas: areas, elsewhere or unknown.
    pub ticked: &'static str,
    /// The areas that the person said to have been in, as the lists call them; the first of them, to be read.
    pub area_texts: Vec<String>,
    /// All of the same areas, to be ticked again.
    pub areas: Vec<DeclaredAreaTold>,
}

/// An area that somebody said to have been in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct DeclaredAreaTold {
    /// Its id, as text.
    pub id: String,
    /// What the list calls it.
    pub text: String,
    /// Its highest level since the first day of the stay.
    #[schema(value_type = shapes::Level)]
    pub level: Level,
}

/// A journey of a declaration, as it was read from what the person wrote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct DeclaredLegTold {
    /// What it was.
    #[schema(value_type = shapes::ConveyanceKind)]
    pub kind: ConveyanceKind,
    /// Its number; a flight with two has both.
    pub number: String,
    /// The day on which it began.
    #[schema(value_type = shapes::Date)]
    pub date: Date,
    /// Carriage and seat; empty where they are not known.
    pub seat: String,
    /// Where the person boarded.
    pub board: String,
    /// Where they alighted.
    pub alight: String,
    /// Whether they were of the crew.
    pub crew: bool,
}

impl Service {
    /// What a person declared, the newest first, corrected ones with it.
    #[crate::boxed]
    pub async fn my_declarations(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<MyDeclarationTold>, Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        let asked = self.corrections_asked(person, now).await?;
        let mut all: Vec<&DeclarationRecord> = facts.record.declarations.iter().collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.recorded, one.id)));
        let mut told = Vec::with_capacity(all.len());
        for one in all {
            told.push(MyDeclarationTold {
                id: one.id.0.to_string(),
                recorded_ms: one.recorded.ms(),
                first_said_ms: home_first_said(one, &facts.record).ms(),
                speaks_of: facts.record.first_said(one).date(),
                counts: one.corrected_by.is_none(),
                correctable_free_until_ms: free_until(one, &facts.record, now).map(Instant::ms),
                at_counter: one.taken_by.is_some(),
                corrections: self.corrections_told(&asked, one.id, now).await?,
                said: said_of(one, &facts.record, &shared, now.date()),
            });
        }
        Ok(told)
    }
}

/// When the home that a declaration names was first said, as [`Record::residence`] reads it; else when it was itself.
fn home_first_said(one: &DeclarationRecord, record: &Record) -> Instant {
    let mut stays = record.stays.iter();
    let home = stays.find(|stay| stay.declaration == one.id && stay.to.is_none());
    home.map_or_else(
        || record.first_said(one),
        |home| StayAgain::of(record, home).recorded,
    )
}

/// What a declaration says, by the stays and journeys that a record has of it.
pub(crate) fn said_of(
    one: &DeclarationRecord,
    record: &Record,
    shared: &Shared,
    today: Date,
) -> DeclarationSaid {
    let mut stays: Vec<&StayRecord> = record.stays.iter().collect();
    stays.retain(|stay| stay.declaration == one.id);
    stays.sort_by_key(|stay| (stay.to.is_some(), stay.from, stay.id));
    DeclarationSaid {
        city: Place::of_division(one.jurisdiction, today.year()),
        applicant: one.applicant,
        stays: stays
            .into_iter()
            .map(|stay| stay_told(stay, record, shared, today))
            .collect(),
        legs: legs_told(one, record),
        contact: one.contact,
        symptoms: one.symptoms.clone(),
        known_symptoms: one.known_symptoms.clone(),
        temperature: one.temperature,
    }
}

fn legs_told(one: &DeclarationRecord, record: &Record) -> Vec<DeclaredLegTold> {
    let mut legs: Vec<&LegRecord> = record.legs.iter().collect();
    legs.retain(|leg| leg.declaration == one.id);
    legs.sort_by_key(|leg| (leg.leg.date, leg.id));
    legs.into_iter().map(|leg| leg_told(&leg.leg)).collect()
}

/// A journey in the words in which it was read.
pub(crate) fn leg_told(leg: &Leg) -> DeclaredLegTold {
    DeclaredLegTold {
        kind: leg.conveyance.kind,
        number: number_told(&leg.conveyance),
        date: leg.date,
        seat: leg.seating.to_string(),
        board: leg.board.clone(),
        alight: leg.alight.clone(),
        crew: leg.role == Role::Crew,
    }
}

/// The numbers of a conveyance as one reads them.
pub(crate) fn number_told(conveyance: &Conveyance) -> String {
    let numbers = conveyance
        .numbers
        .iter()
        .map(domain::contact::Number::as_str);
    numbers.collect::<Vec<_>>().join(" / ")
}

fn stay_told(stay: &StayRecord, record: &Record, shared: &Shared, today: Date) -> DeclaredStayTold {
    let year = stay.from.year();
    let (told, county) = match stay.whereabouts {
        Whereabouts::Abroad(country) => (place::of_country(country), None),
        Whereabouts::County(county) => (place::of_county(county, year), Some(county)),
    };
    // Also where the person answered later, when a list named the area.
    let areas = county.map_or_else(Vec::new, |county| {
        ticked_areas(county, stay, record, shared, today)
    });
    DeclaredStayTold {
        place: told,
        county: county.map(|code| Place::of_division(code, year)),
        city: county.map(|code| place::city_of(code, year)),
        from: StayAgain::of(record, stay).from,
        to: stay.to,
        ticked: stay.ticked.word(),
        area_texts: area_texts(&areas),
        areas: areas.iter().map(area_told).collect(),
    }
}

fn area_told(area: &AreaChoice) -> DeclaredAreaTold {
    DeclaredAreaTold {
        id: area.id.0.to_string(),
        text: area.text.to_string(),
        level: area.level,
    }
}
