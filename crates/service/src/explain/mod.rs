//! A decision in words: what every screen says about a colour (N-2). Rule, evidence, since, until, what ends it,
//! what to do, how to appeal, in both languages, made of the same decision that colours the code.
//!
//! The shapes are those of the interface: dates as `2020-02-20`, ids as text.

mod evidence;
mod holds;
mod itinerary;
mod lasting;
mod orders;
pub(crate) mod place;
mod words;

use domain::ids::PersonId;
use domain::policy::{Policy, Text};
use domain::quarantine::{self, Order};
use domain::rating::{AREA_QUESTION, Decision, Ends, PopUp, Reason};
use domain::record::CheckIn;
use domain::state::{Colour, State};
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{AppealRow, PersonFacts};
use utoipa::ToSchema;

use crate::Service;
use crate::appeal::AppealTold;
use crate::error::Error;
use crate::proposal::ExplainedOfficialOrder;
use crate::shapes;
use crate::shared::Shared;

pub use evidence::ExplainedEvidence;
pub(crate) use evidence::{texts as area_texts, ticked as ticked_areas};
pub use holds::ExplainedHold;
pub use itinerary::ExplainedItinerary;
pub use lasting::ExplainedLasting;
pub use orders::{CalendarDay, DayWord, ExplainedOrder};
pub use place::Place;
pub(crate) use words::{date as date_in_words, instant as instant_in_words};

/// A decision for the screen of the person whom it is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Explained {
    /// Whose decision it is.
    pub city: Place,
    /// The date for which it was made.
    #[schema(value_type = shapes::Date)]
    pub today: Date,
    /// The state.
    #[schema(value_type = shapes::State)]
    pub state: State,
    /// The first date of the state's reasons.
    #[schema(value_type = Option<shapes::Date>)]
    pub since: Option<Date>,
    /// The first date after the state, as far as it can be foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub until: Option<Date>,
    /// "Free from 5 March 00:00", where the way out has a date.
    #[schema(value_type = Option<shapes::Text>)]
    pub free_from: Option<Text>,
    /// Why, the reason of the state first.
    pub reasons: Vec<ExplainedReason>,
    /// What the person is held for, so that the state is at least *unconfirmed*.
    pub holds: Vec<ExplainedHold>,
    /// An entry into the city that waits for the check of the itinerary, so that the state is at least *unconfirmed*.
    pub itinerary: Option<ExplainedItinerary>,
    /// Until when what was declared holds, where the city sets an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declaration: Option<ExplainedLasting>,
    /// Notices beside the state.
    pub pop_ups: Vec<ExplainedPopUp>,
    /// What the person does now.
    #[schema(value_type = shapes::Text)]
    pub what_to_do: Text,
    /// How to object.
    #[schema(value_type = shapes::Text)]
    pub appeal: Text,
    /// The orders that run, each with its days.
    pub orders: Vec<ExplainedOrder>,
    /// The orders by officials that count, each with its offices, its reason and the way to object.
    pub official_orders: Vec<ExplainedOfficialOrder>,
    /// The person's appeals against it, the newest first, each with its answer.
    pub appeals: Vec<AppealTold>,
    /// Whether a new one would be taken: something colours the person, or is about to, against which none waits.
    pub may_appeal: bool,
    /// Whether today has its check-in.
    pub checked_in_today: bool,
    /// Whether today waits for one: not on day 1, and not when the last day is over.
    pub check_in_awaited: bool,
    /// What to do about a fever or a new symptom of today's check-ins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Text>)]
    pub advice: Option<Text>,
}

/// A reason for a colour.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedReason {
    /// The rule.
    pub rule: String,
    /// Whose rule it is.
    pub jurisdiction: Place,
    /// The colour that it gives now.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// The rule's own words.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// What it rests on.
    pub evidence: Vec<ExplainedEvidence>,
    /// Since when.
    #[schema(value_type = shapes::Date)]
    pub since: Date,
    /// The first date on which it no longer holds, where it can be foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub until: Option<Date>,
    /// What ends it.
    pub ends: ExplainedEnd,
}

/// What ends a reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedEnd {
    /// Which way.
    pub kind: EndWord,
    /// Which day of the stage today is, starting with 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u16>,
    /// Days of the stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Days missed so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed: Option<u16>,
    /// What follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<NextStage>,
}

/// The ways in which a reason ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EndWord {
    /// Daily check-ins until all days are counted.
    CheckIns,
    /// With the order that covers it.
    WithOrder,
    /// The days of its window pass.
    Window,
    /// The officials' order ends.
    OfficialOrder,
    /// A negative result, or else the days of its window.
    Test,
}

/// The stage after the one that runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct NextStage {
    /// Its colour.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// Its first free date.
    #[schema(value_type = shapes::Date)]
    pub until: Date,
}

/// A notice beside the state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedPopUp {
    /// Its name.
    pub id: String,
    /// What it says.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// Whom to contact and what ends it.
    #[schema(value_type = shapes::Text)]
    pub contact: Text,
    /// The counties that it speaks of.
    pub places: Vec<Place>,
    /// Since when.
    #[schema(value_type = shapes::Date)]
    pub since: Date,
    /// The first date on which it no longer appears, where it can be foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub until: Option<Date>,
}

