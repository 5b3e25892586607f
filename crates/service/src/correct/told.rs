//! What a person reads of the corrections that they asked for, the answer with it, and how they take one back.

use domain::correction_request::{CorrectionRequest, CorrectionState};
use domain::ids::{CorrectionId, DeclarationId, PersonId};
use domain::time::Instant;
use serde::Serialize;
use storage::PersonFacts;
use utoipa::ToSchema;

use super::{Words, refused};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES};
use crate::error::{Error, Missing};
use crate::log::Hand;
use crate::shapes;
use crate::shared::Shared;

/// A correction that went to a reviewer, as the person reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CorrectionTold {
    /// Its id, as text.
    pub id: String,
    /// When it was asked, in epoch milliseconds.
    pub asked_ms: i64,
    /// By when it is decided, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::CorrectionState)]
    pub state: CorrectionState,
    /// Whether its clock has run out; then it waits on, and is counted among what is overdue.
    pub overdue: bool,
    /// Why the declaration is wrong, in the person's words; empty where they can no longer be read.
    pub reason: String,
    /// What the reviewer says; absent until they have.
    pub answer: Option<String>,
    /// The office that decided.
    pub office: Option<String>,
    /// When it was decided, or waited no more, in epoch milliseconds.
    pub decided_ms: Option<i64>,
}

/// A request of a person, with its words where they can be read.
pub(crate) struct Asked {
    request: CorrectionRequest,
    words: Option<Words>,
}

impl Service {
    /// All requests of a person, those with them whose words nobody can read: these can be taken back like the others.
    pub(crate) async fn corrections_asked(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<Asked>, Error> {
        let bare = self.corrections_bare(person, now).await?;
        let read = self.corrections(person, now).await?;
        let mut asked = Vec::with_capacity(bare.len());
        for bare in &bare {
            let request = bare.request();
            let row = read.iter().find(|row| row.request.id == request.id);
            let words = row.map(Words::of).transpose()?;
            asked.push(Asked { request, words });
        }
        Ok(asked)
    }

    /// What came of corrections of one declaration, the newest first.
    pub(crate) async fn corrections_told(
        &self,
        asked: &[Asked],
        declaration: DeclarationId,
        now: Instant,
    ) -> Result<Vec<CorrectionTold>, Error> {
        let about_it = |one: &&Asked| one.request.declaration == declaration;
        let mut about: Vec<_> = asked.iter().filter(about_it).collect();
        about.sort_by_key(|one| std::cmp::Reverse((one.request.asked, one.request.id)));
        let mut told = Vec::with_capacity(about.len());
        for one in about {
            told.push(self.correction_told(one, now).await?);
        }
        Ok(told)
    }

    async fn correction_told(&self, asked: &Asked, now: Instant) -> Result<CorrectionTold, Error> {
        let request = &asked.request;
        let words = asked.words.as_ref();
        let office = match request.decided_by {
            Some(staff) => self.office_of(staff, now).await?,
            None => None,
        };
        let answer = words.map(|words| words.answer.clone());
        Ok(CorrectionTold {
            id: request.id.0.to_string(),
            asked_ms: request.asked.ms(),
            due_ms: request.due.ms(),
            state: request.state,
            overdue: request.is_overdue(now),
            reason: words.map(|words| words.reason.clone()).unwrap_or_default(),
            answer: answer.filter(|answer| !answer.is_empty()),
            office,
            decided_ms: request.decided.map(Instant::ms),
        })
    }

    /// Takes one's own request back that waits, whether or not its words can be read; the declaration stays.
    #[crate::boxed]
    pub async fn withdraw_correction(
        &self,
        by: Hand,
        id: CorrectionId,
        now: Instant,
    ) -> Result<(), Error> {
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(by.person, now).await?;
            let bare = self.corrections_bare(by.person, now).await?;
            let bare = bare.iter().find(|bare| bare.request().id == id);
            let bare = bare.ok_or(Error::Unknown(Missing::Correction))?;
            let to = bare.request().withdraw(now).map_err(refused)?;
            let mut draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
                draft.batch.end_bare_correction(bare, to);
                Ok(Drafted::Write(()))
            };
            let (read, deed) = ((&facts, &*shared), by.deed("withdraw correction"));
            let done = self.attempt_on(read, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }
}
