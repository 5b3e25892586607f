//! What is kept about a person and rated: the rows of storage as values.
//!
//! A [`Record`] says what was declared and recorded, with instants and ids; facts are made of it, of the risk
//! lists and of the date (`facts::assemble`). Name, document, phone and street never come near a rule; of what is
//! kept sealed journeys and met visits alone are here, opened to be held against events.

use serde::{Deserialize, Serialize};

pub use crate::check_in::{CheckIn, CheckInBy};
use crate::contact::Leg;
use crate::facts::{Entry, Exposure, OfficialOrder, Symptom, Temperature, TestResult};
pub use crate::hold::{Hold, HoldKind};
use crate::ids::{AreaId, DeclarationId, EvidenceId, LegId, StaffId, StayId, VenueId};
pub use crate::itinerary::EntryRecord;
use crate::place::{CountryCode, DivisionCode};
use crate::quarantine::Order;
use crate::said_again::{StayAgain, chain};
use crate::time::{Date, Instant};

/// Everything about a person that a rating can rest on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Record {
    /// The jurisdictions (cities) that the person uses.
    pub uses: Vec<Use>,
    /// Declarations, the corrected ones included.
    pub declarations: Vec<DeclarationRecord>,
    /// Stays of all declarations, residences among them.
    pub stays: Vec<StayRecord>,
    /// Journeys of all declarations.
    pub legs: Vec<LegRecord>,
    /// Visits to venues that events met.
    pub visits: Vec<VisitRecord>,
    /// What the person ticked, with the declaration or when a later list asked.
    pub answers: Vec<AreaAnswer>,
    /// Quarantine orders; `checked_in` is filled when facts are made.
    pub orders: Vec<Order>,
    /// Daily check-ins.
    pub check_ins: Vec<CheckIn>,
    /// What others than the person recorded, as far as it was proven: an order only with the signatures over it.
    pub evidence: Vec<Evidence>,
    /// The ids of what of it is kept at all, proven or not, the withdrawn among it. Who tries a part of a record puts here what its
    /// orders rest on and the part does not say: none of it has come to the end of its life.
    pub known: Vec<EvidenceId>,
    /// What the person is or was held for.
    pub holds: Vec<Hold>,
    /// Entries into cities that ask for verification, the verified ones among them.
    pub entries: Vec<EntryRecord>,
}

impl Record {
    /// The county of the residence by the newest declaration that stands and names one; saying it again in a correction makes it no
    /// newer.
    pub fn residence(&self) -> Option<DivisionCode> {
        let standing = self
            .declarations
            .iter()
            .filter(|d| d.corrected_by.is_none());
        let homes = standing.filter_map(|declaration| {
            let mut stays = self.stays.iter();
            let home = stays.find(|s| s.declaration == declaration.id && s.to.is_none())?;
            match home.whereabouts {
                Whereabouts::County(county) => {
                    let recorded = StayAgain::of(self, home).recorded;
                    Some((recorded, declaration.id, county))
                }
                Whereabouts::Abroad(_) => None,
            }
        });
        homes.max().map(|(.., county)| county)
    }

    /// When a declaration was made, or the first of those that it corrects: correcting makes nothing fresh.
    pub fn first_said(&self, declaration: &DeclarationRecord) -> Instant {
        let chain = chain(self, declaration);
        chain
            .last()
            .map_or(declaration.recorded, |first| first.recorded)
    }
}

/// A piece of evidence from others than the person; its id is that of the fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// An exposure.
    Exposure(Exposure),
    /// An entry from abroad.
    Entry(Entry),
    /// A laboratory result.
    Test(TestResult),
    /// An order by two officials; its id is that of the proposal that made it.
    OfficialOrder(OfficialOrder),
}

impl Evidence {
    /// Its id.
    pub const fn id(self) -> EvidenceId {
        EvidenceId(match self {
            Self::Exposure(fact) => fact.id,
            Self::Entry(fact) => fact.id,
            Self::Test(fact) => fact.id,
            Self::OfficialOrder(fact) => fact.id,
        })
    }
}

/// A jurisdiction that a person uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Use {
    /// The city.
    pub jurisdiction: DivisionCode,
    /// The date since which.
    pub since: Date,
}

/// Which kind of applicant a person is (S1-1, S1-2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applicant {
    /// Lives in the city.
    Resident,
    /// Returns to work in the city.
    ReturningToWork,
    /// Visits the city.
    Visitor,
}