impl Service {
    /// Decisions of a person, as a use case has just answered them, in words.
    #[crate::boxed]
    pub async fn explain(
        &self,
        person: PersonId,
        decisions: &[Decision],
        now: Instant,
    ) -> Result<Vec<Explained>, Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        let mut explained = Vec::with_capacity(decisions.len());
        for decision in decisions {
            explained.push(self.explain_one(decision, &facts, &shared, now).await?);
        }
        Ok(explained)
    }

    /// One decision in words, with the orders by officials that count.
    pub(crate) async fn explain_one(
        &self,
        decision: &Decision,
        facts: &PersonFacts,
        shared: &Shared,
        now: Instant,
    ) -> Result<Explained, Error> {
        let appeals = self.appeals(facts.id, now).await?;
        self.explain_beside(decision, (facts, &appeals), shared, now)
            .await
    }

    /// The same beside the person's appeals, which were read already.
    pub(crate) async fn explain_beside(
        &self,
        decision: &Decision,
        (facts, appeals): (&PersonFacts, &[AppealRow]),
        shared: &Shared,
        now: Instant,
    ) -> Result<Explained, Error> {
        let appeals = self.appeals_against(decision, (facts, appeals), now);
        let (appeals, may_appeal) = appeals.await?;
        Ok(Explained {
            official_orders: self.official_orders(facts, now).await?,
            appeals,
            may_appeal,
            ..explain(decision, facts, shared, now)?
        })
    }
}

fn explain(
    decision: &Decision,
    facts: &PersonFacts,
    shared: &Shared,
    now: Instant,
) -> Result<Explained, Error> {
    let today = now.date();
    let policy = shared.policy(decision.jurisdiction, today)?;
    let running = orders::running(&facts.record, today);
    let explained = orders::explain(&running, today);
    let of_today = || facts.record.check_ins.iter().filter(|c| c.on == today);
    let checked_in_today = of_today().next().is_some();
    let free = explained.iter().map(|order| order.free).max();
    let reasons = decision
        .reasons
        .iter()
        .map(|reason| explain_reason(reason, facts, shared, &running, now));
    let pop_ups = decision
        .pop_ups
        .iter()
        .map(|pop_up| explain_pop_up(pop_up, &policy, today));
    Ok(Explained {
        city: place::of_division(decision.jurisdiction, today.year()),
        today: decision.today,
        state: decision.state,
        since: decision.since,
        until: decision.until,
        free_from: words::free_from(decision.state, decision.until, free, today),
        reasons: reasons.collect::<Result<_, _>>()?,
        holds: holds::explain(&decision.holds, &facts.record, today),
        itinerary: itinerary::explain(decision.jurisdiction, &policy, &facts.record, today),
        declaration: lasting::explain(&policy, &facts.record, today),
        pop_ups: pop_ups.collect(),
        what_to_do: words::what_to_do(
            decision.state,
            !decision.pop_ups.is_empty(),
            explained.first(),
            checked_in_today,
            today,
        ),
        appeal: words::appeal(decision.state, policy.review_hours),
        orders: explained,
        official_orders: Vec::new(),
        appeals: Vec::new(),
        may_appeal: false,
        checked_in_today,
        check_in_awaited: quarantine::standing(&running, today).is_some_and(|s| s.awaited),
        advice: of_today()
            .any(CheckIn::is_alarming)
            .then(words::fever_clinic),
    })
}

fn explain_reason(
    reason: &Reason,
    facts: &PersonFacts,
    shared: &Shared,
    orders: &[Order],
    now: Instant,
) -> Result<ExplainedReason, Error> {
    let today = now.date();
    let evidence = reason
        .evidence
        .iter()
        .map(|reference| evidence::explain(*reference, facts, shared, today));
    Ok(ExplainedReason {
        rule: reason.rule.to_string(),
        jurisdiction: place::of_division(reason.jurisdiction, today.year()),
        colour: reason.colour,
        text: rule_text(reason, shared, today)?,
        evidence: evidence.collect(),
        since: reason.since,
        until: reason.until,
        ends: end(reason, orders, today),
    })
}

/// The words of a rule: as they stand today, or as they stood when its order opened.
pub(crate) fn rule_text(reason: &Reason, shared: &Shared, today: Date) -> Result<Text, Error> {
    for date in [today, reason.since] {
        if let Some(rule) = shared.policy(reason.jurisdiction, date)?.rule(&reason.rule) {
            return Ok(rule.reason.clone());
        }
    }
    Ok(words::former_rule(&reason.rule))
}

fn end(reason: &Reason, orders: &[Order], today: Date) -> ExplainedEnd {
    let mut end = ExplainedEnd {
        kind: match reason.ends {
            Ends::CheckIns { .. } => EndWord::CheckIns,
            Ends::WithOrder { .. } => EndWord::WithOrder,
            Ends::Window => EndWord::Window,
            Ends::OfficialOrder => EndWord::OfficialOrder,
            Ends::Test => EndWord::Test,
        },
        day: None,
        days: None,
        missed: None,
        then: None,
    };
    if let Ends::CheckIns { order, .. } | Ends::WithOrder { order } = reason.ends
        && let Some(order) = orders.iter().find(|o| o.id == order)
    {
        orders::fill(&mut end, order, today);
    }
    end
}

fn explain_pop_up(pop_up: &PopUp, policy: &Policy, today: Date) -> ExplainedPopUp {
    let rule = policy.pop_up(&pop_up.id);
    let (text, contact) = match rule {
        Some(rule) => (rule.text.clone(), rule.contact.clone()),
        None if pop_up.id.as_str() == AREA_QUESTION => words::area_question(),
        None => {
            let former = words::former_rule(&pop_up.id);
            (former.clone(), former)
        }
    };
    ExplainedPopUp {
        id: pop_up.id.to_string(),
        text,
        contact,
        places: pop_up
            .places
            .iter()
            .map(|code| place::of_county(*code, today.year()))
            .collect(),
        since: pop_up.since,
        until: pop_up.until,
    }
}
