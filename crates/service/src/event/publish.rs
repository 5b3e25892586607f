//! The arrival of events: tried on whoever they can touch, published, and exactly these people rated again.

use domain::contact::{ContactRules, EventFile, EventSaid, event_file};
use domain::declaration::Problem;
use domain::ids::{ProposalId, StaffId};
use domain::log::By;
use domain::place::DivisionCode;
use domain::rating::Touched;
use domain::time::{Date, Instant};
use storage::{Batch, EventFileRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::propagate::Cause;
use crate::shared::Shared;
use crate::what_if::{Looked, WhatIf};

/// For how many days a file of events is kept (P): three windows, so that it opens nothing any more. An order that rests on it goes on
/// without it, and one that has ended stays ended.
pub(crate) const EVENT_DAYS: i64 = 180;
/// How often what others publish meanwhile makes events be brought anew.
const TRIES: usize = 16;

/// Of which proposal a file of events is.
#[derive(Clone, Copy)]
pub(crate) struct EventsOf {
    /// The proposal.
    pub(crate) proposal: ProposalId,
    /// Who answers for it.
    pub(crate) place: DivisionCode,
    /// Who proposed it.
    pub(crate) by: StaffId,
    /// The onset, where it is of one case.
    pub(crate) onset: Option<Date>,
    /// The date on which it was proposed: what could be read then can be read later.
    pub(crate) made: Date,
}

impl Service {
    /// Whom a file of events that staff ask for would change. Each try is counted.
    pub(crate) async fn try_events(
        &self,
        text: &str,
        of: EventsOf,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let events = file(text, of, now)?.events;
        self.check_venues(&events, of.place, now).await?;
        self.count_openings(&events, of.by, now).await?;
        self.what_if_events(text, of, now, looked).await
    }

    /// Whom a file of events would change, tried on the same people and written nowhere.
    pub(crate) async fn what_if_events(
        &self,
        text: &str,
        of: EventsOf,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let file = file(text, of, now)?;
        let met = self.met_by(&file.events, By::Staff(of.by), now).await?;
        let shared = self.shared(now).await?;
        let would_be = shared.with_events(file);
        let touched = touched(&shared, &would_be, now);
        self.what_if_met(touched, &met, (&*shared, &would_be), now, looked)
            .await
    }

    /// Brings a file of events into force and rates whom it touches. Done again it does nothing: a crash leaves the propagation,
    /// which was written with it.
    pub(crate) async fn publish_events(
        &self,
        text: &str,
        of: EventsOf,
        now: Instant,
    ) -> Result<(), Error> {
        let file = file(text, of, now)?;
        let row = EventFileRow {
            proposal: file.proposal,
            place: file.place,
            published: now,
            ended: None,
            text: text.to_owned(),
        };
        let line = self.note(Deed::operation("publish events"), text, now);
        let events = file.events.clone();
        let met = self.met_by(&events, By::System, now).await?;
        self.meet(met, now).await?;
        self.change_events(file, now, |before| {
            self.store.publish_events(&row, before.generation(), &line)
        })
        .await?;
        // Who left between the two had no fact to write their end into.
        let met = self.met_by(&events, By::System, now).await?;
        self.meet(met, now).await
    }

    /// Takes the events of a case back.
    pub(crate) async fn end_events(&self, id: ProposalId, now: Instant) -> Result<(), Error> {
        let shared = self.shared(now).await?;
        let Some(file) = shared.events().file(id).filter(|file| file.ended.is_none()) else {
            return Ok(());
        };
        let ended = EventFile {
            ended: Some(now),
            ..file.clone()
        };
        let kept = self.store.event_files(Instant::from_ms(0)).await?;
        self.raise(&kept.alarms, now).await?;
        let Some(row) = kept.rows.into_iter().find(|row| row.proposal == id) else {
            return Ok(());
        };
        let line = self.note(Deed::operation("end events"), &id.0.to_string(), now);
        self.change_events(ended, now, |before| {
            self.store.end_events(&row, now, before.generation(), &line)
        })
        .await
    }

    async fn change_events(
        &self,
        file: EventFile,
        now: Instant,
        publication: impl Fn(&Shared) -> Batch,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let before = self.shared(now).await?;
            let there = before.events().file(file.proposal);
            if there.is_some_and(|there| there.ended.is_some() == file.ended.is_some()) {
                return Ok(());
            }
            let would_be = before.with_events(file.clone());
            let what = (Cause::Event, touched(&before, &would_be, now));
            match self
                .begin(Some(publication(&before)), what, &before, now)
                .await
            {
                Ok(begun) => {
                    self.propagate(&begun, now, |_| {}).await?;
                    return Ok(());
                }
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }
}

/// Whoever made a journey or a visit about which the events say something else.
fn touched(before: &Shared, after: &Shared, now: Instant) -> Touched {
    let differing = before.events().differing(after.events());
    Touched::by_events(differing, now.date())
}

fn file(text: &str, of: EventsOf, now: Instant) -> Result<EventFile, Error> {
    Ok(EventFile {
        proposal: of.proposal,
        place: of.place,
        of_case: of.onset.is_some(),
        published: now,
        ended: None,
        events: events_said(text, of.onset, of.made)?,
    })
}

/// The events of a file, or what is wrong with it by line and field.
pub(crate) fn events_said(
    text: &str,
    onset: Option<Date>,
    today: Date,
) -> Result<Vec<EventSaid>, Error> {
    event_file(text, ContactRules::built_in(), onset, today).map_err(|faults| {
        let problem = |fault: domain::contact::EventFault| {
            let (line, field) = (fault.line, fault.field);
            let field = format!("what.text[{line}].{field}");
            Problem::new(field, fault.text.zh, fault.text.en)
        };
        Error::Invalid(faults.into_iter().map(problem).collect())
    })
}
