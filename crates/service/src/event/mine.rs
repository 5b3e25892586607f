//! "Am I a contact?" (S2-14, S2-15): for oneself and for whom one holds as a family member, from what they declared and what
//! investigations found. Nobody is looked up by a name or a number.

use domain::appeal::Contested;
use domain::contact::{ContactRules, Exposed, ExposedBy, Missing};
use domain::facts::{EvidenceKind, Exposure, ExposureClass};
use domain::ids::{PersonId, ProposalId};
use domain::policy::Text;
use domain::rating::Decision;
use domain::record::{Evidence, LegRecord, Record};
use domain::state::Colour;
use domain::time::{Date, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use super::aside::leave_out_aside;
use super::lead::LeadTold;
use super::seen::{ContactRuleTold, EventTold, rule_told, told};
use super::words::{class_text, missing_text, standing_text, to_do};
use crate::Service;
use crate::appeal::AppealTold;
use crate::declared::{DeclaredLegTold, leg_told};
use crate::error::Error;
use crate::explain::{Place, place};
use crate::shapes;

/// What somebody is to the cases that are known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactStanding {
    /// They declared no journey, and nobody found anything.
    NothingDeclared,
    /// No event touches them.
    None,
    /// A general contact.
    General,
    /// In quarantine by an event that came to the end of its life.
    Outlived,
    /// A contact of a close contact.
    Secondary,
    /// A close contact.
    Close,
    /// A case.
    Case,
}

/// The answer to "am I a contact?".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ContactsTold {
    /// What the person is.
    pub standing: ContactStanding,
    /// The same in words.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// What to do.
    #[schema(value_type = Vec<shapes::Text>)]
    pub to_do: Vec<Text>,
    /// What investigations ask the person: whether they are a contact, the newest first.
    pub leads: Vec<LeadTold>,
    /// Each exposure, the latest first.
    pub exposures: Vec<ExposureTold>,
    /// The journeys that were held against the events.
    pub journeys: Vec<DeclaredLegTold>,
    /// How many events are in force.
    pub events: usize,
    /// The version of the contact rules.
    pub rules_version: String,
}

/// An exposure, with all that stands behind it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExposureTold {
    /// What the person is by it.
    #[schema(value_type = shapes::Text)]
    pub class: Text,
    /// Whether it colours nobody by itself.
    pub general: bool,
    /// The event; absent where an investigation found it.
    pub event: Option<EventTold>,
    /// The journey of the person's that it touches.
    pub journey: Option<DeclaredLegTold>,
    /// The visit of the person's that it touches.
    pub visit: Option<VisitMetTold>,
    /// The rule; absent where an investigation found it.
    pub rule: Option<ContactRuleTold>,
    /// What is not known, so that the person may have been closer.
    #[schema(value_type = Option<shapes::ContactMissing>)]
    pub missing: Option<Missing>,
    /// The same in words, with what to do.
    #[schema(value_type = Option<shapes::Text>)]
    pub missing_text: Option<Text>,
    /// The number of the proposal that said it; absent where an event does.
    pub proposal: Option<String>,
    /// The last day of the exposure.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// Since when it is known.
    #[schema(value_type = shapes::Date)]
    pub known: Date,
    /// What follows from it in each city.
    pub effects: Vec<ExposureEffect>,
    /// The city whose reviewers answer an objection to it; absent where the person uses none.
    pub answers: Option<Place>,
    /// The person's last objection to it alone: to the visit, or to being named. A journey is corrected where it was declared.
    pub appeal: Option<AppealTold>,
}

impl ExposureTold {
    /// What an objection to it alone contests; nothing where a journey carries it.
    pub(crate) fn contested(&self) -> Option<Contested> {
        if let Some(visit) = &self.visit {
            return visit.id.parse().ok().map(Contested::Visit);
        }
        let proposal = self.proposal.as_ref()?.parse().ok()?;
        Some(Contested::Naming(ProposalId(proposal)))
    }
}

/// A visit that an event touches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct VisitMetTold {
    /// Its number, by which it is disputed.
    pub id: String,
    /// When the person came, in epoch milliseconds.
    pub from_ms: i64,
    /// When they said that they left, if they did, and at the latest when the place closed.
    pub left_ms: Option<i64>,
}

/// What follows from an exposure in a city.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExposureEffect {
    /// The city.
    pub city: Place,
    /// The colour.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// Since when.
    #[schema(value_type = shapes::Date)]
    pub since: Date,
    /// The first date on which it no longer holds, where it can be foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub until: Option<Date>,
}

