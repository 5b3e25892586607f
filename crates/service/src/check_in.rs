//! Checking in: one day of quarantine more.

use domain::declaration::Problem;
use domain::rating::Decision;
use domain::record::CheckIn;
use domain::time::Instant;
use storage::Word;

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Hand;
use crate::shared::Shared;

/// How far a phone's clock may be ahead of ours.
const AHEAD_MS: i64 = 5 * 60 * 1000;
/// How many days after it was made a check-in is still kept. It counts only within its grace.
const MAX_DAYS_LATE: i32 = 14;
/// The most check-ins of one day that are kept.
const MAX_A_DAY: usize = 20;
/// The longest free words, in characters.
const MAX_WORDS: usize = 500;

/// A check-in and what was written in free words beside it.
pub struct CheckInSaid<'a> {
    /// What is kept and rated.
    pub check_in: &'a CheckIn,
    /// The free words, at most 500 characters: sealed, and read by no rule.
    pub words: Option<Word>,
}

impl<'a> From<&'a CheckIn> for CheckInSaid<'a> {
    fn from(check_in: &'a CheckIn) -> Self {
        let words = None;
        Self { check_in, words }
    }
}

impl Service {
    /// Keeps a check-in, made now or earlier on a phone without a network, with what was written beside it, and answers
    /// with the decisions. The same id twice is one check-in. One that comes after its grace is kept and changes nothing.
    pub async fn check_in(
        &self,
        by: impl Into<Hand>,
        said: impl Into<CheckInSaid<'_>>,
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let by = by.into();
        let CheckInSaid { check_in, words } = said.into();
        let words = words.as_ref().filter(|words| !words.trim().is_empty());
        let draft = |facts: &_, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            if draft.record.check_ins.iter().any(|c| c.id == check_in.id) {
                return Ok(Drafted::Leave(()));
            }
            let kept = CheckIn {
                // A clock that is ahead counts for today: nobody checks in for tomorrow.
                on: check_in.made.min(now).date(),
                recorded: now,
                ..check_in.clone()
            };
            let made = draft
                .record
                .check_ins
                .iter()
                .filter(|c| c.on == kept.on)
                .count();
            let problem = problem(&kept, made, now).or_else(|| wordy(words));
            problem.map_or(Ok(()), |p| Err(Error::Invalid(vec![p])))?;
            if let Some(words) = words {
                draft.batch.check_in_words(kept.id, words);
            }
            draft.check_in(kept);
            Ok(Drafted::Write(()))
        };
        let ((), decisions) = self
            .change(by.person, by.deed("check in"), now, draft)
            .await?;
        Ok(decisions)
    }
}

fn wordy(words: Option<&Word>) -> Option<Problem> {
    let long = words.is_some_and(|words| words.chars().count() > MAX_WORDS);
    long.then(|| {
        Problem::new(
            "words",
            "补充说明不能超过500字，请缩短后重新打卡",
            "longer than 500 characters; shorten it and check in again",
        )
    })
}

/// What is wrong with the time of a check-in, or with how many there are of its day.
pub(crate) fn problem(check_in: &CheckIn, made_that_day: usize, now: Instant) -> Option<Problem> {
    let (zh, en) = if check_in.made.ms() > now.ms() + AHEAD_MS {
        (
            "打卡时间在将来，请校准手机时间后重新打卡",
            "lies in the future; set the phone's clock and check in again",
        )
    } else if now.date() - check_in.on > MAX_DAYS_LATE {
        (
            "打卡时间在14天以前，请为今天打卡",
            "lies more than 14 days back; check in for today",
        )
    } else if made_that_day >= MAX_A_DAY {
        (
            "当天打卡次数过多；先前的打卡已保存，无需再打",
            "too many check-ins for this day; the earlier ones are kept, and none is needed any more",
        )
    } else {
        return None;
    };
    Some(Problem::new("made", zh, en))
}
