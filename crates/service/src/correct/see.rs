//! What reviewers read of corrections. Which wait, all of the city's reviewers read; what one says, whoever opens it for a purpose, and
//! the person reads that.

use domain::access::Action;
use domain::correction_request::CorrectionState;
use domain::ids::CorrectionId;
use domain::log::Purpose;
use domain::place::DivisionCode;
use domain::record::Record;
use domain::staff::Member;
use domain::time::Instant;
use serde::Serialize;
use storage::CorrectionRow;
use utoipa::ToSchema;

use super::effect::CorrectionChange;
use super::take_back::is_known;
use super::{Found, Words};
use crate::Service;
use crate::declare::{Kept, kept_as};
use crate::declared::{DeclarationSaid, said_of};
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::shapes;
use crate::shared::Shared;

/// The most of one answer, the most urgent.
const SHOWN: u32 = 200;

/// A correction as reviewers read it. It names nobody until it is opened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CorrectionSeen {
    /// Its id, as text.
    pub id: String,
    /// The city of the declaration, whose reviewers decide.
    pub city: Place,
    /// When it was asked, in epoch milliseconds.
    pub asked_ms: i64,
    /// By when it is decided, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::CorrectionState)]
    pub state: CorrectionState,
    /// Whether its clock has run out.
    pub overdue: bool,
    /// Whether the reader must not decide it, because they took it down at a counter.
    pub own_hands: bool,
    /// What it says; absent until it is opened for a purpose.
    pub opened: Option<CorrectionOpened>,
}

/// What a correction says, and what it would do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CorrectionOpened {
    /// The name.
    pub name: String,
    /// The kind of the document.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// Why the declaration is wrong, in the person's words.
    pub reason: String,
    /// Whether staff took it down at a counter.
    pub at_counter: bool,
    /// When the declaration was made, in epoch milliseconds.
    pub declared_ms: i64,
    /// What the declaration says.
    pub said: DeclarationSaid,
    /// What would stand in its place.
    pub instead: DeclarationSaid,
    /// Who changes colour: every city that the person uses, before and after. Empty where it waits no more or can be granted no longer.
    pub changes: Vec<CorrectionChange>,
    /// Whether a reason would go that another hides: no change is one for the better, until the other reason is gone.
    pub hidden: bool,
    /// Whether it can be granted no longer, because of what the person has said since.
    pub overtaken: bool,
    /// What the reviewer says; absent until they have.
    pub answer: Option<String>,
}

impl Service {
    /// The corrections that wait in a member's divisions, the most urgent first, 200 at most.
    #[crate::boxed]
    pub async fn corrections_for(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<CorrectionSeen>, Error> {
        let action = Action::ReadCorrections;
        let mut waiting = Vec::new();
        for division in member.divisions(action).collect::<Vec<_>>() {
            let cities = division.numbers();
            waiting.extend(self.store.corrections_waiting(cities, SHOWN).await?);
        }
        waiting.retain(|one| member.may(action, one.city));
        waiting.sort_unstable();
        waiting.dedup();
        waiting.truncate(SHOWN as usize);
        let mut seen = Vec::with_capacity(waiting.len());
        for one in waiting {
            let mut rows = self.corrections(one.person, now).await?.into_iter();
            let is_it = |row: &CorrectionRow| row.request.id == one.id && row.request.waits();
            if let Some(row) = rows.find(is_it) {
                let words = Words::of(&row)?;
                seen.push(seen_row(member, (&row, &words), one.city, now));
            }
        }
        Ok(seen)
    }

    /// One correction with what it says, for a purpose; the person reads who looked.
    #[crate::boxed]
    pub async fn open_correction(
        &self,
        member: &Member,
        id: CorrectionId,
        purpose: &str,
        now: Instant,
    ) -> Result<CorrectionSeen, Error> {
        let found = self.correction(id, now).await?;
        let action = Action::ReadCorrections;
        if !member.may(action, found.city) {
            self.note_refusal(member, action, &found.city.to_string(), now)
                .await?;
            return Err(Error::Unknown(Missing::Correction));
        }
        let shown = ("read correction", found.row.words.as_str());
        let (person, by) = (found.facts.id, (member, action));
        self.look_at(person, by, Purpose::from_word(purpose), shown, now)
            .await?;
        let words = Words::of(&found.row)?;
        let seen = seen_row(member, (&found.row, &words), found.city, now);
        Ok(CorrectionSeen {
            opened: Some(self.opened_correction(&found, words, now).await?),
            ..seen
        })
    }

    async fn opened_correction(
        &self,
        found: &Found,
        words: Words,
        now: Instant,
    ) -> Result<CorrectionOpened, Error> {
        let (facts, request) = (&found.facts, &found.row.request);
        let who = self.who(facts.id, now).await?;
        let shared = self.shared(now).await?;
        let checks = self.checks_of(facts.id, now).await?;
        let changes = if request.waits() {
            self.correction_effect((facts, &checks), &shared, (request, &words), now)?
        } else {
            Some(Vec::new())
        };
        let hidden = match &changes {
            Some(shown) if request.waits() => {
                self.takes_hidden((facts, shown), &shared, (request, &words), now)?
            }
            _ => false,
        };
        let mut said = facts.record.declarations.iter();
        let old = said.find(|declaration| declaration.id == request.declaration);
        let old = old.ok_or(Error::Unknown(Missing::Correction))?;
        Ok(CorrectionOpened {
            name: who.name,
            document_kind: who.document_kind,
            document_number: who.document_number,
            at_counter: words.taken_by.is_some(),
            declared_ms: old.recorded.ms(),
            said: said_of(old, &facts.record, &shared, now.date()),
            instead: instead_of(found, &words, &shared, now)?,
            overtaken: changes.is_none(),
            changes: changes.unwrap_or_default(),
            hidden,
            answer: Some(words.answer).filter(|answer| !answer.is_empty()),
            reason: words.reason,
        })
    }
}

/// What would stand in the place of the declaration, or does already.
fn instead_of(
    found: &Found,
    words: &Words,
    shared: &Shared,
    now: Instant,
) -> Result<DeclarationSaid, Error> {
    let asked = found.row.request.asked;
    let policy = shared.policy(words.instead.jurisdiction, asked.date())?;
    let kept = kept_as(&words.instead, policy.look_back_days, asked);
    let record = &found.facts.record;
    if is_known(record, kept.declaration.id) {
        return Ok(said_of(&kept.declaration, record, shared, now.date()));
    }
    let record = with_said(record, &kept);
    Ok(said_of(&kept.declaration, &record, shared, now.date()))
}

/// The record with what is said in a declaration, which is read from it.
fn with_said(record: &Record, kept: &Kept) -> Record {
    Record {
        stays: kept.stays.clone(),
        legs: kept.legs.clone(),
        answers: kept.answers.clone(),
        ..record.clone()
    }
}

/// A correction without what it says.
pub(super) fn seen_row(
    member: &Member,
    (row, words): (&CorrectionRow, &Words),
    city: DivisionCode,
    now: Instant,
) -> CorrectionSeen {
    let request = &row.request;
    CorrectionSeen {
        id: request.id.0.to_string(),
        city: Place::of_division(city, now.date().year()),
        asked_ms: request.asked.ms(),
        due_ms: request.due.ms(),
        state: request.state,
        overdue: request.is_overdue(now),
        own_hands: words.taken_by == Some(member.id),
        opened: None,
    }
}
