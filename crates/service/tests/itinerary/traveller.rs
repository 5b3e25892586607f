//! Somebody on the way to Beijing, step by step as their page does it.

use domain::declaration::{Declaration, DeclaredStay, Residence, Tick};
use domain::identity::Phone;
use domain::ids::{DeclarationId, NumberId, PersonId, StayId};
use domain::itinerary::{Cause, Place, RecordedStay};
use domain::place::DivisionCode;
use domain::record::{Applicant, Whereabouts};
use domain::state::State;
use domain::time::{Date, Instant};
use gateway::carrier::Life;
use service::{
    Error, ItineraryAnswer, ItineraryCheck, ItineraryComparison, ItineraryRecord,
    ItinerarySubmitted, Language, PlaceSaid, PlacesSaid, Session,
};

use crate::house::{House, at, code, document, phone};
use crate::phone::Device;

/// Where it is entered.
pub(crate) const BEIJING: &str = "110000";
/// The county there.
pub(crate) const DONGCHENG: &str = "110101";
/// Where they live.
pub(crate) const XIHU: &str = "330106";
/// The number of the registration.
pub(crate) const FIRST: NumberId = NumberId(0);

/// The morning of these tests, on which Beijing asks.
pub(crate) fn morning() -> Instant {
    at("2020-06-20 10:00")
}

