//! A synthetic province: so many people as one likes, in households, in the counties of a real census, with the journeys that
//! they declare. Person `n` can be asked for at any time, at the same cost, so that fifteen million of them are streamed and
//! never stand in memory together.

pub mod census;
mod household;

pub use census::CensusError;
pub use household::Household;

use domain::declaration::{Declaration, DeclaredStay, Residence, Tick};
use domain::identity::PersonName;
use domain::ids::{DeclarationId, StayId};
use domain::place::{DivisionCode, divisions};
use domain::record::{Applicant as ApplicantKind, Whereabouts};
use domain::time::{Date, Instant};
use service::{Applicant, Arrival};

use crate::population::Population;
use crate::random::{SplitMix64, mix};

/// How many of a thousand have been in another county of their province in the last days, and how many in another province.
const WITHIN_PERMILLE: u64 = 120;
const BEYOND_PERMILLE: u64 = 30;
/// How long ago a journey ended, at most, and how long it took.
const JOURNEY_DAYS: u64 = 12;
const JOURNEY_LASTS: u64 = 5;
/// The earliest declared so many milliseconds before the latest: seven days.
pub const DECLARED_DAYS_MS: i64 = 7 * 86_400_000;

/// The people of a province.
#[derive(Clone, Debug)]
pub struct Province {
    population: Population,
    seed: u64,
    people: u64,
    /// Each county with the sum of the people of all counties up to and with it.
    counties: Vec<(DivisionCode, u64)>,
    cities: Vec<DivisionCode>,
}

impl Province {
    /// `people` people of a seed in the counties of `weights` ([`census`]), as many in each as its weight says.
    pub fn new(seed: u64, people: u64, weights: &[(DivisionCode, u64)], today: Date) -> Self {
        let mut total = 0;
        let counties: Vec<(DivisionCode, u64)> = weights
            .iter()
            .map(|(county, people)| {
                total += people;
                (*county, total)
            })
            .collect();
        let city = |county: DivisionCode| {
            let city = divisions().city_of(county, today.year());
            city.map_or(county, |city| city.code)
        };
        Self {
            population: Population::new(seed),
            seed,
            people,
            cities: counties.iter().map(|(county, _)| city(*county)).collect(),
            counties,
        }
    }

    /// How many people there are.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// The household of person `n`.
    pub fn household(&self, n: u64) -> Household {
        household::of(self.seed, n)
    }

    /// The county in which person `n` lives, with all of the household.
    pub fn residence(&self, n: u64) -> DivisionCode {
        self.home(n).0
    }

    /// Person `n` as they register and declare until `now`.
    pub fn arrival(&self, n: u64, now: Instant) -> Arrival {
        let mut draw = SplitMix64::new(mix(self.seed) ^ mix(n ^ (1 << 62)));
        let at = now.plus_ms(-(draw.below(DECLARED_DAYS_MS as u64) as i64));
        Arrival {
            number: n,
            applicant: self.applicant(n),
            declaration: self.declaration(n, &mut draw, at.date()),
            at,
        }
    }

    fn applicant(&self, n: u64) -> Applicant {
        let household = self.household(n);
        let person = self.population.person(n);
        Applicant {
            name: self.name(n, household, person.name),
            document: person.document,
            contact: Some(person.phone.into()),
            born: None,
            street: format!(
                "长青路{}弄{}号",
                household.number % 900 + 100,
                household.number
            ),
        }
    }

    /// Children of a household bear the head's surname: whoever stands behind the second place.
    fn name(&self, n: u64, household: Household, own: PersonName) -> PersonName {
        if household.place < 2 {
            return own;
        }
        let head = self.population.person(n - household.place).name;
        let surname: String = head.full().chars().take(1).collect();
        let given: String = own.full().chars().skip(1).collect();
        PersonName::parse(&format!("{surname}{given}")).unwrap_or(own)
    }

    fn home(&self, n: u64) -> (DivisionCode, DivisionCode) {
        let total = self.counties.last().map_or(0, |(_, total)| *total);
        let household = self.household(n).number;
        let drawn = SplitMix64::new(mix(self.seed ^ 3) ^ mix(household)).below(total);
        let at = self.counties.partition_point(|(_, sum)| *sum <= drawn);
        let county = self.counties.get(at).map(|(county, _)| *county);
        let city = self.cities.get(at).copied();
        let nowhere = DivisionCode::NATION;
        (county.unwrap_or(nowhere), city.unwrap_or(nowhere))
    }

    fn declaration(&self, n: u64, draw: &mut SplitMix64, today: Date) -> Declaration {
        let (county, city) = self.home(n);
        let residence = Residence {
            id: StayId(id(draw)),
            county,
            areas: Tick::Elsewhere,
        };
        Declaration {
            id: DeclarationId(id(draw)),
            jurisdiction: city,
            applicant: ApplicantKind::Resident,
            residence,
            stays: self.journey(county, draw, today).into_iter().collect(),
            legs: Vec::new(),
            contact: None,
            symptoms: Vec::new(),
            known_symptoms: Vec::new(),
            temperature: None,
            areas_loaded: None,
        }
    }

    /// A journey that a few have made: within the province, seldom beyond it.
    fn journey(
        &self,
        home: DivisionCode,
        draw: &mut SplitMix64,
        today: Date,
    ) -> Option<DeclaredStay> {
        let drawn = draw.below(1_000);
        let county = if drawn < WITHIN_PERMILLE {
            draw.pick(&self.counties).map(|(county, _)| *county)
        } else if drawn < WITHIN_PERMILLE + BEYOND_PERMILLE {
            draw.pick(self.population.counties()).copied()
        } else {
            None
        };
        let to = today - draw.below(JOURNEY_DAYS) as i32;
        Some(DeclaredStay {
            id: StayId(id(draw)),
            whereabouts: Whereabouts::County(county.filter(|county| *county != home)?),
            from: to - draw.below(JOURNEY_LASTS) as i32,
            to,
            areas: Tick::Elsewhere,
        })
    }
}

fn id(draw: &mut SplitMix64) -> i64 {
    ((draw.next_u64() >> 1) as i64).max(1)
}
