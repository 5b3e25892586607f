//! The line that stands in the log for what was done, by whom and for which purpose.

mod app_words;
mod apply_words;
mod audit;
mod care_words;
mod channel_words;
mod correction_words;
mod counter_words;
mod event_words;
mod family_words;
mod itinerary_words;
mod look;
mod mine;
mod organisation_words;
mod purpose_words;
mod result_words;
mod seal;
mod search;
mod words;

pub use mine::{LOG_PAGE, MyLine, SealedAt};
pub use purpose_words::purpose_words;
pub use seal::{LOG_DAYS, Sealed};
pub use search::{FoundLine, LogChoices, LogFound, LogQuestion, SEARCH_DAYS};

use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::time::Instant;
use storage::{Alias, LogLine};

use crate::Service;
use crate::error::Error;

/// The number of the only server that an embedded database has.
const SERVER: i64 = 1;

/// Who did what, for which purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Deed {
    pub(crate) by: By,
    pub(crate) purpose: Purpose,
    pub(crate) action: &'static str,
}

impl Deed {
    /// A person did it, in their own affairs.
    pub(crate) const fn own(action: &'static str) -> Self {
        Self {
            by: By::Person,
            purpose: Purpose::Own,
            action,
        }
    }

    /// A rule, a list or a date did it.
    pub(crate) const fn automatic(action: &'static str) -> Self {
        Self {
            by: By::System,
            purpose: Purpose::Automatic,
            action,
        }
    }

    /// Whoever runs the service did it.
    pub(crate) const fn operation(action: &'static str) -> Self {
        Self {
            by: By::System,
            purpose: Purpose::Operation,
            action,
        }
    }
}

/// Whose affairs something is, and by whose hand it is done: their own, or that of who holds them as a family member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hand {
    pub(crate) person: PersonId,
    pub(crate) by: By,
}

impl Hand {
    /// The affairs of `person`, by the hand of who holds them.
    pub(crate) const fn of_guardian(person: PersonId) -> Self {
        Self {
            person,
            by: By::Guardian,
        }
    }

    /// What is done.
    pub(crate) const fn deed(self, action: &'static str) -> Deed {
        Deed {
            by: self.by,
            purpose: Purpose::Own,
            action,
        }
    }
}

impl From<PersonId> for Hand {
    fn from(person: PersonId) -> Self {
        Self {
            person,
            by: By::Person,
        }
    }
}

impl Service {
    /// The line of a deed that is about no person; `words` is what was published.
    pub(crate) fn note(&self, deed: Deed, words: &str, now: Instant) -> LogLine {
        self.line(deed, None, words, now)
    }

    /// The line of a deed about a person, under their name in the log; `words` is what was written or shown.
    pub(crate) async fn line_about(
        &self,
        person: PersonId,
        deed: Deed,
        words: &str,
        now: Instant,
    ) -> Result<LogLine, Error> {
        let alias = self.store.alias_of(person).await?;
        Ok(self.line(deed, alias, words, now))
    }

    pub(crate) fn line(
        &self,
        deed: Deed,
        alias: Option<Alias>,
        words: &str,
        now: Instant,
    ) -> LogLine {
        LogLine {
            id: self.line_ids.next(&*self.chance, now),
            server: SERVER,
            instant: now,
            alias,
            by: deed.by,
            purpose: deed.purpose,
            action: deed.action.to_owned(),
            digest: self.store.digest(words),
        }
    }
}
