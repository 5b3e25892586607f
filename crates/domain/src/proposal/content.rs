//! What is proposed, and why: the content that is signed. It has one form, the compact JSON of its fields in their order,
//! so that everybody who has the words can make the digest again.

use serde::{Deserialize, Serialize};

use crate::access::Action;
use crate::contact::ContactClass;
use crate::facts::{Exposure, ExposureClass, OfficialOrder};
use crate::ids::{OrderId, PersonId, ProposalId, StaffId};
use crate::organisation::OrganisationKind;
use crate::place::DivisionCode;
use crate::proposal::Hand;
use crate::record::Evidence;
use crate::state::Colour;
use crate::time::{Date, Instant};

/// The most characters of why.
pub const MAX_WHY: usize = 1_000;
/// The longest life of an order by officials, in days (P): the longest quarantine that the city rules of FACTS know, twice.
pub const MOST_ORDER_DAYS: i32 = 56;
/// The longest life of any other proposal, in days.
const MOST_DAYS: i32 = 366;

words! {
    /// What a signature says of a content.
    Act {
        /// It is asked for.
        Propose = "propose",
        /// The one who was drawn agrees.
        Approve = "approve",
        /// A third, from another division, agrees.
        Confirm = "confirm",
    }
}

words! {
    /// The kinds of proposals: a closed list. A new one needs a release.
    Kind {
        /// A named person is yellow or red for some days.
        Order = "order",
        /// A named person's quarantine order ends early.
        Lifting = "lifting",
        /// An order by officials ends early.
        OrderLifting = "order_lifting",
        /// A risk list comes into force.
        RiskList = "risk_list",
        /// A policy comes into force.
        Policy = "policy",
        /// Whom the service recognises changes.
        TrustList = "trust_list",
        /// Events of cases come into force, are corrected or taken back.
        Events = "events",
        /// A named person is a case; where they were are events.
        Case = "case",
        /// A named person is a contact, as an investigation found.
        Contact = "contact",
        /// A community, an enterprise or a school is registered.
        Organisation = "organisation",
        /// A listed area is its whole county.
        WholeCounty = "whole_county",
        /// A listed area is its whole county no longer.
        WholeCountyEnd = "whole_county_end",
    }
}

impl Kind {
    /// What whoever proposes or answers it must be allowed.
    pub const fn action(self) -> Action {
        match self {
            Self::Order => Action::ProposeOrder,
            Self::Lifting | Self::OrderLifting => Action::ProposeLifting,
            Self::RiskList | Self::WholeCounty | Self::WholeCountyEnd => Action::ProposeList,
            Self::Policy => Action::ProposePolicy,
            Self::TrustList => Action::ProposeTrustList,
            Self::Organisation => Action::ProposeOrganisation,
            Self::Events => Action::ProposeEvents,
            Self::Case | Self::Contact => Action::ProposeCase,
        }
    }

    /// Whether it colours a named person, so that a third confirms. A lifting needs two (QUARANTINE), because what ends
    /// cannot be made to have gone on.
    pub const fn needs_third(self) -> bool {
        self.makes_evidence()
    }

    /// Whether what follows from it is evidence about a named person, which another proposal ends early.
    pub const fn makes_evidence(self) -> bool {
        matches!(self, Self::Order | Self::Case | Self::Contact)
    }

    /// Whether it is about one person.
    pub const fn names_person(self) -> bool {
        matches!(self, Self::Lifting) || self.makes_evidence()
    }
}

words! {
    /// The law that a proposal rests on: a closed list.
    Basis {
        /// Law on Prevention and Treatment of Infectious Diseases (2013), article 39: isolation of patients, carriers
        /// and contacts.
        InfectiousDiseases39 = "infectious_diseases_39",
        /// The same, article 41: isolation of people in a place where cases are.
        InfectiousDiseases41 = "infectious_diseases_41",
        /// The same, article 42: emergency measures of the local government.
        InfectiousDiseases42 = "infectious_diseases_42",
        /// Regulation on Public Health Emergencies (2011), article 33: measures on people in an emergency.
        HealthEmergencies33 = "health_emergencies_33",
        /// The same, article 44: who does not cooperate.
        HealthEmergencies44 = "health_emergencies_44",
        /// Frontier Health and Quarantine Law (2018), article 12: quarantine of who enters.
        FrontierHealth12 = "frontier_health_12",
        /// Emergency Response Law (2007), article 49: measures after an emergency began.
        EmergencyResponse49 = "emergency_response_49",
    }
}

