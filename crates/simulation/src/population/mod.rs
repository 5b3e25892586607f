//! People who do not exist: names, documents, phones and counties, drawn by a seed.
//!
//! Their numbers obey every rule that a real one obeys, so that nothing in the house treats them otherwise. Some
//! will, by chance, be the number of somebody real; they are for simulators and load, never for a real neighbour.

mod ages;
mod names;

use domain::identity::{Document, DocumentKind, PersonName, Phone, mod_11_2};
use domain::place::{Division, DivisionCode, divisions};
use domain::time::Date;

use crate::permutation::Permutation;
use crate::random::{SplitMix64, mix};
use ages::Ages;
use names::{Names, Sex};

/// The first year in which the simulated cities may be run.
const FIRST_YEAR: i16 = 2020;
/// The first three digits of the mobile numbers that are drawn, all of them given to carriers.
const PREFIXES: [&str; 25] = [
    "130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "150", "151", "152",
    "153", "155", "156", "157", "158", "159", "180", "186", "187", "188", "189", "199",
];
/// Numbers behind a prefix.
const LINES: u64 = 100_000_000;
/// Codes of Taiwan, Hong Kong and Macau begin here.
const BEYOND_MAINLAND: u32 = 700_000;
/// How many of a hundred live in the county that their document names.
const STAYED_PERCENT: u64 = 70;

/// A person who does not exist.
#[derive(Clone, Debug)]
pub struct SyntheticPerson {
    /// The name.
    pub name: PersonName,
    /// A resident ID.
    pub document: Document,
    /// A mainland mobile number.
    pub phone: Phone,
    /// The county of the residence.
    pub residence: DivisionCode,
}

/// A population that follows from its seed. Any person can be asked for at any time, at the same cost; two never
/// have one document or one phone.
#[derive(Clone, Debug)]
pub struct Population {
    seed: u64,
    counties: Vec<DivisionCode>,
    ages: Ages,
    documents: Permutation,
    phones: Permutation,
    names: Names,
}

impl Population {
    /// The population of a seed.
    pub fn new(seed: u64) -> Self {
        let counties = counties();
        let ages = Ages::census();
        let combinations = counties.len() as u64 * ages.total();
        Self {
            seed,
            ages,
            documents: Permutation::new(combinations, mix(seed ^ 1)),
            phones: Permutation::new(PREFIXES.len() as u64 * LINES, mix(seed ^ 2)),
            names: Names::load(),
            counties,
        }
    }

    /// The counties in which people live.
    pub fn counties(&self) -> &[DivisionCode] {
        &self.counties
    }

    /// How many people there are: so many have a document and a phone of their own.
    pub fn size(&self) -> u64 {
        self.documents.size().min(self.phones.size())
    }

    /// The person with this number, from 0. Beyond [`size`](Self::size) the people begin again.
    pub fn person(&self, n: u64) -> SyntheticPerson {
        let n = n % self.size();
        let mut random = SplitMix64::new(mix(self.seed) ^ mix(n));
        let number = self.documents.at(n).unwrap_or_default();
        let (birth, sequence) = self.ages.birth(number % self.ages.total());
        let county = number / self.ages.total();
        let county = self.counties.get(county as usize).copied();
        let county = county.unwrap_or(DivisionCode::NATION);
        let sex = if sequence % 2 == 1 {
            Sex::Male
        } else {
            Sex::Female
        };
        SyntheticPerson {
            name: self.names.draw(sex, &mut random),
            document: document(county, birth, sequence),
            phone: phone(self.phones.at(n).unwrap_or_default()),
            residence: self.residence(county, &mut random),
        }
    }

    fn residence(&self, county: DivisionCode, random: &mut SplitMix64) -> DivisionCode {
        if random.chance(STAYED_PERCENT) {
            return county;
        }
        random.pick(&self.counties).copied().unwrap_or(county)
    }
}

/// The counties of the mainland, and the cities that have none (Dongguan), that were in force in the first year and
/// still are: a residence holds on any simulated day.
fn counties() -> Vec<DivisionCode> {
    let stands = |row: &&Division| {
        row.code.number() < BEYOND_MAINLAND
            && row.is_open()
            && divisions().county_level(row.code, FIRST_YEAR).is_some()
    };
    let mut counties: Vec<_> = divisions()
        .rows()
        .iter()
        .filter(stands)
        .map(|row| row.code)
        .collect();
    counties.dedup();
    counties
}

#[expect(clippy::expect_used, reason = "only the two dates above come here")]
fn day(year: i16, month: i8, day: i8) -> Date {
    Date::from_ymd(year, month, day).expect("a date of the calendar")
}

#[expect(
    clippy::expect_used,
    reason = "made by the rules that are checked; a test draws 100,000"
)]
fn document(county: DivisionCode, birth: Date, sequence: u64) -> Document {
    let birthday = birth.to_string().replace('-', "");
    let mut number = format!("{county}{birthday}{sequence:03}");
    number.extend(mod_11_2(&number));
    Document::parse(DocumentKind::ResidentId, &number, day(FIRST_YEAR, 1, 1))
        .expect("a valid resident ID")
}

#[expect(
    clippy::expect_used,
    reason = "made by the rules that are checked; a test draws 100,000"
)]
fn phone(number: u64) -> Phone {
    let prefix = PREFIXES[(number / LINES) as usize % PREFIXES.len()];
    Phone::parse(&format!("{prefix}{:08}", number % LINES)).expect("a valid mobile number")
}
