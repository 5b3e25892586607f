//! Reading the events that are in force: only those whose proposals hold.

use domain::contact::{ContactRules, EventFile, Events, event_file};
use domain::proposal::What;
use domain::time::{Date, Instant};
use storage::{Alarm, AlarmKind, EventFileRow};

use super::publish::EVENT_DAYS;
use crate::Service;
use crate::code::DAY_MS;
use crate::error::Error;
use crate::proposal::digits;

impl Service {
    /// The events of every file that two or three signed, and what does not hold. A file without its signatures is not read: a
    /// row put into the database colours nobody.
    pub(crate) async fn load_events(&self, now: Instant) -> Result<(Events, Vec<Alarm>), Error> {
        let since = now.plus_ms(-EVENT_DAYS * DAY_MS);
        let found = self.store.event_files(since).await?;
        let (mut files, mut alarms) = (Vec::new(), found.alarms);
        for row in found.rows {
            match self.signed_file(&row, now).await? {
                Signed::Holds(file) => files.push(file),
                Signed::Gone => {}
                Signed::Unsigned => {
                    alarms.push(Alarm::of_proposal(AlarmKind::Unsigned, row.proposal));
                }
            }
        }
        Ok((Events::of(files), alarms))
    }

    async fn signed_file(&self, row: &EventFileRow, now: Instant) -> Result<Signed, Error> {
        let Some(proven) = self.proven(row.proposal, now).await? else {
            return self.without_content(row, now).await;
        };
        let onset = match &proven.content.what {
            What::Events { .. } => None,
            What::Case { onset, .. } => Some(*onset),
            _ => return Ok(Signed::Unsigned),
        };
        let same = proven.content.what.file_digest() == Some(&digits(&row.text));
        if !same || proven.content.place != row.place {
            return Ok(Signed::Unsigned);
        }
        Ok(parsed(row, onset, proven.content.made.date()))
    }

    /// A case whose content went with the person takes its events along, which opens nothing any more and takes nothing back
    /// (`domain::contact::Events::outlived`). What was taken back before stays said, for whoever could not be rated by then.
    /// Anything else without content was altered.
    async fn without_content(&self, row: &EventFileRow, now: Instant) -> Result<Signed, Error> {
        let id = row.proposal;
        let proposal = self.store.proposal(id).await?.rows;
        let names_person = proposal.is_some_and(|row| row.proposal.kind.names_person());
        if !names_person || self.content_of(id, now).await?.is_some() {
            return Ok(Signed::Unsigned);
        }
        let day = row.published.date();
        Ok(match row.ended {
            Some(_) => parsed(row, Some(day), day),
            None => Signed::Gone,
        })
    }
}

/// Whether a file of events may be read.
enum Signed {
    Holds(EventFile),
    Gone,
    Unsigned,
}

/// A file that was readable when it was proposed is readable.
fn parsed(row: &EventFileRow, onset: Option<Date>, made: Date) -> Signed {
    match event_file(&row.text, ContactRules::built_in(), onset, made) {
        Ok(events) => Signed::Holds(EventFile {
            proposal: row.proposal,
            place: row.place,
            of_case: onset.is_some(),
            published: row.published,
            ended: row.ended,
            events,
        }),
        Err(_) => Signed::Unsigned,
    }
}
