//! What each synthetic person says: registration, declarations, check-ins, all of it following from the seed.
//!
//! One in four has stayed in a county of the list below, so that there are greens, yellows, reds and questions.

use domain::declaration::{Declaration, DeclaredStay, Residence, Tick};
use domain::ids::{CheckInId, DeclarationId, StayId};
use domain::place::{City, DivisionCode, divisions};
use domain::record::{Applicant as ApplicantKind, CheckIn, Whereabouts};
use domain::risk::History;
use domain::time::{Date, Instant};
use service::Applicant;

use crate::population::Population;
use crate::random::{SplitMix64, mix};

/// An official list of a simulated morning, as the feed would send it.
pub const LIST: &str = include_str!("../../data/risk_list.json");
/// Its file name.
pub const LIST_FILE: &str = "2020071508-simulated.json";
/// The counties of the list.
const LISTED: [u32; 5] = [420_106, 110_106, 330_106, 410_105, 441_900];
/// How many of a hundred declarations name a stay in one of them.
const LISTED_PERCENT: u64 = 25;
/// How many of those name the area, and how many do not know; the others were elsewhere in the county.
const INSIDE_PERCENT: u64 = 40;
const UNKNOWN_PERCENT: u64 = 20;
/// Declarations or check-ins of one person, at most: each has an id of its own.
const MOST: u64 = 256;

/// The words of a population.
#[derive(Clone, Debug)]
pub struct Answers {
    population: Population,
    seed: u64,
}

impl Answers {
    /// The words of the population with this seed.
    pub fn new(seed: u64) -> Self {
        Self {
            population: Population::new(seed),
            seed,
        }
    }

    /// The people who speak.
    pub const fn population(&self) -> &Population {
        &self.population
    }

    /// What person `n` registers with.
    pub fn applicant(&self, n: u64) -> Applicant {
        let person = self.population.person(n);
        Applicant {
            name: person.name,
            document: person.document,
            contact: Some(person.phone.into()),
            born: None,
            street: self.street(n),
        }
    }

    /// The residence of person `n` to the street, in words that no other person has.
    pub fn street(&self, n: u64) -> String {
        let house = mix(self.seed ^ n) % 900 + 100;
        format!("长青路{house}弄{n}号")
    }

    /// The `k`-th declaration of person `n`, made on `today` with the lists that `history` knows. The same again
    /// is the same declaration.
    pub fn declaration(&self, n: u64, k: u64, history: &History, today: Date) -> Declaration {
        let county = self.population.person(n).residence;
        let mut draw = self.draw(n, k, Kind::Declaration);
        let id = DeclarationId(id_of(&mut draw));
        let residence = Residence {
            id: StayId(id_of(&mut draw)),
            county,
            areas: Tick::Elsewhere,
        };
        let stays = stay(&mut draw, history, today).into_iter().collect();
        Declaration {
            id,
            jurisdiction: city_of(county, today).map_or(county, |city| city.code),
            applicant: ApplicantKind::Resident,
            residence,
            stays,
            legs: Vec::new(),
            contact: None,
            symptoms: Vec::new(),
            known_symptoms: Vec::new(),
            temperature: None,
            areas_loaded: None,
        }
    }

    /// The `k`-th check-in of person `n`.
    pub fn check_in(&self, n: u64, k: u64, now: Instant) -> CheckIn {
        let id = CheckInId(id_of(&mut self.draw(n, k, Kind::CheckIn)));
        CheckIn::new(id, now)
    }

    fn draw(&self, n: u64, k: u64, kind: Kind) -> SplitMix64 {
        let which = mix(n * MOST + k % MOST) ^ kind as u64;
        SplitMix64::new(mix(self.seed) ^ mix(which))
    }
}

/// Keeps what is drawn for one apart from what is drawn for the other.
#[derive(Clone, Copy)]
enum Kind {
    Declaration = 1,
    CheckIn = 2,
}

fn stay(draw: &mut SplitMix64, history: &History, today: Date) -> Option<DeclaredStay> {
    if !draw.chance(LISTED_PERCENT) {
        return None;
    }
    let county = draw.pick(&LISTED).copied()?;
    let county = DivisionCode::from_number(county)?;
    let id = StayId(id_of(draw));
    let to = today - draw.below(4) as i32;
    let from = to - draw.below(6) as i32;
    let areas = history.areas_of(county, from, today);
    let ticked = draw.below(100);
    let tick = match draw.pick(&areas) {
        Some(area) if ticked < INSIDE_PERCENT => Tick::Areas(vec![area.id]),
        _ if ticked < INSIDE_PERCENT + UNKNOWN_PERCENT => Tick::Unknown,
        _ => Tick::Elsewhere,
    };
    Some(DeclaredStay {
        id,
        whereabouts: Whereabouts::County(county),
        from,
        to,
        areas: tick,
    })
}

fn city_of(county: DivisionCode, today: Date) -> Option<&'static City> {
    divisions().city_of(county, today.year())
}

fn id_of(draw: &mut SplitMix64) -> i64 {
    ((draw.next_u64() >> 1) as i64).max(1)
}