impl Applicant {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Resident, Self::ReturningToWork, Self::Visitor];

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::ReturningToWork => "returning_to_work",
            Self::Visitor => "visitor",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A declaration as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeclarationRecord {
    /// Its id, made on the page that sent it.
    pub id: DeclarationId,
    /// The city for which it was made.
    pub jurisdiction: DivisionCode,
    /// The kind of applicant.
    pub applicant: Applicant,
    /// When it was recorded.
    pub recorded: Instant,
    /// The last day of a contact with a case.
    pub contact: Option<Date>,
    /// New symptoms.
    pub symptoms: Vec<Symptom>,
    /// Symptoms known for longer; they never count.
    pub known_symptoms: Vec<Symptom>,
    /// The temperature.
    pub temperature: Option<Temperature>,
    /// The declaration that took it back.
    pub corrected_by: Option<DeclarationId>,
    /// Who took it down at a counter, where the person did not make it themself. It counts the same.
    pub taken_by: Option<StaffId>,
}

/// Where a stay was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// In a county.
    County(DivisionCode),
    /// Outside the mainland.
    Abroad(CountryCode),
}

/// What the person said of a stay and its county's listed areas.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ticked {
    /// The areas named by the answers with `inside`.
    Areas,
    /// In none of the listed areas, or none was listed.
    Elsewhere,
    /// The person does not know.
    Unknown,
}

impl Ticked {
    /// The word in SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Elsewhere => "elsewhere",
            Self::Unknown => "unknown",
        }
    }

    /// The answer of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Areas, Self::Elsewhere, Self::Unknown]
            .into_iter()
            .find(|t| t.word() == word)
    }
}

/// A stay as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StayRecord {
    /// Its id.
    pub id: StayId,
    /// The declaration that named it.
    pub declaration: DeclarationId,
    /// Where.
    pub whereabouts: Whereabouts,
    /// First day.
    pub from: Date,
    /// Last day, included. Absent for the residence, a standing stay.
    pub to: Option<Date>,
    /// What the person ticked when declaring it.
    pub ticked: Ticked,
    /// When it was recorded.
    pub recorded: Instant,
}

/// A journey in a train, aircraft, coach or ship as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LegRecord {
    /// Its id.
    pub id: LegId,
    /// The declaration that named it.
    pub declaration: DeclarationId,
    /// The journey; its row is the id.
    pub leg: Leg,
    /// When it was recorded.
    pub recorded: Instant,
}

/// A visit to a venue that an event met: opened from the venue's day for it, and a fact of the person's from then on. Visits
/// that no event names are in nobody's record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VisitRecord {
    /// Its id: it follows from venue, day and the visit's own.
    pub id: i64,
    /// Where.
    pub venue: VenueId,
    /// When the person came.
    pub from: Instant,
    /// When the person said that they left, if they did.
    pub left: Option<Instant>,
    /// When the venue closed on that day: nobody was there longer.
    pub closed: Instant,
    /// When an event met it.
    pub met: Instant,
    /// That reviewers found that it is not so.
    pub set_aside: Option<SetAside>,
}

/// That reviewers found that a visit is not so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetAside {
    /// Since when.
    pub since: Instant,
    /// Whether two found the same: then it is held against no event any more. What one alone set aside counts again as soon as it
    /// makes more than a general contact, or a colour or an order rests on it.
    pub by_two: bool,
}

impl VisitRecord {
    /// Whether it is held against no event any more.
    pub fn is_gone(&self) -> bool {
        self.set_aside.is_some_and(|aside| aside.by_two)
    }
}

/// An answer to "were you in this area?".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AreaAnswer {
    /// The stay.
    pub stay: StayId,
    /// The area.
    pub area: AreaId,
    /// Whether the stay was in it.
    pub inside: bool,
    /// When the answer was recorded.
    pub recorded: Instant,
}

/// What unit tests take as declared.
#[cfg(test)]
pub(crate) mod fixture {
    use super::{Applicant, DeclarationId, DeclarationRecord, Record};
    use crate::time::{Date, Instant};

    /// A declaration for Hangzhou that says nothing.
    pub(crate) fn declared(id: i64, recorded: Instant) -> DeclarationRecord {
        DeclarationRecord {
            id: DeclarationId(id),
            jurisdiction: "330100".parse().unwrap(),
            applicant: Applicant::Resident,
            recorded,
            contact: None,
            symptoms: Vec::new(),
            known_symptoms: Vec::new(),
            temperature: None,
            corrected_by: None,
            taken_by: None,
        }
    }

    /// A visitor's declarations of these days, each in the place of the one before.
    pub(crate) fn corrected(days: &[i32]) -> Record {
        let mut record = Record::default();
        for (number, day) in (1..).zip(days) {
            if let Some(before) = record.declarations.last_mut() {
                before.corrected_by = Some(DeclarationId(number));
            }
            record.declarations.push(DeclarationRecord {
                applicant: Applicant::Visitor,
                ..declared(number, Date::from_day(*day).start())
            });
        }
        record
    }
}
