//! Leads: that an investigation names the person a contact, as they read it (N-5). Of whom is never said. What would follow is
//! tried on their own record before they answer, and written nowhere.

use domain::policy::Text;
use domain::proposal::NamedAnswer;
use domain::record::Evidence;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::PersonFacts;
use utoipa::ToSchema;

use super::mine::{ExposureEffect, effects};
use super::words::class_text;
use crate::Service;
use crate::error::Error;
use crate::explain::Place;
use crate::proposal::Lead;
use crate::shapes;
use crate::shared::Shared;

/// That an investigation names the person a contact, and asks whether it is so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct LeadTold {
    /// The number of the proposal, by which it is answered.
    pub proposal: String,
    /// What the person would be.
    #[schema(value_type = shapes::Text)]
    pub class: Text,
    /// The division that answers for it.
    pub place: Place,
    /// The office that says so.
    pub office: String,
    /// The last day of the exposure.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// Since when it is said, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub since_ms: Instant,
    /// Until when it waits for the person or for others, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub until_ms: Instant,
    /// What the person answered; absent where they have not.
    #[schema(value_type = Option<shapes::NamedAnswer>)]
    pub answer: Option<NamedAnswer>,
    /// What follows in each of the person's cities where it is so; empty where no rule colours by it.
    pub effects: Vec<ExposureEffect>,
}

impl Service {
    /// What investigations ask a person, with what would follow.
    pub(super) async fn leads_told(
        &self,
        facts: &PersonFacts,
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<LeadTold>, Error> {
        let mut told = Vec::new();
        for lead in self.leads(facts, now).await? {
            let Some(Evidence::Exposure(exposure)) = lead.content.evidence(now.date()) else {
                continue;
            };
            let proposal = lead.proposal();
            told.push(LeadTold {
                proposal: proposal.id.0.to_string(),
                class: class_text(exposure.class),
                place: Place::of_division(proposal.place, proposal.made.date().year()),
                office: self.office_name(proposal.by.office).await?,
                on: exposure.on,
                since_ms: proposal.made,
                until_ms: lead.until(),
                answer: lead.answer,
                effects: self.would_follow(&lead, facts, shared, now)?,
            });
        }
        Ok(told)
    }

    /// What would follow in each city if a lead counted now.
    fn would_follow(
        &self,
        lead: &Lead,
        facts: &PersonFacts,
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<ExposureEffect>, Error> {
        let Some(evidence) = lead.content.evidence(now.date()) else {
            return Ok(Vec::new());
        };
        let mut record = facts.record.clone();
        let mut known = record.evidence.iter();
        // Of one that two have agreed to, what follows is there already.
        if known.all(|kept| kept.id() != evidence.id()) {
            record.evidence.push(evidence);
        }
        let decided = self.decide(facts, &record, shared, now)?;
        Ok(effects(evidence.id().0, &decided.decisions))
    }
}
