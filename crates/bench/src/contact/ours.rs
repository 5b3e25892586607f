//! Our index, asked on two threads.

use std::thread;

use anyhow::anyhow;
use domain::contact::{Contact, ContactRules, Event, Prepared, VisitIndex, Visits};

use super::Found;
use super::invented::{Invented, event};

/// Threads that share the events.
const THREADS: usize = 2;

/// The index, and the events.
pub(crate) struct Ours {
    index: VisitIndex,
    events: Vec<Event>,
}

impl Ours {
    /// Loads and sorts the visits.
    pub(crate) fn load(invented: &Invented) -> Self {
        let mut visits = Visits::with_capacity(invented.visits as usize);
        for visit in invented.all() {
            visits.push(visit);
        }
        Self {
            index: visits.index(),
            events: invented.stays().into_iter().map(event).collect(),
        }
    }

    /// Every contact of every event.
    pub(crate) fn contacts(&self) -> anyhow::Result<Vec<Contact>> {
        let share = self.events.len().div_ceil(THREADS).max(1);
        let found = thread::scope(|scope| {
            let shares = self.events.chunks(share).zip(0_u32..);
            let workers: Vec<_> = shares
                .map(|(events, part)| {
                    let first = part * share as u32;
                    scope.spawn(move || self.some(events, first))
                })
                .collect();
            let joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
            joined.collect::<Result<Vec<_>, _>>()
        });
        let parts = found.map_err(|_| anyhow!("a thread ended early"))?;
        let parts: Result<Vec<Vec<Contact>>, _> = parts.into_iter().collect();
        Ok(parts?.concat())
    }

    fn some(&self, events: &[Event], first: u32) -> anyhow::Result<Vec<Contact>> {
        let mut found = Vec::new();
        for (event, number) in events.iter().zip(first..) {
            let prepared = Prepared::of(ContactRules::built_in(), number, event);
            let prepared = prepared.map_err(|unfit| anyhow!("event {number}: {unfit}"))?;
            self.index.contacts(&prepared, &mut found);
        }
        Ok(found)
    }

    /// One event alone, by its number: how many contacts it has.
    pub(crate) fn one(&self, number: usize) -> anyhow::Result<usize> {
        let events = self.events.get(number..=number).unwrap_or_default();
        Ok(self.some(events, number as u32)?.len())
    }

    /// How many events there are.
    pub(crate) fn events(&self) -> usize {
        self.events.len()
    }
}

/// What was found of the visits of which one in `every` is looked at.
pub(crate) fn found(contacts: &[Contact], every: u64) -> Found {
    let mut found = Found::default();
    for contact in contacts.iter().filter(|c| c.row.is_multiple_of(every)) {
        found.contacts += 1;
        found.rows += contact.row;
    }
    found
}
