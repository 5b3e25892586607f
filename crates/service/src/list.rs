//! The arrival of a risk list: it is kept, the generation is raised, and then exactly the people whose stays it
//! can touch are rated again.

use std::collections::BTreeSet;

use domain::ids::RiskListId;
use domain::place::DivisionCode;
use domain::rating::Touched;
use domain::risk::{
    Admission, History, Import, ListCounts, RiskList, difference, official, resolve,
};
use domain::time::{Date, Instant};
use storage::{Batch, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::pending::{Counted, Leave};
use crate::propagate::{Cause, Progress};
use crate::shared::Shared;
use crate::what_if::{Looked, UNHEARD, WhatIf};

/// How often what others publish meanwhile makes a list be tried anew.
const TRIES: usize = 16;

/// What became of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct ListImport {
    /// The list.
    pub list: RiskList,
    /// Where it stands among the others.
    pub standing: ListStanding,
    /// How many people were looked at, and whose decision changed.
    pub progress: Progress,
    /// Whom it changes, as it was tried before; none where it was not.
    pub counted: Option<Counted>,
}

/// Where a list stands among the others of its instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListStanding {
    /// In force from its instant until the next list's.
    InForce,
    /// In force in place of one of the same instant that was saved earlier.
    Corrects,
    /// Kept; one of the same instant that was saved later is in force.
    Superseded,
    /// The same content was there already.
    Known,
    /// Not taken: another of the same instant is in force, and nobody can tell which was saved last.
    Contradiction,
    /// It worsens more than may come into force by itself: it waits for two, and the last list stays in force.
    Pending,
    /// It waited, and a newer one came.
    Overtaken,
    /// It waited, and staff refused it.
    Refused,
}

impl From<Admission> for ListStanding {
    fn from(admission: Admission) -> Self {
        match admission {
            Admission::InForce => Self::InForce,
            Admission::Corrects(_) => Self::Corrects,
            Admission::Superseded(_) => Self::Superseded,
            Admission::Known => Self::Known,
            Admission::Contradiction(_) => Self::Contradiction,
        }
    }
}

impl ListStanding {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Corrects => "corrects",
            Self::Superseded => "superseded",
            Self::Known => "known",
            Self::Contradiction => "contradiction",
            Self::Pending => "pending",
            Self::Overtaken => "overtaken",
            Self::Refused => "refused",
        }
    }
}

impl ListImport {
    /// The area strings of each level, and those without a county code.
    pub const fn counts(&self) -> ListCounts {
        self.list.counts
    }
}

