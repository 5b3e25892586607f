//! Before the first day (S1-6): what somebody who returns to work has done, and what is missing; the same for their unit, by a link
//! that the worker makes and can end. The unit reads neither colour nor reason nor place.

use domain::application::ApplicantSaid;
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::policy::Text;
use domain::quarantine::standing;
use domain::rating::Decision;
use domain::record::Applicant;
use domain::state::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{ApplicantRow, Field, PersonFacts};
use utoipa::ToSchema;

use super::kept::Said;
use super::words::item_text;
use crate::Service;
use crate::chance::{secret, secret_length};
use crate::change::{Draft, Drafted, registered};
use crate::error::{Error, Missing};
use crate::explain::date_in_words;
use crate::log::Deed;
use crate::me::word;
use crate::session::Session;
use crate::shapes;
use crate::shared::Shared;
use domain::application::FirstDayItem;
use domain::identity::PersonName;

/// By which a link's secret is recognised as one.
const LINK_PREFIX: &str = "hcu_";

/// One thing before the first day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct FirstDayStep {
    /// What.
    #[schema(value_type = shapes::FirstDayItem)]
    pub item: FirstDayItem,
    /// Whether it is done; else it is missing.
    pub done: bool,
    /// What it is, and what to do where it is missing.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
}

/// What a worker reads before their first day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct FirstDay {
    /// The unit.
    pub unit: String,
    /// The first day there.
    #[schema(value_type = shapes::Date)]
    pub first_day: Date,
    /// Everything, in the order in which one does it.
    pub steps: Vec<FirstDayStep>,
    /// Whether the unit has a link that lives, and the last day on which it does.
    #[schema(value_type = Option<shapes::Date>)]
    pub linked_until: Option<Date>,
}

/// What the unit reads. No colour, no reason, no place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct UnitSees {
    /// The surname and stars.
    pub name: String,
    /// The unit, as the worker wrote it.
    pub unit: String,
    /// The first day there.
    #[schema(value_type = shapes::Date)]
    pub first_day: Date,
    /// What is done.
    pub steps: Vec<UnitStep>,
}

/// One thing, for the unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct UnitStep {
    /// What.
    #[schema(value_type = shapes::FirstDayItem)]
    pub item: FirstDayItem,
    /// Whether it is done; else it is missing.
    pub done: bool,
}

