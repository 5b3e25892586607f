//! What staff read of appeals. Which wait, all of the city's reviewers read; what one says, whoever opens it for a purpose, and the
//! person reads that.

use domain::access::Action;
use domain::appeal::{AppealState, Contested};
use domain::ids::{AppealId, PersonId};
use domain::log::Purpose;
use domain::staff::Member;
use domain::time::Instant;
use serde::Serialize;
use storage::AppealRow;
use utoipa::ToSchema;

use super::Words;
use super::queue::Queue;
use crate::Service;
use crate::error::{Error, Missing};
use crate::event::ExposureTold;
use crate::explain::{Explained, Place};
use crate::shapes;

/// The most appeals of one answer, the most urgent.
const SHOWN: usize = 200;

/// An appeal as staff read it. It names nobody until it is opened.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a field of the interface"
)]
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct AppealSeen {
    /// Its id, as text.
    pub id: String,
    /// The city whose decision it contests.
    pub city: Place,
    /// When it was made, in epoch milliseconds.
    pub made_ms: i64,
    /// By when it is answered, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::AppealState)]
    pub state: AppealState,
    /// Whether its clock has run out.
    pub overdue: bool,
    /// Whether it suspends what officials ordered or said.
    pub suspends: bool,
    /// Whether somebody granted it, and a second person is asked to agree.
    pub lifting: bool,
    /// What it contests.
    pub contests: Vec<ContestedSeen>,
    /// Whether the reader must not answer it, because they or their office had a part in it.
    pub own_hands: bool,
    /// Whether somebody of the reader's office found that a disputed visit is not so, and a second of another office is asked to agree:
    /// the reader can say that it stays, and no more.
    pub same_office: bool,
    /// What it says; absent until it is opened for a purpose.
    pub opened: Option<AppealOpened>,
}

/// What kind of thing an appeal contests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContestedKind {
    /// A quarantine order that a rule opened.
    Order,
    /// An order by officials.
    OfficialOrder,
    /// That staff named the person a case or a contact.
    Naming,
    /// A visit to a venue that an event met: granting sets it aside, and nothing is proposed.
    Visit,
}

/// What an appeal contests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ContestedSeen {
    /// What kind of thing it is.
    pub kind: ContestedKind,
    /// The number of the proposal, of the order, or of the visit.
    pub id: String,
}

/// What an appeal says, and the decision that it contests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct AppealOpened {
    /// The person's name.
    pub name: String,
    /// The kind of the person's document.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// Why, in the person's words.
    pub reason: String,
    /// What shows it.
    pub evidence: String,
    /// Whether staff wrote it down from paper.
    pub on_paper: bool,
    /// The answer; absent until there is one.
    pub answer: Option<String>,
    /// The decision as the person reads it; absent where the city is no longer used.
    pub decision: Option<Explained>,
    /// The exposures that it is about, as the person reads them: of a visit each by which an event touches it, for granting takes all.
    /// None where it is about none, or they are gone.
    pub exposures: Vec<ExposureTold>,
}

