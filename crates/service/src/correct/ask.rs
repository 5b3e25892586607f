//! Asking for a correction, on one's own page or at a counter: free for a quarter of an hour once a day; later with a reason, and where it
//! would better a colour by a reviewer.

use domain::correction_request::{
    CorrectionRequest, CorrectionState, MAX_REASON, MOST_CORRECTIONS,
};
use domain::declaration::Declaration;
use domain::ids::{CorrectionId, DeclarationId, PersonId, StaffId};
use domain::place::DivisionCode;
use domain::rating::Decision;
use domain::said_again::chain;
use domain::time::Instant;
use storage::{CheckRow, CorrectionRow};

use super::Words;
use super::free::free_until;
use super::take_back::{is_known, standing};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::declare::keep;
use crate::error::Error;
use crate::log::{Deed, Hand};
use crate::shared::Shared;

/// The most requests of a person that may wait.
const MAX_WAITING: usize = 5;
const HOUR_MS: i64 = 3_600_000;

/// What a person asks for.
pub struct CorrectionAsked {
    /// Made on the page: the same id twice is one request.
    pub id: CorrectionId,
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
        let holders = self.store.holders_of_correction(asked.id).await?;
        if holders.iter().any(|holder| *holder != person) {
            return Err(taken());
        }
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            let rows = self.corrections(person, now).await?;
            let checks = self.checks_of(person, now).await?;
            let before = (&rows[..], &checks[..]);
            let mut draft = |facts: &_, shared: &Shared, draft: &mut Draft| {
                registered(facts)?;
                self.corrected((asked, taken_by), before, shared, draft, now)
            };
            let read = (&facts, &*shared);
            if let Some(done) = self.attempt_on(read, deed, now, &mut draft).await? {
                return Ok(done);
            }
        }
        Err(Error::Busy)
    }

    fn corrected(
        &self,
        (asked, taken_by): (&CorrectionAsked, Option<StaffId>),
        (rows, checks): (&[CorrectionRow], &[CheckRow]),
        shared: &Shared,
        draft: &mut Draft,
        now: Instant,
    ) -> Result<Drafted<Corrected>, Error> {
        let same = rows.iter().find(|row| row.request.id == asked.id);
        if let Some(waits) = same.filter(|row| row.request.waits()) {
            return Ok(Drafted::Leave(Corrected::Waits(waits.request.due)));
        }
        if is_known(&draft.record, asked.instead.id) {
            return Ok(Drafted::Leave(Corrected::Done));
        }
        if same.is_some() {
            return Err(taken());
        }
        let old = standing(&draft.record, asked.declaration)?;
        if chain(&draft.record, &old).len() > MOST_CORRECTIONS {
            return Err(Error::field(
                "declaration",
                "这份申报更正次数过多，请重新申报",
                "was corrected too often; declare anew",
            ));
        }
        let known = (&draft.record, Some(old.id));
        let mut kept = keep(&asked.instead, shared, known, now)?;
        kept.declaration.taken_by = taken_by;
        let free = free_until(&old, &draft.record, now).is_some();
        if !free && self.would_better(shared, &draft.record, (old.id, &kept), now)? {
            let city = old.jurisdiction;
            let row = request((asked, taken_by), rows, (city, shared), now)?;
            draft.batch.request_correction(&row, city);
            let waits = Corrected::Waits(row.request.due);
            return Ok(match taken_by {
                // The line of a counter says that it was taken down, whatever becomes of it.
                Some(_) => Drafted::Write(waits),
                None => Drafted::WriteAs("ask for correction", waits),
            });
        }
        if !free {
            reason(asked)?;
        }
        self.take_back(draft, shared, (old.id, kept), (rows, checks), now)?;
        Ok(Drafted::Write(Corrected::Done))
    }
}

/// The request that a reviewer of `city` decides, within the city's clock.
fn request(
    (asked, taken_by): (&CorrectionAsked, Option<StaffId>),
    rows: &[CorrectionRow],
    (city, shared): (DivisionCode, &Shared),
    now: Instant,
) -> Result<CorrectionRow, Error> {
    let words = Words {
        reason: reason(asked)?.to_owned(),
        instead: asked.instead.clone(),
        taken_by,
        answer: String::new(),
    };
    let waiting = rows.iter().filter(|row| row.request.waits());
    if waiting.count() >= MAX_WAITING {
        return Err(Error::field(
            "correction",
            "已有五个更正等待处理，请等待答复",
            "five corrections wait already; wait for their answers",
        ));
    }
    let hours = shared.policy(city, now.date())?.review_hours;
    words.row(CorrectionRequest {
        id: asked.id,
        declaration: asked.declaration,
        state: CorrectionState::Waiting,
        asked: now,
        due: now.plus_ms(i64::from(hours) * HOUR_MS),
        decided_by: None,
        decided: None,
    })
}

fn taken() -> Error {
    Error::field(
        "id",
        "这个编号已用于另一份更正，请换一个新编号重新提交",
        "is that of another correction; send it again under a new one",
    )
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
