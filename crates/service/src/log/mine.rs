//! What a person reads of the log: every line about themselves, in their language.

use credential::Hour;
use domain::log::{By, Purpose};
use domain::policy::Text;
use domain::time::Instant;
use storage::OwnLine;

use super::purpose_words::purpose_words;
use super::words::{Reader, action_words, by_words};
use crate::Service;
use crate::error::Error;
use crate::session::Session;

/// Lines of a page.
pub const LOG_PAGE: u32 = 50;

/// A line about the person who reads it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyLine {
    /// Its id: the next page begins behind it.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// Who, in words.
    pub by_words: Text,
    /// For which purpose.
    pub purpose: Purpose,
    /// For which purpose, in words.
    pub purpose_words: Text,
    /// What was done, in words.
    pub action_words: Text,
    /// Where it is sealed; absent while it waits for the end of its hour.
    pub sealed: Option<SealedAt>,
}

/// Where a sealed line stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealedAt {
    /// The start of the hour whose head vouches for it.
    pub hour: Instant,
    /// Its number in that hour.
    pub number: i64,
}

impl Service {
    /// The lines about the holder of a session, newest first, a page at a time: those before line `before`.
    #[crate::boxed]
    pub async fn my_log(
        &self,
        session: &Session,
        before: Option<i64>,
        now: Instant,
    ) -> Result<Vec<MyLine>, Error> {
        let person = session.person()?;
        let before = before.unwrap_or(i64::MAX);
        let lines = self.store.own_lines(person, before, LOG_PAGE).await?;
        // Most people's lines are their own: nobody else is looked for then.
        let by_staff = lines.iter().any(|own| matches!(own.line.by, By::Staff(_)));
        let (staff, alarms) = if by_staff {
            self.store.staff().await?
        } else {
            Default::default()
        };
        self.raise(&alarms, now).await?;
        let office = |by: By| {
            let row = staff.iter().find(|row| by == By::Staff(row.member.id));
            row.map(|row| row.member.office.name.as_str())
        };
        let mine = lines.iter().map(|own| mine(own, office(own.line.by)));
        Ok(mine.collect())
    }
}

fn mine(own: &OwnLine, office: Option<&str>) -> MyLine {
    let sealed = own.sealed.and_then(|(hour, number)| {
        let hour = Hour::from_number(u32::try_from(hour).ok()?).start();
        Some(SealedAt { hour, number })
    });
    MyLine {
        id: own.line.id,
        at: own.line.instant,
        by: own.line.by,
        by_words: by_words(own.line.by, office, Reader::Oneself),
        purpose: own.line.purpose,
        purpose_words: purpose_words(own.line.purpose),
        action_words: action_words(&own.line.action, Reader::Oneself),
        sealed,
    }
}
