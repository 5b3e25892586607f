//! Correcting: taking a declaration back in favour of another (S2-10..13).

use domain::declaration::{Correction, Declaration, betters, correction};
use domain::ids::{DeclarationId, PersonId, StaffId};
use domain::rating::Decision;
use domain::record::{DeclarationRecord, Record, Use};
use domain::time::{Date, Instant};
use storage::{CheckRow, CorrectionRequest, RequestState};

use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::decide::decide;
use crate::declare::{Kept, keep};
use crate::error::{Error, Missing};
use crate::itinerary::{Entering, enter, keep_said};
use crate::log::{Deed, Hand};
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
        by: impl Into<Hand>,
        asked: &CorrectionAsked,
        now: Instant,
    ) -> Result<(Corrected, Vec<Decision>), Error> {
        let by = by.into();
        let taken = (by.deed("correct"), None);
        self.correct_by(by.person, asked, taken, now).await
    }

    /// The same, by whoever takes it down for the person: what is free, what needs a reason and what waits is alike.
    pub(crate) async fn correct_by(
        &self,
        person: PersonId,
        asked: &CorrectionAsked,
        (deed, taken_by): (Deed, Option<StaffId>),
        now: Instant,
    ) -> Result<(Corrected, Vec<Decision>), Error> {
        for _try in 0..TRIES {
            let requests = self.requests(person, now).await?;
            let checks = self.checks_of(person, now).await?;
            let before = (&requests[..], &checks[..]);
            let mut draft = |facts: &_, shared: &Shared, draft: &mut Draft| {
                registered(facts)?;
                self.corrected((asked, taken_by), before, shared, draft, now)
            };
            if let Some(done) = self.attempt(person, deed, now, &mut draft).await? {
                return Ok(done);
            }
        }
        Err(Error::Busy)
    }

    /// What the person has asked for before.
    pub(crate) async fn requests(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<CorrectionRequest>, Error> {
        let (requests, alarms) = self.store.corrections_of(person).await?;
        if !alarms.is_empty() {
            self.store.write(self.store.raise(&alarms, now)).await?;
        }
        Ok(requests)
    }

    fn corrected(
        &self,
        (asked, taken_by): (&CorrectionAsked, Option<StaffId>),
        (requests, checks): (&[CorrectionRequest], &[CheckRow]),
        shared: &Shared,
        draft: &mut Draft,
        now: Instant,
    ) -> Result<Drafted<Corrected>, Error> {
        let mut waiting = requests.iter().filter(|r| r.state == RequestState::Waiting);
        if let Some(same) = waiting.clone().find(|r| r.id == asked.id) {
            return Ok(Drafted::Leave(Corrected::Waits(same.due)));
        }
        let known = |d: &DeclarationRecord| d.id == asked.instead.id;
        if draft.record.declarations.iter().any(known) {
            return Ok(Drafted::Leave(Corrected::Done));
        }
        let old = standing(&draft.record, asked.declaration)?;
        let mut kept = keep(&asked.instead, shared, &draft.record, now)?;
        kept.declaration.taken_by = taken_by;
        let said = first_said(&draft.record, &old);
        let free = correction(said, now, last_free(&draft.record)) == Correction::Free;
        if !free && self.waits(shared, &draft.record, old.id, &kept, now)? {
            let due = request(asked, waiting.by_ref().count(), shared, draft, now)?;
            return Ok(Drafted::Write(Corrected::Waits(due)));
        }
        if !free {
            reason(asked)?;
        }
        draft.correct(old.id, kept.declaration.id);
        draft.use_jurisdiction(Use {
            jurisdiction: asked.instead.jurisdiction,
            since: now.date(),
        });
        draft.declare(kept);
        let entering = Entering {
            city: asked.instead.jurisdiction,
            declaration: Some(asked.instead.id),
            checks,
        };
        enter(draft, shared, &entering, now)?;
        let said = (checks, asked.instead.id);
        keep_said(draft, shared, said, (&*self.chance, now))?;
        Ok(Drafted::Write(Corrected::Done))
    }

    /// Whether the correction would better a colour, so that a reviewer decides: with everything else that is
    /// known, or by itself. What only hides behind other evidence would else be taken back unseen, and the other
    /// evidence after it.
    fn waits(
        &self,
        shared: &Shared,
        record: &Record,
        old: DeclarationId,
        kept: &Kept,
        now: Instant,
    ) -> Result<bool, Error> {
        let mut alone = record.clone();
        alone.declarations.retain(|d| d.id == old);
        for before in [record, &alone] {
            let after = with_correction(before, old, kept);
            let before = decide(before, shared, &*self.chance, now)?;
            let after = decide(&after, shared, &*self.chance, now)?;
            if betters(&before.decisions, &after.decisions) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The record as it would be.
fn with_correction(record: &Record, old: DeclarationId, kept: &Kept) -> Record {
    let mut corrected = record.clone();
    for declaration in corrected.declarations.iter_mut().filter(|d| d.id == old) {
        declaration.corrected_by = Some(kept.declaration.id);
    }
    corrected.declarations.push(kept.declaration.clone());
    corrected.stays.extend(kept.stays.iter().cloned());
    corrected.legs.extend(kept.legs.iter().cloned());
    corrected.answers.extend(kept.answers.iter().copied());
    corrected
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
            "已有五个更正等待处理，请等待答复",
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
            "请用1至500个字符说明申报为何有误",
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
    found.cloned().ok_or(Error::Unknown(Missing::Declaration))
}

/// When a declaration was made, or the first of those that it corrects: correcting makes nothing fresh.
fn first_said(record: &Record, declaration: &DeclarationRecord) -> Instant {
    let mut first = declaration;
    let corrected = |by: &DeclarationRecord| {
        let id = by.id;
        let mut all = record.declarations.iter();
        all.find(move |d| d.corrected_by == Some(id))
    };
    for _link in &record.declarations {
        match corrected(first) {
            Some(earlier) => first = earlier,
            None => break,
        }
    }
    first.recorded
}

/// The last date on which a declaration was taken back.
pub(crate) fn last_free(record: &Record) -> Option<Date> {
    let correcting = record.declarations.iter().filter_map(|d| d.corrected_by);
    let dates = correcting.filter_map(|by| record.declarations.iter().find(|d| d.id == by));
    dates.map(|d| d.recorded.date()).max()
}