impl Service {
    /// Publishes the text of an official list, whatever it does: what a demonstration's operator does. A text that is not a list
    /// changes nothing: the last good list stays in force. Taken again, it does what a crash left undone.
    pub async fn import_list(
        &self,
        file: &str,
        text: &str,
        saved: Option<Instant>,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<ListImport, Error> {
        let list = parsed(text, saved, now)?;
        self.take_list(list, (file, text), &Leave::Untried, now, tell)
            .await
    }

    /// Takes a list as far as it may come into force: it is tried, and published only with the shared data with which it was tried.
    pub(crate) async fn take_list(
        &self,
        list: RiskList,
        (file, text): (&str, &str),
        leave: &Leave<'_>,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<ListImport, Error> {
        for _ in 0..TRIES {
            let before = self.shared(now).await?;
            let (admission, after) = arrival(&before, &list);
            let without = |standing, counted| ListImport {
                list: list.clone(),
                standing,
                progress: Progress::default(),
                counted,
            };
            if matches!(admission, Admission::Contradiction(_)) {
                return Ok(without(admission.into(), None));
            }
            let (mut counted, mut publication) = (None, None);
            if admission != Admission::Known || after != *before.history() {
                counted = self
                    .count_list(leave, &before, (&list, &after), now)
                    .await?;
                if let Some(counted) = &counted
                    && !self.may_come(leave, counted, now).await?
                {
                    return Ok(without(ListStanding::Pending, Some(counted.clone())));
                }
                let line = self.note(Deed::operation("publish risk list"), text, now);
                let batch = self
                    .store
                    .publish_list(&list, file, before.generation(), &line);
                let noted = self.noted_alone(leave, counted.as_ref(), now).await?;
                publication = Some(noted.into_iter().fold(batch, Batch::with));
            }
            let touched = touched(before.history(), &after, &list, admission, now);
            let what = (Cause::List, touched);
            let begun = match self.begin(publication, what, &before, now).await {
                Ok(begun) => begun,
                Err(WriteError::Conflict) => continue,
                Err(error) => return Err(error.into()),
            };
            let progress = self.propagate(&begun, now, tell).await?;
            return Ok(ListImport {
                progress,
                ..without(admission.into(), counted)
            });
        }
        Err(Error::Busy)
    }

    /// Tries a list where that is asked for. One of a later instant cannot be counted today: where it raises anything, it is
    /// counted as more than may come by itself.
    async fn count_list(
        &self,
        leave: &Leave<'_>,
        before: &Shared,
        (list, after): (&RiskList, &History),
        now: Instant,
    ) -> Result<Option<Counted>, Error> {
        if matches!(leave, Leave::Untried) {
            return Ok(None);
        }
        let what_if = self.try_list((list, after), before, now, UNHEARD).await?;
        let mut counted = self.counted(what_if, now).await?;
        let mut changes = difference(before.history(), after).areas.into_iter();
        counted.uncertain = list.as_of > now && changes.any(|area| area.change.raises());
        Ok(Some(counted))
    }

    /// The counties in which a list would raise the level of an area.
    pub(crate) async fn raised_by_list(
        &self,
        text: &str,
        now: Instant,
    ) -> Result<BTreeSet<DivisionCode>, Error> {
        let list = parsed(text, None, now)?;
        let shared = self.shared(now).await?;
        let (_, after) = arrival(&shared, &list);
        let changes = difference(shared.history(), &after).areas.into_iter();
        let raised = changes.filter(|area| area.change.raises());
        Ok(raised.map(|area| area.area.county).collect())
    }

    /// Whom a list would change, tried on the same people and written nowhere.
    pub async fn what_if_list(
        &self,
        text: &str,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let list = parsed(text, None, now)?;
        let shared = self.shared(now).await?;
        let (admission, after) = arrival(&shared, &list);
        if matches!(admission, Admission::Contradiction(_)) {
            return Err(Error::field(
                "text",
                "同一时刻已有另一份名单，无法判断哪一份较新；请使用带有更晚时间的名单",
                "another list of the same instant is in force, and nobody can tell which is newer; take one of a later instant",
            ));
        }
        self.try_list((&list, &after), &shared, now, looked).await
    }

    /// Counts whom a list changes, from its instant on where that is still to come.
    async fn try_list(
        &self,
        (list, after): (&RiskList, &History),
        shared: &Shared,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let since = list.as_of.date().min(now.date());
        let counties = difference(shared.history(), after).touched();
        let would_be = shared.with_history(after.clone());
        let at = now.max(list.as_of);
        let touched = Touched::by_lists(counties, since);
        self.what_if(touched, (shared, &would_be), at, looked).await
    }

    /// The last list in force up to the end of a date, whole: also its areas without a county code, which are kept
    /// and listed but colour nobody.
    pub async fn list_on(&self, on: Date, now: Instant) -> Result<Option<RiskList>, Error> {
        let shared = self.shared(now).await?;
        let lists = shared.history().lists();
        let ids: BTreeSet<RiskListId> = lists
            .filter(|(as_of, ..)| *as_of < on.end())
            .map(|(_, id, _)| id)
            .collect();
        let mut found = None;
        // They come in the order of their instants. What a placement says anew is no list of its own.
        let alarms = self.store.risk_lists(|list, _file| {
            if ids.contains(&list.id) {
                found = Some(list);
            }
        });
        drop(alarms.await?);
        Ok(found)
    }
}

/// A list as its file says it.
pub(crate) fn parsed(text: &str, saved: Option<Instant>, now: Instant) -> Result<RiskList, Error> {
    let parsed = official::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
    let import = Import {
        saved,
        recorded: now,
    };
    Ok(resolve(&parsed, import))
}

/// Where a list would stand among the others, and all of them with it.
fn arrival(before: &Shared, list: &RiskList) -> (Admission, History) {
    let mut placed = list.clone();
    before.placements().place(&mut placed);
    let admission = before.history().weigh(&placed);
    let mut after = before.history().clone();
    after.admit(&placed);
    (admission, after)
}

/// Everybody with a stay in a county in which the list changes anything; of one that was there already, in all that it names.
fn touched(
    before: &History,
    after: &History,
    list: &RiskList,
    admission: Admission,
    now: Instant,
) -> Touched {
    let since = list.as_of.date().min(now.date());
    if admission == Admission::Known {
        let named = list.areas.iter().filter_map(|area| area.place);
        return Touched::by_lists(named, since);
    }
    Touched::by_lists(difference(before, after).touched(), since)
}
