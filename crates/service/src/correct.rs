//! Correcting: taking a declaration back in favour of another (S2-10..13).

use domain::declaration::{Correction, Declaration, betters, correction};
use domain::ids::{DeclarationId, PersonId};
use domain::rating::Decision;
use domain::record::{DeclarationRecord, Record};
use domain::time::{Date, Instant};
use storage::{CorrectionRequest, RequestState};

use crate::Service;
use crate::change::{Draft, Drafted};
use crate::decide::decide;
use crate::declare::{Kept, keep};
use crate::error::Error;
use crate::shared::Shared;

/// The longest reason, in characters.
const MAX_REASON: usize = 500;
/// The most requests of a person that may wait.
const MAX_WAITING: usize = 5;
const HOUR_MS: i64 = 3_600_000;

/// What a person asks for.
pub struct CorrectionAsked {
    /// Made on the page: the same id twice is one request.
    pub id: i64,
    /// The declaration to be taken back.
    pub declaration: DeclarationId,
    /// What stands in its place.
    pub instead: Declaration,
    /// Why, where the free quarter of an hour is over.
    pub reason: Option<String>,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Corrected {
    /// It is done.
    Done,
    /// A reviewer decides until then; everything stays as it is.
    Waits(Instant),
}

impl Service {
    /// Takes a declaration back: at once within 15 minutes, once a day; later with a reason, and where it would
    /// better a colour it waits for a reviewer.
    pub async fn correct(
        &self,
        person: PersonId,
        asked: &CorrectionAsked,
        now: Instant,
    ) -> Result<(Corrected, Vec<Decision>), Error> {
        let (requests, alarms) = self.store.corrections_of(person).await?;
        if !alarms.is_empty() {
            self.store.write(self.store.raise(&alarms, now)).await?;
        }
        if let Some(request) = requests
            .iter()
            .find(|r| r.id == asked.id && r.state == RequestState::Waiting)
        {
            let due = request.due;
            return self
                .change(person, "correct", now, |_, _, _| {
                    Ok(Drafted::Leave(Corrected::Waits(due)))
                })
                .await;
        }
        let waiting = requests
            .iter()
            .filter(|r| r.state == RequestState::Waiting)
            .count();
        let draft = |_: &_, shared: &Shared, draft: &mut Draft| {
            if draft
                .record
                .declarations
                .iter()
                .any(|d| d.id == asked.instead.id)
            {
                return Ok(Drafted::Leave(Corrected::Done));
            }
            let old = standing(&draft.record, asked.declaration)?;
            let kept = keep(&asked.instead, shared, &draft.record, now)?;
            let free = correction(old.recorded, now, last_free(&draft.record)) == Correction::Free;
            if !free && self.waits(shared, &draft.record, old.id, &kept, now)? {
                let due = request(asked, waiting, shared, draft, now)?;
                return Ok(Drafted::Write(Corrected::Waits(due)));
            }
            if !free {
                reason(asked)?;
            }
            let id = old.id;
            draft.correct(id, kept.declaration.id);
            draft.declare(kept.declaration, kept.stays, kept.answers);
            Ok(Drafted::Write(Corrected::Done))
        };
        self.change(person, "correct", now, draft).await
    }

    /// Whether the correction would better a colour, so that a reviewer decides.
    fn waits(
        &self,
        shared: &Shared,
        record: &Record,
        old: DeclarationId,
        kept: &Kept,
        now: Instant,
    ) -> Result<bool, Error> {
        let before = decide(record, shared, &*self.chance, now)?;
        let mut corrected = record.clone();
        for declaration in corrected.declarations.iter_mut().filter(|d| d.id == old) {
            declaration.corrected_by = Some(kept.declaration.id);
        }
        corrected.declarations.push(kept.declaration.clone());
        corrected.stays.extend(kept.stays.iter().cloned());
        corrected.answers.extend(kept.answers.iter().copied());
        let after = decide(&corrected, shared, &*self.chance, now)?;
        Ok(betters(&before.decisions, &after.decisions))
    }
}

/// Adds the request that a reviewer decides, and says by when.
fn request(
    asked: &CorrectionAsked,
    waiting: usize,
    shared: &Shared,
    draft: &mut Draft,
    now: Instant,
) -> Result<Instant, Error> {
    let reason = reason(asked)?;
    if waiting >= MAX_WAITING {
        return Err(Error::field(
            "correction",
            "five corrections wait already; wait for their answers",
        ));
    }
    let hours = shared
        .policy(asked.instead.jurisdiction, now.date())?
        .review_hours;
    let due = now.plus_ms(i64::from(hours) * HOUR_MS);
    let words = Words {
        reason,
        instead: &asked.instead,
    };
    let words = serde_json::to_string(&words).map_err(|e| Error::Refused(e.to_string()))?;
    draft.batch.request_correction(&CorrectionRequest {
        id: asked.id,
        declaration: asked.declaration,
        asked: now,
        due,
        state: RequestState::Waiting,
        decided: None,
        words: words.into(),
    });
    Ok(due)
}

/// What a reviewer reads: sealed until then.
#[derive(serde::Serialize)]
struct Words<'a> {
    reason: &'a str,
    instead: &'a Declaration,
}

fn reason(asked: &CorrectionAsked) -> Result<&str, Error> {
    let reason = asked.reason.as_deref().map(str::trim).unwrap_or_default();
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        return Err(Error::field(
            "reason",
            "say in 1 to 500 characters why the declaration is wrong",
        ));
    }
    Ok(reason)
}

fn standing(record: &Record, id: DeclarationId) -> Result<DeclarationRecord, Error> {
    let found = record
        .declarations
        .iter()
        .find(|d| d.id == id && d.corrected_by.is_none());
    found
        .cloned()
        .ok_or(Error::Unknown("a declaration that can be corrected"))
}

/// The last date on which a declaration was taken back.
pub(crate) fn last_free(record: &Record) -> Option<Date> {
    let correcting = record.declarations.iter().filter_map(|d| d.corrected_by);
    let dates = correcting.filter_map(|by| record.declarations.iter().find(|d| d.id == by));
    dates.map(|d| d.recorded.date()).max()
}
