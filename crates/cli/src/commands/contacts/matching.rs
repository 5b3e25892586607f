//! `healthcode contacts match`: events against visits and legs, on all of the machine's cores.

use std::thread;

use domain::contact::{Contact, ContactRules, LegIndex, Prepared, VisitIndex, Where};

use super::read::{self, Ids, Names, Told};
use super::report::{self, Found};
use crate::arguments::ContactsMatch;
use crate::commands::progress;
use crate::output::{Answer, Output};

/// The most events that a note names.
const MOST_NAMED: usize = 5;

/// Where others were, with their names.
pub(super) struct Others {
    pub(super) visits: Option<(VisitIndex, Ids)>,
    pub(super) legs: Option<(LegIndex, Ids)>,
}

pub(crate) fn run(asked: &ContactsMatch, output: &Output) -> anyhow::Result<Answer> {
    let own = asked.rules.as_deref().map(super::rules).transpose()?;
    let rules = own.as_ref().unwrap_or(ContactRules::built_in());
    let mut names = Names::default();
    let events = read::events(&asked.events, &mut names)?;
    let visits = asked
        .visits
        .as_deref()
        .map(|path| read::visits(path, &mut names));
    let legs = asked.legs.as_deref().map(read::legs);
    let others = Others {
        visits: visits.transpose()?,
        legs: legs.transpose()?,
    };
    let mut answer = Answer::of(all_asked(&events, &others, output));
    let mut prepared = Vec::new();
    for (event, number) in events.iter().zip(0..) {
        if !others.are_asked(event) {
            continue;
        }
        match Prepared::of(rules, number, &event.event) {
            Ok(ready) => prepared.push(ready),
            Err(unfit) => {
                let (text, line) = (unfit.text(), event.line);
                let file = asked.events.display();
                output.note(&format!(
                    "{file}, line {line}, {}: {} ({}); {}",
                    unfit.field(),
                    text.en,
                    event.id,
                    text.zh
                ));
                answer = Answer::No;
            }
        }
    }
    let found = matched(&prepared, &others);
    for (event, contacts) in prepared.iter().zip(found) {
        let told: &Told = &events[event.number as usize];
        let found = Found {
            rules,
            others: &others,
            event,
            id: &told.id,
            contacts,
        };
        answer = answer.and(report::event(&found, asked, output));
    }
    Ok(answer)
}

impl Others {
    /// Whether there are legs for an event aboard, or visits for one at a venue.
    fn are_asked(&self, told: &Told) -> bool {
        match told.event.place {
            Where::Aboard(_) => self.legs.is_some(),
            Where::Venue(_) => self.visits.is_some(),
        }
    }
}

/// Whether every event can be matched; of those for which no file was given it says so, because nobody was looked for.
fn all_asked(events: &[Told], others: &Others, output: &Output) -> bool {
    let left: Vec<&str> = events
        .iter()
        .filter(|told| !others.are_asked(told))
        .map(|told| told.id.as_str())
        .collect();
    if left.is_empty() {
        return true;
    }
    let (zh, en) = if others.legs.is_none() {
        ("交通工具事件，请用--legs提供行程", "aboard: give --legs")
    } else {
        (
            "场所事件，请用--visits提供到访",
            "at a venue: give --visits",
        )
    };
    let more = if left.len() > MOST_NAMED { ", …" } else { "" };
    let named = left[..left.len().min(MOST_NAMED)].join(", ");
    output.note(&format!(
        "{} events were not matched, because they are {en} ({named}{more}); {}起{zh}",
        left.len(),
        left.len()
    ));
    false
}

/// The contacts of each event, in the order of the events; the events are shared out among the cores.
fn matched(events: &[Prepared<'_>], others: &Others) -> Vec<Vec<Contact>> {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let bar = progress::count(events.len() as u64, "events");
    let share = events.len().div_ceil(threads).max(1);
    let found = thread::scope(|scope| {
        let workers: Vec<_> = events
            .chunks(share)
            .map(|events| {
                let bar = &bar;
                scope.spawn(move || {
                    let each = events.iter().map(|event| {
                        bar.inc(1);
                        contacts(event, others)
                    });
                    each.collect::<Vec<_>>()
                })
            })
            .collect();
        let joined = workers.into_iter().map(|worker| match worker.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.flatten().collect()
    });
    bar.finish_and_clear();
    found
}

/// The contacts of one event, nearest first.
fn contacts(event: &Prepared<'_>, others: &Others) -> Vec<Contact> {
    let mut found = Vec::new();
    if let Some((visits, _)) = &others.visits {
        visits.contacts(event, &mut found);
    }
    if let Some((legs, _)) = &others.legs {
        legs.contacts(event, &mut found);
    }
    found.sort_unstable_by_key(|contact| (contact.class, contact.row));
    found
}
