//! What a person reads of the corrections that they asked for, the answer with it, and how they take one back.

use domain::correction_request::CorrectionState;
use domain::ids::{CorrectionId, DeclarationId};
use domain::time::Instant;
use serde::Serialize;
use storage::{CorrectionRow, PersonFacts};
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
    /// Why the declaration is wrong, in the person's words.
    pub reason: String,
    /// What the reviewer says; absent until they have.
    pub answer: Option<String>,
    /// The office that decided.
    pub office: Option<String>,
    /// When it was decided, or waited no more, in epoch milliseconds.
    pub decided_ms: Option<i64>,
}

impl Service {
    /// What came of corrections of one declaration, the newest first.
    pub(crate) async fn corrections_told(
        &self,
        rows: &[CorrectionRow],
        declaration: DeclarationId,
        now: Instant,
    ) -> Result<Vec<CorrectionTold>, Error> {
        let about_it = |row: &&CorrectionRow| row.request.declaration == declaration;
        let mut about: Vec<_> = rows.iter().filter(about_it).collect();
        about.sort_by_key(|row| std::cmp::Reverse((row.request.asked, row.request.id)));
        let mut told = Vec::with_capacity(about.len());
        for row in about {
            told.push(self.correction_told(row, now).await?);
        }
        Ok(told)
    }

    async fn correction_told(
        &self,
        row: &CorrectionRow,
        now: Instant,
    ) -> Result<CorrectionTold, Error> {
        let (request, words) = (&row.request, Words::of(row)?);
        let office = match request.decided_by {
            Some(staff) => self.office_of(staff, now).await?,
            None => None,
        };
        Ok(CorrectionTold {
            id: request.id.0.to_string(),
            asked_ms: request.asked.ms(),
            due_ms: request.due.ms(),
            state: request.state,
            overdue: request.is_overdue(now),
            reason: words.reason,
            answer: Some(words.answer).filter(|answer| !answer.is_empty()),
            office,
            decided_ms: request.decided.map(Instant::ms),
        })
    }

    /// Takes one's own request back that waits; the declaration stays.
    #[crate::boxed]
    pub async fn withdraw_correction(
        &self,
        by: Hand,
        id: CorrectionId,
        now: Instant,
    ) -> Result<(), Error> {
        for _try in 0..TRIES {
            let rows = self.corrections(by.person, now).await?;
            let row = rows.iter().find(|row| row.request.id == id);
            let row = row.ok_or(Error::Unknown(Missing::Correction))?;
            let to = CorrectionRow {
                request: row.request.withdraw(now).map_err(refused)?,
                words: row.words.clone(),
            };
            let mut draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
                draft.batch.end_correction(&to);
                Ok(Drafted::Write(()))
            };
            let deed = by.deed("withdraw correction");
            let done = self.attempt(by.person, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }
}