impl Service {
    /// Whether a person is a contact, by what, and what to do.
    #[crate::boxed]
    pub async fn my_contacts(&self, person: PersonId, now: Instant) -> Result<ContactsTold, Error> {
        let (shared, facts, decisions) = self.current(person, now).await?;
        let rules = ContactRules::built_in();
        let record = &facts.record;
        let mut found = shared.exposures(record);
        leave_out_aside(&mut found, record, &decisions);
        let mut exposures: Vec<(ExposureClass, ExposureTold)> = found
            .iter()
            .map(|exposed| {
                (
                    exposed.exposure.class,
                    by_event(exposed, record, rules, &decisions),
                )
            })
            .collect();
        for evidence in &record.evidence {
            if let Evidence::Exposure(exposure) = evidence {
                exposures.push((exposure.class, by_hands(exposure, &decisions)));
            }
        }
        let journeys = journeys(record);
        let events = shared.events().in_force().len();
        let outlived = shared.events().outlived(record);
        let is_held = record.orders.iter().any(|order| {
            order.state.is_open() && order.evidence.iter().any(|one| outlived.contains(one))
        });
        let classes = exposures.iter().map(|(class, _)| standing_of(*class));
        let classes = classes.chain(is_held.then_some(ContactStanding::Outlived));
        let nothing = if journeys.is_empty() {
            ContactStanding::NothingDeclared
        } else {
            ContactStanding::None
        };
        let standing = classes.max().unwrap_or(nothing);
        let leads = self.leads_told(&facts, &shared, now).await?;
        // What an objection suspends is told with it, and makes nobody anything.
        for kept in &facts.suspended {
            if let Evidence::Exposure(exposure) = &kept.evidence {
                exposures.push((exposure.class, by_hands(exposure, &decisions)));
            }
        }
        let mut exposures: Vec<_> = exposures.into_iter().map(|(_, told)| told).collect();
        exposures.sort_by_key(|told| std::cmp::Reverse((told.on, told.known)));
        self.add_objections(person, &mut exposures, now).await?;
        Ok(ContactsTold {
            standing,
            text: standing_text(standing, journeys.len(), events),
            to_do: to_do(standing),
            leads,
            exposures,
            journeys,
            events,
            rules_version: rules.version.clone(),
        })
    }
}

/// The decision of the city whose reviewers answer an objection to an exposure: of the first that it colours, else of the first that
/// the person uses.
pub(crate) fn answering(id: i64, decisions: &[Decision]) -> Option<&Decision> {
    coloured_by(id, decisions).or_else(|| decisions.first())
}

/// The decision of the first city that an exposure colours.
pub(crate) fn coloured_by(id: i64, decisions: &[Decision]) -> Option<&Decision> {
    decisions.iter().find(|decision| {
        let mut evidence = decision.reasons.iter().flat_map(|reason| &reason.evidence);
        evidence.any(|e| e.kind == EvidenceKind::Exposure && e.id == id)
    })
}

/// That city.
fn answers(id: i64, decisions: &[Decision]) -> Option<Place> {
    let one = answering(id, decisions)?;
    Some(place::of_division(one.jurisdiction, one.today.year()))
}

const fn standing_of(class: ExposureClass) -> ContactStanding {
    match class {
        ExposureClass::Case => ContactStanding::Case,
        ExposureClass::Close => ContactStanding::Close,
        ExposureClass::Secondary => ContactStanding::Secondary,
        ExposureClass::General => ContactStanding::General,
    }
}

fn by_event(
    exposed: &Exposed<'_>,
    record: &Record,
    rules: &ContactRules,
    decisions: &[Decision],
) -> ExposureTold {
    let mut legs = record.legs.iter();
    let journey = legs.find(|leg| exposed.by == ExposedBy::Leg(leg.id));
    let mut visits = record.visits.iter();
    let visit = visits.find(|visit| exposed.by == ExposedBy::Visit(visit.id));
    ExposureTold {
        event: told(exposed.event, rules),
        journey: journey.map(|leg| leg_told(&leg.leg)),
        visit: visit.map(|visit| VisitMetTold {
            id: visit.id.to_string(),
            from_ms: visit.from.ms(),
            left_ms: visit.left.map(|left| left.min(visit.closed).ms()),
        }),
        rule: rules.rule(exposed.contact.rule).map(rule_told),
        missing: exposed.contact.missing,
        missing_text: exposed.contact.missing.map(missing_text),
        ..bare(&exposed.exposure, decisions)
    }
}

fn by_hands(exposure: &Exposure, decisions: &[Decision]) -> ExposureTold {
    ExposureTold {
        proposal: Some(exposure.id.to_string()),
        ..bare(exposure, decisions)
    }
}

fn bare(exposure: &Exposure, decisions: &[Decision]) -> ExposureTold {
    ExposureTold {
        class: class_text(exposure.class),
        general: exposure.class == ExposureClass::General,
        event: None,
        journey: None,
        visit: None,
        rule: None,
        missing: None,
        missing_text: None,
        proposal: None,
        on: exposure.on,
        known: exposure.recorded,
        effects: effects(exposure.id, decisions),
        answers: answers(exposure.id, decisions),
        appeal: None,
    }
}

/// The colours of all cities that rest on an exposure.
pub(super) fn effects(id: i64, decisions: &[Decision]) -> Vec<ExposureEffect> {
    let mut effects = Vec::new();
    for decision in decisions {
        for reason in &decision.reasons {
            let mut evidence = reason.evidence.iter();
            if evidence.any(|e| e.kind == EvidenceKind::Exposure && e.id == id) {
                effects.push(ExposureEffect {
                    city: place::of_division(decision.jurisdiction, decision.today.year()),
                    colour: reason.colour,
                    since: reason.since,
                    until: reason.until,
                });
            }
        }
    }
    effects
}

/// The journeys of declarations that stand, the latest first.
fn journeys(record: &Record) -> Vec<DeclaredLegTold> {
    let stands = |leg: &&LegRecord| {
        let mut declarations = record.declarations.iter();
        declarations.any(|d| d.id == leg.declaration && d.corrected_by.is_none())
    };
    let mut legs: Vec<&LegRecord> = record.legs.iter().filter(stands).collect();
    legs.sort_by_key(|leg| std::cmp::Reverse((leg.leg.date, leg.id)));
    legs.into_iter().map(|leg| leg_told(&leg.leg)).collect()
}