/// Whom it is about. Name and document stand as the proposer has them on paper: nothing was looked up for them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The person; an id that nobody has, where nobody is registered with this document.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The document's number.
    pub document: String,
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// A person is yellow or red from a date until the end.
    Order {
        /// Whom.
        subject: Subject,
        /// The colour.
        colour: Colour,
        /// First day.
        from: Date,
    },
    /// A person's quarantine order ends on the date on which it is approved.
    Lifting {
        /// Whose.
        subject: Subject,
        /// Which.
        order: OrderId,
    },
    /// An order by officials ends on the date on which it is approved.
    OrderLifting {
        /// The proposal that made it.
        of: ProposalId,
    },
    /// A risk list comes into force.
    RiskList {
        /// The file's name.
        file: String,
        /// SHA-256 of its text, in hexadecimal digits.
        digest: String,
    },
    /// A policy comes into force.
    Policy {
        /// Whose.
        jurisdiction: DivisionCode,
        /// The version.
        version: String,
        /// SHA-256 of its text, in hexadecimal digits.
        digest: String,
    },
    /// Another trust list comes into force.
    TrustList {
        /// SHA-256 of its text, in hexadecimal digits.
        digest: String,
    },
    /// Events of cases come into force, are corrected or taken back.
    Events {
        /// The file's name.
        file: String,
        /// SHA-256 of its text, in hexadecimal digits.
        digest: String,
    },
    /// A person is a case.
    Case {
        /// Whom.
        subject: Subject,
        /// Onset, or sampling where there are no symptoms.
        onset: Date,
        /// SHA-256 of the text that says where they were, in hexadecimal digits; absent where nothing is known.
        digest: Option<String>,
    },
    /// A person is a contact of a case: in the household, or within a metre, as an investigation found.
    Contact {
        /// Whom.
        subject: Subject,
        /// Which kind of contact.
        class: ContactClass,
        /// The last day of it.
        on: Date,
        /// The proposal that says who the case is.
        case: ProposalId,
    },
    /// A community, an enterprise or a school is registered.
    Organisation {
        /// Its official name.
        name: String,
        /// What it is.
        kind: OrganisationKind,
        /// Where it is: a city or a county.
        division: DivisionCode,
        /// The member of staff who manages it.
        manager: StaffId,
        /// Their login, for whoever reads the content.
        login: String,
    },
    /// A listed area is its whole county from now on: who stayed or lives there needs no tick.
    WholeCounty {
        /// The county.
        county: DivisionCode,
        /// The area, as the lists write it.
        area: String,
    },
    /// That is taken back.
    WholeCountyEnd {
        /// The county.
        county: DivisionCode,
        /// The area, as the lists write it.
        area: String,
    },
}

impl What {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Order { .. } => Kind::Order,
            Self::Lifting { .. } => Kind::Lifting,
            Self::OrderLifting { .. } => Kind::OrderLifting,
            Self::RiskList { .. } => Kind::RiskList,
            Self::Policy { .. } => Kind::Policy,
            Self::TrustList { .. } => Kind::TrustList,
            Self::Organisation { .. } => Kind::Organisation,
            Self::Events { .. } => Kind::Events,
            Self::Case { .. } => Kind::Case,
            Self::Contact { .. } => Kind::Contact,
            Self::WholeCounty { .. } => Kind::WholeCounty,
            Self::WholeCountyEnd { .. } => Kind::WholeCountyEnd,
        }
    }

    /// Whom it is about.
    pub const fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Order { subject, .. }
            | Self::Lifting { subject, .. }
            | Self::Case { subject, .. }
            | Self::Contact { subject, .. } => Some(subject),
            _ => None,
        }
    }

    /// Whether its file, where it has one, is one of events.
    pub const fn has_events(&self) -> bool {
        matches!(self, Self::Events { .. } | Self::Case { .. })
    }

    /// The digest of the file that comes with it.
    pub fn file_digest(&self) -> Option<&str> {
        match self {
            Self::RiskList { digest, .. }
            | Self::Policy { digest, .. }
            | Self::Events { digest, .. }
            | Self::TrustList { digest } => Some(digest),
            Self::Case { digest, .. } => digest.as_deref(),
            _ => None,
        }
    }
}