/// So many minutes after it.
pub(crate) fn minute(minutes: i64) -> Instant {
    morning().plus_ms(minutes * 60_000)
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn city() -> DivisionCode {
    code(BEIJING)
}

/// A place as the page sends it: six digits or two letters.
pub(crate) fn place(place: &str, from: &str, to: &str) -> PlaceSaid {
    PlaceSaid {
        county: place.parse().ok(),
        country: place.parse().ok(),
        from: day(from),
        to: day(to),
    }
}

/// Home, and then Beijing.
pub(crate) fn home_and_beijing() -> Vec<PlaceSaid> {
    vec![
        place(XIHU, "2020-06-06", "2020-06-20"),
        place(DONGCHENG, "2020-06-20", "2020-06-20"),
    ]
}

/// A life at home with trips: place, first and last day.
pub(crate) fn life(home: &str, trips: &[(&str, &str, &str)]) -> Life {
    let mut life = Life::at_home(code(home));
    life.trips = trips
        .iter()
        .map(|(place, from, to)| RecordedStay {
            place: place
                .parse()
                .map(Place::County)
                .or_else(|_| place.parse().map(Place::Abroad))
                .unwrap(),
            from: day(from),
            to: day(to),
        })
        .collect();
    life
}

/// A declaration for Beijing by a visitor who lives at the west lake.
pub(crate) fn declaration(id: i64, stays: Vec<DeclaredStay>) -> Declaration {
    Declaration {
        id: DeclarationId(id),
        jurisdiction: city(),
        applicant: Applicant::Visitor,
        residence: Residence {
            id: StayId(id + 1),
            county: code(XIHU),
            areas: Tick::Elsewhere,
        },
        stays,
        legs: Vec::new(),
        contact: None,
        symptoms: Vec::new(),
        known_symptoms: Vec::new(),
        temperature: None,
        areas_loaded: None,
    }
}

/// Days in a county.
pub(crate) fn stay(id: i64, county: &str, from: &str, to: &str) -> DeclaredStay {
    DeclaredStay {
        id: StayId(id),
        whereabouts: Whereabouts::County(code(county)),
        from: day(from),
        to: day(to),
        areas: Tick::Elsewhere,
    }
}

/// Somebody with a phone, whom the registry and the carriers know.
pub(crate) struct Traveller {
    pub(crate) device: Device,
    pub(crate) person: PersonId,
}

impl Traveller {
    /// Person `n`, registered an hour ago, whose phone lived so; they have declared nothing.
    pub(crate) async fn at_home(house: &House, n: u64, life: Life) -> Self {
        house.carrier.know(&document(n), &phone(n), life);
        let device = house.resident(n, minute(-60)).await;
        let person = device.session(house, minute(-60)).await.person().unwrap();
        Self { device, person }
    }

    /// The same, who has declared for Beijing just now.
    pub(crate) async fn arrived(house: &House, n: u64, life: Life) -> Self {
        let traveller = Self::at_home(house, n, life).await;
        traveller
            .declare(
                house,
                &declaration(n as i64 * 1_000 + 100, Vec::new()),
                morning(),
            )
            .await;
        traveller
    }

    pub(crate) async fn session(&self, house: &House, now: Instant) -> Session {
        self.device.session(house, now).await
    }

    pub(crate) async fn declare(&self, house: &House, said: &Declaration, now: Instant) {
        house.service.declare(self.person, said, now).await.unwrap();
    }

    /// What the code shows in Beijing.
    pub(crate) async fn state(&self, house: &House, now: Instant) -> State {
        let decisions = house.service.rate(self.person, now).await.unwrap();
        let own = decisions.iter().find(|d| d.jurisdiction == city());
        own.unwrap().state
    }

    pub(crate) async fn check(&self, house: &House, now: Instant) -> ItineraryCheck {
        let session = self.session(house, now).await;
        house
            .service
            .itinerary(&session, city(), now)
            .await
            .unwrap()
    }

    pub(crate) async fn begin(
        &self,
        house: &House,
        arrival: &str,
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let session = self.session(house, now).await;
        let version = self.check(house, now).await.consent.version;
        let asked = (day(arrival), version);
        house
            .service
            .begin_itinerary(&session, city(), asked, now)
            .await
    }

    pub(crate) async fn send_code(
        &self,
        house: &House,
        number: NumberId,
        now: Instant,
    ) -> Result<(), Error> {
        let session = self.session(house, now).await;
        let asked = (number, Language::English);
        let sent = house
            .service
            .send_itinerary_code(&session, city(), asked, now)
            .await;
        sent.map(|_| ())
    }

    pub(crate) async fn confirm_with(
        &self,
        house: &House,
        (number, code): (NumberId, &str),
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let session = self.session(house, now).await;
        house
            .service
            .confirm_itinerary_number(&session, city(), (number, code), now)
            .await
    }

    /// Has a code sent to a phone of theirs, reads it, and confirms the number.
    pub(crate) async fn confirm(
        &self,
        house: &House,
        (number, phone): (NumberId, &Phone),
        now: Instant,
    ) -> ItineraryCheck {
        self.send_code(house, number, now).await.unwrap();
        let code = house.inbox(phone);
        self.confirm_with(house, (number, &code), now)
            .await
            .unwrap()
    }

    pub(crate) async fn say(
        &self,
        house: &House,
        (number, places): (NumberId, Vec<PlaceSaid>),
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let said = PlacesSaid {
            number,
            places,
            same_as_first: false,
        };
        self.say_so(house, &said, now).await
    }

    pub(crate) async fn say_so(
        &self,
        house: &House,
        said: &PlacesSaid,
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let session = self.session(house, now).await;
        house
            .service
            .set_itinerary_places(&session, city(), said, now)
            .await
    }

    /// Begins for today, confirms the first number and says where they were.
    pub(crate) async fn says(&self, house: &House, n: u64, places: Vec<PlaceSaid>) {
        self.begin(house, "2020-06-20", minute(1)).await.unwrap();
        self.confirm(house, (FIRST, &phone(n)), minute(2)).await;
        self.say(house, (FIRST, places), minute(3)).await.unwrap();
    }

    pub(crate) async fn query(
        &self,
        house: &House,
        number: NumberId,
        now: Instant,
    ) -> Result<ItineraryRecord, Error> {
        let session = self.session(house, now).await;
        house
            .service
            .query_itinerary(&session, city(), number, now)
            .await
    }

    pub(crate) async fn compare(
        &self,
        house: &House,
        answers: &[ItineraryAnswer],
        now: Instant,
    ) -> Result<ItineraryComparison, Error> {
        let session = self.session(house, now).await;
        house
            .service
            .compare_itinerary(&session, city(), answers, now)
            .await
    }

    pub(crate) async fn submit(
        &self,
        house: &House,
        answers: &[ItineraryAnswer],
        now: Instant,
    ) -> Result<ItinerarySubmitted, Error> {
        let session = self.session(house, now).await;
        house
            .service
            .submit_itinerary(&session, city(), answers, now)
            .await
    }
}

/// The causes of a comparison, each as often as it was found.
pub(crate) fn causes(compared: &ItineraryComparison) -> Vec<Cause> {
    compared.findings.iter().map(|found| found.cause).collect()
}

/// The first field that a refusal names.
pub(crate) fn field<T>(refused: Result<T, Error>) -> String {
    match refused {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was taken"),
    }
}
