//! What a rule may read.
//!
//! [`Facts`] is everything that `rate` is given about a person. It holds dates, county codes, levels,
//! classes and counts, and nothing else: no name, document, birthplace, sex, age, nationality, unit, phone
//! or address below the county. So a rule cannot see who a person is (N-4), and the compiler shows it: each
//! field's type must be [`Impersonal`], and no type that could hold a text is.

mod assemble;
mod canonical;
mod evidence;
mod homes;
mod impersonal;
mod levels;
mod named;
mod places;
mod reports;
mod symptom;

pub(crate) use assemble::with_check_ins;
pub use assemble::{AreaQuestion, area_questions, assemble, orders_of};
pub use evidence::{
    AreaRelation, Contact, Entry, EvidenceKind, EvidenceRef, Exposure, ExposureClass, HospitalStay,
    OfficialOrder, Question, Stay, TestDue, TestOutcome, TestResult, Unverified,
};
pub(crate) use homes::Homes;
pub use impersonal::Impersonal;
pub(crate) use impersonal::facts;
pub(crate) use places::{WIDEST_WINDOW_DAYS, keeps_places, ticked_at_home};
pub(crate) use symptom::distinct;
pub use symptom::{Symptom, SymptomReport, Temperature, TemperatureError};

use serde::{Deserialize, Serialize};

use crate::hold::Held;
use crate::quarantine::Order;
use crate::time::Date;

facts! {
    /// The facts of one person, for one jurisdiction, as known at an instant. Facts add up: each counts for
    /// its window, whatever later declarations say. This is also the shape of `rule.test.facts` in a policy
    /// file and of the file that `healthcode rate --facts` reads.
    #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    pub struct Facts {
        /// Whether a declaration is in force. Without one the state is *none*. A file that does not say is
        /// of a person who declared.
        pub declared: bool,
        /// The first date on which the declaration is no longer in force, where the city sets an end.
        pub declared_until: Option<Date>,
        /// The date since which the person uses this jurisdiction: an order that its rules open on older
        /// evidence begins no earlier. Absent: always.
        pub applies_from: Option<Date>,
        /// Stays, those of the residence among them.
        pub stays: Vec<Stay>,
        /// Exposures that the contact engine or an investigation found.
        pub exposures: Vec<Exposure>,
        /// Contact with a case, as the person declared it.
        pub contacts: Vec<Contact>,
        /// Symptoms and temperature, from declarations and check-ins.
        pub symptoms: Vec<SymptomReport>,
        /// Entries from abroad.
        pub entries: Vec<Entry>,
        /// Laboratory results.
        pub tests: Vec<TestResult>,
        /// Orders by two officials, with a legal basis and an end.
        pub official_orders: Vec<OfficialOrder>,
        /// Stays in hospital as a case.
        pub hospital: Vec<HospitalStay>,
        /// Tests that are due, or were.
        pub tests_due: Vec<TestDue>,
        /// Quarantine orders, the running and the ended, of every jurisdiction.
        pub orders: Vec<Order>,
        /// Entries into the city whose itinerary is not verified. Only a policy that asks for it reads them.
        pub unverified: Vec<Unverified>,
        /// What the person is held for until it is confirmed, in every city alike.
        pub holds: Vec<Held>,
        /// Areas that a list named in a county where the person stayed, and that the person was not yet
        /// asked about.
        pub questions: Vec<Question>,
        /// Stays on which orders rest and of which the lists still say so, although no window of this policy may
        /// reach them any more, and exposures on which orders rest and whose event or visit came to the end of its life.
        pub carried: Vec<EvidenceRef>,
    }
}

impl Default for Facts {
    /// A person who declared, and of whom nothing else is known.
    fn default() -> Self {
        Self {
            declared: true,
            declared_until: None,
            applies_from: None,
            stays: Vec::new(),
            exposures: Vec::new(),
            contacts: Vec::new(),
            symptoms: Vec::new(),
            entries: Vec::new(),
            tests: Vec::new(),
            official_orders: Vec::new(),
            hospital: Vec::new(),
            tests_due: Vec::new(),
            orders: Vec::new(),
            unverified: Vec::new(),
            holds: Vec::new(),
            questions: Vec::new(),
            carried: Vec::new(),
        }
    }
}

impl Facts {
    /// Keeps in force, beside what is there, what orders rest on and nothing has taken back.
    pub fn carry(&mut self, more: Vec<EvidenceRef>) {
        self.carried.extend(more);
        self.carried.sort_unstable();
        self.carried.dedup();
    }

    /// Whether the fact that `reference` names is still there and still says what it said.
    pub fn holds(&self, reference: EvidenceRef) -> bool {
        let id = reference.id;
        if self.carried.contains(&reference) {
            return true;
        }
        match reference.kind {
            EvidenceKind::Stay => self.stays.iter().any(|f| {
                f.id == id
                    && f.level >= reference.level
                    && (f.area.is_inside() || !reference.inside)
            }),
            EvidenceKind::Exposure => self.exposures.iter().any(|f| f.id == id),
            EvidenceKind::Contact => self.contacts.iter().any(|f| f.id == id),
            EvidenceKind::Symptoms => self.symptoms.iter().any(|f| f.id == id),
            EvidenceKind::Entry => self.entries.iter().any(|f| f.id == id),
            EvidenceKind::Test => self.tests.iter().any(|f| f.id == id),
            EvidenceKind::OfficialOrder => self.official_orders.iter().any(|f| f.id == id),
            EvidenceKind::Hospital => self.hospital.iter().any(|f| f.id == id),
            EvidenceKind::TestDue => self.tests_due.iter().any(|f| f.id == id),
        }
    }
}