/// Everything that is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its id: two proposals of the same words are two contents.
    pub id: ProposalId,
    /// What is asked for.
    pub what: What,
    /// Why, in the proposer's words.
    pub why: String,
    /// By which law.
    pub basis: Basis,
    /// The first date on which it no longer holds; of what ends at once the date until which it may be answered.
    pub end: Date,
    /// Where: the division that answers for it.
    pub place: DivisionCode,
    /// Who proposes.
    pub by: Hand,
    /// When.
    pub made: Instant,
}

/// What of a content cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No reason is given, or one that is too long.
    Why,
    /// The end lies before the beginning or in the past.
    EndPast,
    /// The end lies too far ahead.
    EndFar,
    /// An order begins in the past or more than a week ahead.
    From,
    /// The onset of a case, or the last day of a contact, lies in the future or too far back.
    On,
    /// A contact is general: that is what events say, and nobody is named for it.
    Class,
}

/// The onset of a case and the last day of a contact lie at most so many days back (P).
const MOST_BACK_DAYS: i32 = 60;
/// An order begins at most so many days ahead.
const MOST_AHEAD_DAYS: i32 = 7;

impl Content {
    /// What of it cannot be on the date on which it is made.
    pub fn faults(&self) -> Vec<Fault> {
        let today = self.made.date();
        let mut faults = Vec::new();
        let why = self.why.trim();
        if why.is_empty() || why.chars().count() > MAX_WHY {
            faults.push(Fault::Why);
        }
        let (first, most) = match self.what {
            What::Order { from, .. } => (from, MOST_ORDER_DAYS),
            _ => (today, MOST_DAYS),
        };
        match self.what {
            What::Case { onset: on, .. } | What::Contact { on, .. }
                if on > today || on < today - MOST_BACK_DAYS =>
            {
                faults.push(Fault::On);
            }
            What::Contact {
                class: ContactClass::General,
                ..
            } => faults.push(Fault::Class),
            _ => {}
        }
        if first < today || first - today > MOST_AHEAD_DAYS {
            faults.push(Fault::From);
        }
        if self.end <= first || self.end <= today {
            faults.push(Fault::EndPast);
        } else if self.end - first > most {
            faults.push(Fault::EndFar);
        }
        faults
    }

    /// The evidence that it is about its subject, recorded on a date; none of what makes none.
    pub fn evidence(&self, recorded: Date) -> Option<Evidence> {
        let id = self.id.0;
        Some(match &self.what {
            What::Order { colour, from, .. } => Evidence::OfficialOrder(OfficialOrder {
                id,
                colour: *colour,
                from: *from,
                until: self.end,
                recorded,
            }),
            // A case is one from the day on which that was said; what lies before are its events.
            What::Case { .. } => Evidence::Exposure(Exposure {
                id,
                class: ExposureClass::Case,
                on: self.made.date(),
                recorded,
            }),
            What::Contact { class, on, .. } => Evidence::Exposure(Exposure {
                id,
                class: class.exposure(),
                on: *on,
                recorded,
            }),
            _ => return None,
        })
    }

    /// The text that is signed.
    pub fn text(&self) -> String {
        // Numbers, words and structs have one form in JSON; there is no map whose order could differ.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The content of a text; nothing where the text is not the one form of it.
    pub fn parse(text: &str) -> Option<Self> {
        let content: Self = serde_json::from_str(text).ok()?;
        (content.text() == text).then_some(content)
    }
}
