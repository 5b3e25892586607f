//! What reviewers read of applications. Which wait, all of the city's reviewers read; what one says, whoever opens it for a
//! purpose, and whom it is about reads that.

use domain::access::Action;
use domain::application::{ApplicationState, Doubt};
use domain::identity::{Contact, Document};
use domain::ids::{ApplicationId, PersonId};
use domain::log::Purpose;
use domain::record::Applicant;
use domain::staff::Member;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{ApplicationRow, Field};
use utoipa::ToSchema;

use super::kept::Kept;
use super::words::doubt_text;
use crate::Service;
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::me::word;
use crate::post::contact_in;
use crate::shapes;
use domain::policy::Text;

/// The most applications of one answer, the most urgent.
const MOST: u32 = 10_000;
const SHOWN: usize = 200;
/// The most that are counted.
const COUNTED: u32 = 100_000;

/// An application as reviewers read it. It names nobody until it is opened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ApplicationSeen {
    /// Its id, as text.
    pub id: String,
    /// The city whose reviewers decide.
    pub city: Place,
    /// When it was made, in epoch milliseconds.
    pub made_ms: i64,
    /// By when it is decided, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::ApplicationState)]
    pub state: ApplicationState,
    /// Whether its clock has run out.
    pub overdue: bool,
    /// What a reviewer looks at.
    #[schema(value_type = Vec<shapes::Doubt>)]
    pub doubts: Vec<Doubt>,
    /// The same in words, with what to look at.
    #[schema(value_type = Vec<shapes::Text>)]
    pub doubt_texts: Vec<Text>,
    /// Whether the reader must not decide it, because they decided one of this phone before.
    pub own_hands: bool,
    /// What it says; absent until it is opened for a purpose.
    pub opened: Option<ApplicationOpened>,
}

/// What an application says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ApplicationOpened {
    /// The name.
    pub name: String,
    /// The kind of the document.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// The birth date, by the number or as it was said.
    #[schema(value_type = Option<shapes::Date>)]
    pub born: Option<Date>,
    /// The phone or address, its middle hidden.
    pub phone_masked: String,
    /// The residence to the street.
    pub street: String,
    /// As what they apply.
    #[schema(value_type = shapes::Applicant)]
    pub applicant: Applicant,
    /// The unit; empty where there is none.
    pub unit: String,
    /// The first day there.
    #[schema(value_type = Option<shapes::Date>)]
    pub first_day: Option<Date>,
    /// Of a document that has a code on another phone: whose it is now.
    pub holder: Option<HolderSeen>,
    /// What a reviewer wrote; absent until one has decided.
    pub reason: Option<String>,
}

/// Who holds the document now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct HolderSeen {
    /// The name.
    pub name: String,
    /// The phone or address, its middle hidden.
    pub phone_masked: String,
    /// Since when, in epoch milliseconds.
    pub since_ms: i64,
}

impl Service {
    /// The applications that wait for a reviewer in a member's divisions, the most urgent first, 200 at most.
    #[crate::boxed]
    pub async fn applications_for(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<ApplicationSeen>, Error> {
        let far = Instant::from_ms(i64::MAX);
        let state = ApplicationState::Review.word();
        let mut seen = Vec::new();
        for (id, city) in self.store.applications_in(state, far, MOST).await? {
            if seen.len() >= SHOWN {
                break;
            }
            if !member.may(Action::ReadApplications, city) {
                continue;
            }
            let (row, alarms) = self.store.application_by_id(id).await?;
            self.raise(&alarms, now).await?;
            if let Some(row) = row {
                seen.push(seen_by(member, &row, now)?);
            }
        }
        Ok(seen)
    }

    /// How many applications wait, and how many of them are overdue at `now`.
    pub(crate) async fn applications_counted(&self, now: Instant) -> Result<(u64, u64), Error> {
        let far = Instant::from_ms(i64::MAX);
        let (mut waiting, mut overdue) = (0, 0);
        for state in [ApplicationState::Registry, ApplicationState::Review] {
            let state = state.word();
            waiting += self.store.applications_in(state, far, COUNTED).await?.len() as u64;
            overdue += self.store.applications_in(state, now, COUNTED).await?.len() as u64;
        }
        Ok((waiting, overdue))
    }

    /// One application; with its words where a purpose is given, and then whom it is about reads who looked.
    #[crate::boxed]
    pub async fn application_seen(
        &self,
        member: &Member,
        id: ApplicationId,
        purpose: Option<&str>,
        now: Instant,
    ) -> Result<ApplicationSeen, Error> {
        let row = self.application_row(id, now).await?;
        if !member.may(Action::ReadApplications, row.application.city) {
            return Err(Error::Unknown(Missing::Application));
        }
        let seen = seen_by(member, &row, now)?;
        let Some(purpose) = purpose else {
            return Ok(seen);
        };
        let asked = Kept::of(&row)?.asked()?;
        let holder = self.holder_for(&asked, now).await?;
        // Of somebody who has no code yet the line is about nobody whom the log knows.
        let about = holder.map_or(PersonId(0), |(person, _)| person);
        let by = (member, Action::ReadApplications);
        let shown = ("read application", row.words.as_str());
        self.look_at(about, by, Purpose::from_word(purpose), shown, now)
            .await?;
        let other = holder.filter(|(_, same)| !same).map(|(person, _)| person);
        Ok(ApplicationSeen {
            opened: Some(self.opened_application(&row, other, now).await?),
            ..seen
        })
    }

    async fn opened_application(
        &self,
        row: &ApplicationRow,
        holder: Option<PersonId>,
        now: Instant,
    ) -> Result<ApplicationOpened, Error> {
        let kept = Kept::of(row)?;
        let asked = kept.asked()?;
        let document: &Document = &asked.applicant.document;
        let holder = match holder {
            Some(person) => Some(self.holder_seen(person, now).await?),
            None => None,
        };
        Ok(ApplicationOpened {
            name: kept.name.clone(),
            document_kind: document.kind().word().to_owned(),
            document_number: document.number().to_owned(),
            born: asked.applicant.born,
            phone_masked: masked(asked.applicant.contact.as_ref()),
            street: kept.street.clone(),
            applicant: asked.said.kind,
            unit: asked.said.unit,
            first_day: asked.said.first_day,
            holder,
            reason: Some(kept.reason).filter(|reason| !reason.is_empty()),
        })
    }

    async fn holder_seen(&self, person: PersonId, now: Instant) -> Result<HolderSeen, Error> {
        let facts = self.read_person(person, now).await?;
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let contact = contact_in(&words);
        Ok(HolderSeen {
            name: word(&words, Field::Name).unwrap_or_default().to_owned(),
            phone_masked: masked(contact.as_ref()),
            since_ms: facts.person.as_ref().map_or(0, |p| p.registered.ms()),
        })
    }
}

fn seen_by(member: &Member, row: &ApplicationRow, now: Instant) -> Result<ApplicationSeen, Error> {
    let application = &row.application;
    Ok(ApplicationSeen {
        id: application.id.0.to_string(),
        city: Place::of_division(application.city, now.date().year()),
        made_ms: application.made.ms(),
        due_ms: application.due.ms(),
        state: application.state,
        overdue: application.is_overdue(now),
        doubts: application.doubts.clone(),
        doubt_texts: application.doubts.iter().map(|d| doubt_text(*d)).collect(),
        own_hands: Kept::of(row)?.hands.contains(&member.id.0),
        opened: None,
    })
}

fn masked(contact: Option<&Contact>) -> String {
    contact.map(Contact::masked).unwrap_or_default()
}
