//! People who do not exist, and what they declare.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::contact::ConveyanceKind;
use domain::declaration::{Declaration, DeclaredLeg, DeclaredStay, Residence, Tick};
use domain::facts::{Symptom, Temperature};
use domain::identity::{Document, DocumentKind, PersonName, Phone, mod_11_2};
use domain::ids::{AreaId, DeclarationId, LegId, StayId};
use domain::place::CountryCode;
use domain::record::{Applicant as Kind, Whereabouts};
use domain::time::{Date, Instant};
use service::Applicant;

use super::{code, day};

/// An id that a page would draw; no two are the same.
pub(crate) fn id() -> i64 {
    static NEXT: AtomicI64 = AtomicI64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Somebody who has not been there yet.
pub(crate) fn applicant() -> Applicant {
    static NEXT: AtomicI64 = AtomicI64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let body = format!(
        "33010619{:02}0101{:03}",
        40 + number / 900,
        1 + number % 900
    );
    let check = mod_11_2(&body).unwrap();
    applicant_number(&format!("{body}{check}"), number)
}

/// Who holds the resident ID of this number.
pub(crate) fn applicant_number(resident_id: &str, phone: i64) -> Applicant {
    let today = day("2020-01-01");
    Applicant {
        name: PersonName::parse("测试人").unwrap(),
        document: Document::parse(DocumentKind::ResidentId, resident_id, today).unwrap(),
        contact: Some(Phone::parse(&format!("138{phone:08}")).unwrap().into()),
        born: None,
        street: "文三路1号".to_owned(),
    }
}

/// What somebody declares, built up in the words of the story.
#[derive(Clone)]
pub(crate) struct Words(pub(crate) Declaration);

/// A declaration for a city by somebody who lives in a county and has nothing to say.
pub(crate) fn says(city: &str, home: &str) -> Words {
    Words(Declaration {
        id: DeclarationId(id()),
        jurisdiction: code(city),
        applicant: Kind::Resident,
        residence: Residence {
            id: StayId(id()),
            county: code(home),
            areas: Tick::Elsewhere,
        },
        stays: Vec::new(),
        legs: Vec::new(),
        contact: None,
        symptoms: Vec::new(),
        known_symptoms: Vec::new(),
        temperature: None,
        areas_loaded: None,
    })
}

impl Words {
    /// Adds a stay in a county.
    pub(crate) fn stayed(self, county: &str, from: &str, to: &str, areas: Tick) -> Self {
        self.was(Whereabouts::County(code(county)), day(from), day(to), areas)
    }

    /// Adds a stay in a listed area.
    pub(crate) fn in_area(self, county: &str, from: &str, to: &str, area: AreaId) -> Self {
        self.stayed(county, from, to, Tick::Areas(vec![area]))
    }

    /// Adds a stay abroad.
    pub(crate) fn abroad(self, country: &str, from: &str, to: &str) -> Self {
        let country: CountryCode = country.parse().unwrap();
        self.was(
            Whereabouts::Abroad(country),
            day(from),
            day(to),
            Tick::Elsewhere,
        )
    }

    fn was(mut self, whereabouts: Whereabouts, from: Date, to: Date, areas: Tick) -> Self {
        self.0.stays.push(DeclaredStay {
            id: StayId(id()),
            whereabouts,
            from,
            to,
            areas,
        });
        self
    }

    /// Adds a journey by train.
    pub(crate) fn rode(self, number: &str, date: &str, seat: &str) -> Self {
        self.travelled(ConveyanceKind::Train, number, date, seat)
    }

    /// Adds a journey.
    pub(crate) fn travelled(
        mut self,
        kind: ConveyanceKind,
        number: &str,
        date: &str,
        seat: &str,
    ) -> Self {
        self.0.legs.push(DeclaredLeg {
            id: LegId(id()),
            kind,
            number: number.to_owned(),
            date: day(date),
            seat: seat.to_owned(),
            board: String::new(),
            alight: String::new(),
            crew: false,
        });
        self
    }

    /// Says of the residence where it lies.
    pub(crate) fn home_in(mut self, areas: Tick) -> Self {
        self.0.residence.areas = areas;
        self
    }

    pub(crate) fn visitor(mut self) -> Self {
        self.0.applicant = Kind::Visitor;
        self
    }

    pub(crate) fn contact(mut self, on: &str) -> Self {
        self.0.contact = Some(day(on));
        self
    }

    pub(crate) fn coughs(mut self) -> Self {
        self.0.symptoms.push(Symptom::DryCough);
        self
    }

    pub(crate) fn temperature(mut self, degrees: &str) -> Self {
        let degrees: Temperature = degrees.parse().unwrap();
        self.0.temperature = Some(degrees);
        self
    }

    pub(crate) fn loaded(mut self, at: Instant) -> Self {
        self.0.areas_loaded = Some(at);
        self
    }

    /// The same words once more, on a new page: new ids.
    pub(crate) fn again(&self) -> Self {
        let mut words = self.clone();
        words.0.id = DeclarationId(id());
        words.0.residence.id = StayId(id());
        for stay in &mut words.0.stays {
            stay.id = StayId(id());
        }
        for leg in &mut words.0.legs {
            leg.id = LegId(id());
        }
        words
    }

    /// The id of its first stay.
    pub(crate) fn stay(&self) -> StayId {
        self.0.stays[0].id
    }
}