impl Service {
    /// What is missing before the first day of the person of a session; nothing where they do not return to work.
    #[crate::boxed]
    pub async fn first_day(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<Option<FirstDay>, Error> {
        let person = session.person()?;
        let Some((row, said, first_day)) = self.worker(person, now).await? else {
            return Ok(None);
        };
        let (facts, decisions) = self.decided_now(person, now).await?;
        let today = now.date();
        let living = row.link.filter(|(_, ends)| *ends > today);
        Ok(Some(FirstDay {
            steps: steps(&facts, &decisions, &said, now),
            unit: said.unit,
            first_day,
            linked_until: living.map(|(_, ends)| ends - 1),
        }))
    }

    /// Makes the link for the unit; the one before is dead. It is dead on the day after the first one.
    #[crate::boxed]
    pub async fn link_unit(&self, session: &Session, now: Instant) -> Result<String, Error> {
        let person = session.person()?;
        let worker = self.worker(person, now).await?;
        let (row, _, first_day) = worker.ok_or_else(no_worker)?;
        let ends = first_day.next();
        if ends <= now.date() {
            return Err(no_worker());
        }
        let secret = secret(&*self.chance, LINK_PREFIX);
        let linked = ApplicantRow {
            link: Some((self.store.link_hash(&secret), ends)),
            ..row
        };
        self.relink(person, linked, "link unit", now).await?;
        Ok(secret.as_str().to_owned())
    }

    /// Ends the link for the unit.
    #[crate::boxed]
    pub async fn unlink_unit(&self, session: &Session, now: Instant) -> Result<(), Error> {
        let person = session.person()?;
        let Some((row, ..)) = self.worker(person, now).await? else {
            return Ok(());
        };
        let unlinked = ApplicantRow { link: None, ..row };
        self.relink(person, unlinked, "unlink unit", now).await
    }

    /// What whoever has a link's secret reads of the worker; the worker reads that it was opened.
    #[crate::boxed]
    pub async fn unit_sees(&self, secret: &str, now: Instant) -> Result<UnitSees, Error> {
        let gone = || Error::Unknown(Missing::UnitLink);
        let formed = secret.starts_with(LINK_PREFIX) && secret.len() == secret_length(LINK_PREFIX);
        if !formed {
            return Err(gone());
        }
        let link = self.store.link_hash(secret);
        let person = self.store.linked_by(link, now.date()).await?;
        let person = person.ok_or_else(gone)?;
        let worker = self.worker(person, now).await?;
        let (row, said, first_day) = worker.ok_or_else(gone)?;
        // The way alone opens nothing: the person's own row must name it, and it must live.
        let names = |(hash, ends): (_, Date)| hash == link && ends > now.date();
        if !row.link.is_some_and(names) {
            return Err(gone());
        }
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        let (facts, decisions) = self.decided_now(person, now).await?;
        let deed = Deed {
            by: By::System,
            purpose: Purpose::Own,
            action: "open unit link",
        };
        let opened = self.line_about(person, deed, "", now).await?;
        self.store
            .write(self.store.log_about(person, &opened))
            .await?;
        Ok(UnitSees {
            name: name.map(|name| name.masked()).unwrap_or_default(),
            steps: for_unit(&steps(&facts, &decisions, &said, now)),
            unit: said.unit,
            first_day,
        })
    }

    /// The person's row, what it says, and the first day, where they return to work.
    async fn worker(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Option<(ApplicantRow, ApplicantSaid, Date)>, Error> {
        let (row, alarms) = self.store.applicant_of(person).await?;
        self.raise(&alarms, now).await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let said = Said::of_row(&row)?.parsed();
        let works = said.kind == Applicant::ReturningToWork;
        Ok(said
            .first_day
            .filter(|_| works)
            .map(|first_day| (row, said, first_day)))
    }

    async fn decided_now(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<(PersonFacts, Vec<Decision>), Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        let decided = self.decide(&facts, &facts.record, &shared, now)?;
        Ok((facts, decided.decisions))
    }

    async fn relink(
        &self,
        person: PersonId,
        row: ApplicantRow,
        action: &'static str,
        now: Instant,
    ) -> Result<(), Error> {
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.settle_applicant(&row);
            Ok(Drafted::Write(()))
        };
        self.change(person, Deed::own(action), now, draft).await?;
        Ok(())
    }
}

/// Everything before the first day, in the order in which one does it.
fn steps(
    facts: &PersonFacts,
    decisions: &[Decision],
    said: &ApplicantSaid,
    now: Instant,
) -> Vec<FirstDayStep> {
    let today = now.date();
    let decision = decisions
        .iter()
        .find(|decision| said.city.is_none_or(|city| decision.jurisdiction == city));
    let declared = decision.is_some_and(|decision| decision.state != State::None);
    let reviewed = facts.record.holds.iter().all(|hold| !hold.stands(now));
    let orders = domain::facts::orders_of(&facts.record);
    let quarantine = standing(&orders, today);
    let coloured = decision.is_some_and(|decision| decision.state >= State::Yellow);
    let free = quarantine
        .map(|stands| stands.free)
        .or_else(|| decision.and_then(|decision| decision.until))
        .map(|date| date_in_words(date, today));
    let clear = !coloured && quarantine.is_none();
    let asked = decision.is_some_and(|decision| !decision.pop_ups.is_empty());
    let step = |item, done| FirstDayStep {
        item,
        done,
        text: item_text(item, done, free.as_ref().filter(|_| !clear)),
    };
    vec![
        step(FirstDayItem::Identity, true),
        step(FirstDayItem::Declaration, declared),
        step(FirstDayItem::Review, reviewed),
        step(FirstDayItem::Quarantine, clear),
        step(FirstDayItem::PopUps, !asked),
    ]
}

/// The same for the unit: a quarantine is not told from a notice.
fn for_unit(steps: &[FirstDayStep]) -> Vec<UnitStep> {
    let is_own = |item| matches!(item, FirstDayItem::Quarantine | FirstDayItem::PopUps);
    let told = steps.iter().filter(|step| !is_own(step.item));
    let mut told: Vec<UnitStep> = told
        .map(|step| UnitStep {
            item: step.item,
            done: step.done,
        })
        .collect();
    told.push(UnitStep {
        item: FirstDayItem::Others,
        done: steps
            .iter()
            .filter(|step| is_own(step.item))
            .all(|s| s.done),
    });
    told
}

fn no_worker() -> Error {
    Error::field(
        "applicant",
        "只有返岗人员在到岗前可以生成单位链接，请先在“我的”页面填写单位和到岗日期",
        "is not returning to work, or the first day has passed; say your unit and first day on the page \"Me\" first",
    )
}
