//! What inspectors and auditors read of the log: who did what and when, and never about whom.
//!
//! The log is kept by hour, not by division, and no line holds a place: whoever may look through it sees all of it. Each
//! question is itself a line.

use credential::Hour;
use domain::ids::{OfficeId, StaffId};
use domain::log::{By, Purpose};
use domain::policy::Text;
use domain::staff::{Member, Office};
use domain::time::Instant;
use storage::{LinePlace, LineSaid, StaffRow};

use super::purpose_words::purpose_told;
use super::words::{Reader, action_words, by_words, choices, is_action};
use super::{Deed, LOG_PAGE, SealedAt};
use crate::Service;
use crate::error::Error;

/// The longest time that one question may be about, in days.
pub const SEARCH_DAYS: i64 = 31;

const DAY_MS: i64 = 86_400_000;
/// Lines that are read at once.
const READ: u32 = 1_000;
/// Lines that a question looks through at most before it answers with what it has.
const LOOKED: u32 = 20_000;

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogQuestion {
    /// The first instant; lines count by the hour in which they are sealed.
    pub from: Instant,
    /// The first instant that is no longer asked for, [`SEARCH_DAYS`] after the first at most.
    pub to: Instant,
    /// One of the actions of [`LogChoices`]; absent: whatever was done.
    pub action: Option<String>,
    /// What members of one office did; absent: whoever it was.
    pub office: Option<OfficeId>,
    /// What an answer gave as its [`LogFound::older`]; absent: the newest lines.
    pub before: Option<LinePlace>,
}

/// A page of lines, newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogFound {
    /// The lines, [`LOG_PAGE`] at most.
    pub lines: Vec<FoundLine>,
    /// From where an older page goes on; absent where all that was asked for was looked through.
    pub older: Option<LinePlace>,
}

/// A sealed line, of which it is not told whom it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundLine {
    /// When.
    pub at: Instant,
    /// Who, in words: of staff the office.
    pub by_words: Text,
    /// For which purpose, in words.
    pub purpose_words: Text,
    /// What was done, in words.
    pub action_words: Text,
    /// Where it is sealed.
    pub sealed: SealedAt,
    /// The server that wrote it.
    pub server: i64,
}

/// What a question can name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogChoices {
    /// The actions, each by its word in the log and in words.
    pub actions: Vec<(&'static str, Text)>,
    /// The offices.
    pub offices: Vec<Office>,
}

impl Service {
    /// What a question to the log can name.
    #[crate::boxed]
    pub async fn log_choices(&self, now: Instant) -> Result<LogChoices, Error> {
        Ok(LogChoices {
            actions: choices(),
            offices: self.offices(now).await?,
        })
    }

    /// Looks through the sealed lines for a member of staff who may. The line of the question is on the disk before anything
    /// is answered. A line that no program of ours has written is not found here; an audit names it.
    #[crate::boxed]
    pub async fn search_log(
        &self,
        member: &Member,
        asked: &LogQuestion,
        now: Instant,
    ) -> Result<LogFound, Error> {
        check(asked)?;
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Audit,
            action: "search log",
        };
        let line = self.note(deed, &words_of(asked), now);
        self.store.write(self.store.log(&line)).await?;
        let (staff, alarms) = self.store.staff().await?;
        self.raise(&alarms, now).await?;
        self.found(asked, &staff).await
    }

    async fn found(&self, asked: &LogQuestion, staff: &[StaffRow]) -> Result<LogFound, Error> {
        let mut found = LogFound {
            lines: Vec::new(),
            older: None,
        };
        let Some(newest) = self.store.newest_head().await? else {
            return Ok(found);
        };
        let from = i64::from(Hour::of(asked.from).number());
        let last = i64::from(Hour::of(asked.to.plus_ms(-1)).number()).min(newest.hour);
        let end = LinePlace {
            hour: last + 1,
            server: i64::MIN,
            number: 0,
        };
        let mut before = asked.before.map_or(end, |before| before.min(end));
        for _page in 0..LOOKED / READ {
            let rows = self.store.lines_back(from, before, READ).await?;
            let is_last = rows.len() < READ as usize;
            for (place, said) in rows {
                before = place;
                found.lines.extend(wanted(asked, staff, place, said));
                if found.lines.len() == LOG_PAGE as usize {
                    found.older = Some(before);
                    return Ok(found);
                }
            }
            if is_last {
                return Ok(found);
            }
        }
        found.older = Some(before);
        Ok(found)
    }
}

/// A line as it is shown, where it is one that was asked for.
fn wanted(
    asked: &LogQuestion,
    staff: &[StaffRow],
    place: LinePlace,
    said: Option<LineSaid>,
) -> Option<FoundLine> {
    let said = said?;
    let action = asked.action.as_deref();
    if action.is_some_and(|action| !is_action(action, &said.action)) {
        return None;
    }
    let office = said.by.staff().and_then(|id| office_of(staff, id));
    if asked.office.is_some() && asked.office != office.map(|office| office.id) {
        return None;
    }
    let hour = Hour::from_number(u32::try_from(place.hour).ok()?).start();
    Some(FoundLine {
        at: said.instant,
        by_words: by_words(said.by, office.map(|o| o.name.as_str()), Reader::Auditor),
        purpose_words: purpose_told(said.purpose),
        action_words: action_words(&said.action, Reader::Auditor),
        sealed: SealedAt {
            hour,
            number: place.number,
        },
        server: place.server,
    })
}

fn office_of(staff: &[StaffRow], id: StaffId) -> Option<&Office> {
    let row = staff.iter().find(|row| row.member.id == id);
    row.map(|row| &row.member.office)
}

/// Refuses what cannot be asked for, by its field.
fn check(asked: &LogQuestion) -> Result<(), Error> {
    let length = asked.to.ms().saturating_sub(asked.from.ms());
    if length <= 0 {
        return Err(Error::field(
            "to_ms",
            "结束须晚于开始，请改日期",
            "must be later than the beginning; choose another date",
        ));
    }
    if length > SEARCH_DAYS * DAY_MS {
        return Err(Error::field(
            "to_ms",
            "一次最多查询31天，请缩短",
            "is more than 31 days after the beginning; ask for a shorter time",
        ));
    }
    let known = |action: &String| choices().iter().any(|(word, _)| word == action);
    if !asked.action.as_ref().is_none_or(known) {
        return Err(Error::field(
            "action",
            "没有这样的操作，请从列表中选择",
            "is none of the log; choose one from the list",
        ));
    }
    Ok(())
}

/// A question as its line vouches for it.
fn words_of(asked: &LogQuestion) -> String {
    let (from, to) = (asked.from.ms(), asked.to.ms());
    let office = asked.office.map(|office| office.0);
    format!(
        "{from} {to} {:?} {office:?} {:?}",
        asked.action, asked.before
    )
}