impl Service {
    /// The appeals that wait in a member's divisions, the most urgent first, 200 at most.
    #[crate::boxed]
    pub async fn appeals_for(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<AppealSeen>, Error> {
        let (mut queue, mut seen) = (Queue::default(), Vec::new());
        while let Some(page) = self.next_waiting(&mut queue, now).await? {
            for one in page {
                if seen.len() >= SHOWN {
                    return Ok(seen);
                }
                if !member.may(Action::ReadAppeals, one.city) {
                    continue;
                }
                let all = self.appeals(one.person, now).await?;
                if let Some(row) = all.iter().find(|row| row.appeal.id == one.id) {
                    seen.push(self.seen_by(member, (one.person, row), &all, now).await?);
                }
            }
        }
        Ok(seen)
    }

    /// One appeal; with its words where a purpose is given, and then the person reads who looked.
    #[crate::boxed]
    pub async fn appeal_seen(
        &self,
        member: &Member,
        id: AppealId,
        purpose: Option<&str>,
        now: Instant,
    ) -> Result<AppealSeen, Error> {
        let (person, row, all) = self.appeal_row(id, now).await?;
        let city = row.appeal.jurisdiction;
        if !member.may(Action::ReadAppeals, city) {
            self.note_refusal(member, Action::ReadAppeals, &city.to_string(), now)
                .await?;
            return Err(Error::Unknown(Missing::Appeal));
        }
        let seen = self.seen_by(member, (person, &row), &all, now).await?;
        let Some(purpose) = purpose else {
            return Ok(seen);
        };
        let by = (member, Action::ReadAppeals);
        let shown = ("read appeal", row.words.as_str());
        self.look_at(person, by, Purpose::from_word(purpose), shown, now)
            .await?;
        Ok(AppealSeen {
            opened: Some(self.opened_appeal(person, &row, now).await?),
            ..seen
        })
    }

    async fn seen_by(
        &self,
        member: &Member,
        (person, row): (PersonId, &AppealRow),
        all: &[AppealRow],
        now: Instant,
    ) -> Result<AppealSeen, Error> {
        let appeal = &row.appeal;
        let contests = appeal.contests.iter().copied().map(contested_seen);
        Ok(AppealSeen {
            id: appeal.id.0.to_string(),
            city: Place::of_division(appeal.jurisdiction, now.date().year()),
            made_ms: appeal.made.ms(),
            due_ms: appeal.due.ms(),
            state: appeal.state,
            overdue: appeal.is_overdue(now),
            suspends: self.suspends_now(appeal, now).await?,
            lifting: appeal.waits()
                && (!appeal.lifted_by.is_empty() || appeal.found_by().is_some()),
            contests: contests.collect(),
            own_hands: self.had_a_hand(member, (person, row), all, now).await?,
            same_office: self
                .is_barred_second(member, (person, row), all, now)
                .await?,
            opened: None,
        })
    }

    async fn opened_appeal(
        &self,
        person: PersonId,
        row: &AppealRow,
        now: Instant,
    ) -> Result<AppealOpened, Error> {
        let (who, words) = (self.who(person, now).await?, Words::of(row)?);
        let decisions = self.rate(person, now).await?;
        let explained = self.explain(person, &decisions, now).await?;
        let city = Place::of_division(row.appeal.jurisdiction, now.date().year());
        Ok(AppealOpened {
            name: who.name,
            document_kind: who.document_kind,
            document_number: who.document_number,
            reason: words.reason,
            evidence: words.evidence,
            on_paper: words.written_by.is_some(),
            answer: Some(words.answer).filter(|answer| !answer.is_empty()),
            decision: explained.into_iter().find(|one| one.city == city),
            exposures: self.contested_exposures(person, row, now).await?,
        })
    }

    /// The exposures that an appeal is about, where it is about any.
    async fn contested_exposures(
        &self,
        person: PersonId,
        row: &AppealRow,
        now: Instant,
    ) -> Result<Vec<ExposureTold>, Error> {
        let contests = &row.appeal.contests;
        let of_one = |one: &Contested| matches!(one, Contested::Visit(_) | Contested::Naming(_));
        if !contests.iter().any(of_one) {
            return Ok(Vec::new());
        }
        let told = self.my_contacts(person, now).await?;
        let mut exposures = told.exposures;
        exposures.retain(|one| one.contested().is_some_and(|one| contests.contains(&one)));
        Ok(exposures)
    }
}

fn contested_seen(contested: Contested) -> ContestedSeen {
    let (kind, id) = match contested {
        Contested::Order(order) => (ContestedKind::Order, order.0),
        Contested::OfficialOrder(proposal) => (ContestedKind::OfficialOrder, proposal.0),
        Contested::Naming(proposal) => (ContestedKind::Naming, proposal.0),
        Contested::Visit(visit) => (ContestedKind::Visit, visit),
    };
    ContestedSeen {
        kind,
        id: id.to_string(),
    }
}
