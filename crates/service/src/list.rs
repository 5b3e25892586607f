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
use crate::propagate::{Cause, Progress};
use crate::shared::Shared;
use crate::what_if::WhatIf;

/// What became of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct ListImport {
    /// The list.
    pub list: RiskList,
    /// Where it stands among the others.
    pub standing: ListStanding,
    /// How many people were looked at, and whose decision changed.
    pub progress: Progress,
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
    /// Takes the text of an official list. A text that is not one changes nothing: the last good list stays in
    /// force. Taken again, it does what a crash left undone.
    pub async fn import_list(
        &self,
        file: &str,
        text: &str,
        saved: Option<Instant>,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<ListImport, Error> {
        let list = parsed(text, saved, now)?;
        loop {
            let before = self.shared(now).await?;
            let (admission, after) = arrival(&before, &list);
            if matches!(admission, Admission::Contradiction(_)) {
                return Ok(ListImport {
                    list,
                    standing: admission.into(),
                    progress: Progress::default(),
                });
            }
            let publication = (admission != Admission::Known || after != *before.history())
                .then(|| self.list_batch(&list, (file, text), now));
            let touched = touched(before.history(), &after, &list, admission, now);
            let begun = self
                .begin(publication, (Cause::List, touched), &before, now)
                .await;
            match begun {
                Ok(begun) => {
                    let progress = self.propagate(&begun, now, tell).await?;
                    return Ok(ListImport {
                        list,
                        standing: admission.into(),
                        progress,
                    });
                }
                // Somebody has published meanwhile.
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn list_batch(&self, list: &RiskList, (file, text): (&str, &str), now: Instant) -> Batch {
        let line = self.note(Deed::operation("publish risk list"), text, now);
        self.store.publish_list(list, file, &line)
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
    pub async fn what_if_list(&self, text: &str, now: Instant) -> Result<WhatIf, Error> {
        let list = parsed(text, None, now)?;
        let shared = self.shared(now).await?;
        let (admission, after) = arrival(&shared, &list);
        if matches!(admission, Admission::Contradiction(_)) {
            return Err(Error::field(
                "text",
                "同一时刻已有另一份名单，无法判断哪一份较新",
                "another list of the same instant is in force, and nobody can tell which is newer",
            ));
        }
        let touched = touched(shared.history(), &after, &list, admission, now);
        let would_be = shared.with_history(after);
        self.what_if(touched, (&shared, &would_be), now).await
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
fn parsed(text: &str, saved: Option<Instant>, now: Instant) -> Result<RiskList, Error> {
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
