//! Checking in: one day of quarantine more.

use domain::declaration::Problem;
use domain::ids::PersonId;
use domain::rating::Decision;
use domain::record::CheckIn;
use domain::time::Instant;

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

/// How far a phone's clock may be ahead of ours.
const AHEAD_MS: i64 = 5 * 60 * 1000;
/// How many days after it was made a check-in is still kept. It counts only within its grace.
const MAX_DAYS_LATE: i32 = 14;
/// The most check-ins of one day that are kept.
const MAX_A_DAY: usize = 20;

impl Service {
    /// Keeps a check-in, made now or earlier on a phone without a network, and answers with the decisions. The
    /// same id twice is one check-in. One that comes after its grace is kept and changes nothing.
    pub async fn check_in(
        &self,
        person: PersonId,
        check_in: &CheckIn,
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
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
            problem(&kept, made, now).map_or(Ok(()), |p| Err(Error::Invalid(vec![p])))?;
            draft.check_in(kept);
            Ok(Drafted::Write(()))
        };
        let ((), decisions) = self
            .change(person, Deed::own("check in"), now, draft)
            .await?;
        Ok(decisions)
    }
}

fn problem(check_in: &CheckIn, made_that_day: usize, now: Instant) -> Option<Problem> {
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
            "当天打卡次数过多，先前的打卡已保存",
            "too many check-ins for this day; the earlier ones are kept",
        )
    } else {
        return None;
    };
    Some(Problem::new("made", zh, en))
}
