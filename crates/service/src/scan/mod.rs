//! Scanning: what a checkpoint is told about the code before it, kept before it is told, exactly once.
//!
//! The code is verified as an offline gate would do it; then the server adds what only it knows: whether the code
//! was replaced, and whether the decision has become worse since it was signed. What is kept is the checkpoint's
//! number, the minute, the verdict, the state and the kind. Nothing of the person is.

mod fresh;
mod memory;
mod offline;
mod words;

use std::collections::HashMap;

use credential::{Recognised, Rules, verify_recognised};
use domain::policy::Text;
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{
    Direction, Gate, Kind, ListAge, Outcome, Presented, Question, Refusal, Verdict, Words,
};
use storage::{ByHand, ScanRow, WriteError};

use crate::Service;
use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::shared::Shared;

pub(crate) use memory::Memory;
pub use offline::JudgedThere;

/// The most scans of one call: a device that was without a network sends what has queued in parts.
pub const MAX_SCANS: usize = 500;
/// How old a scan is that still happens: for an older one it is too late to look anything up.
const LIVE_MS: i64 = 10 * 60_000;
const MINUTE_MS: i64 = 60_000;
/// How far back a scan may lie: longer than any device is without a network.
const MOST_DAYS: i32 = 366;
/// The same in milliseconds, with room for the zone.
const MOST_MS: u64 = 370 * 86_400_000;

/// A scan as the checkpoint's device sends it.
#[derive(Clone, Copy)]
pub struct Scan<'a> {
    /// The device's running number of the day: the same number again is the same scan.
    pub number: i64,
    /// What stood before it.
    pub what: Scanned<'a>,
    /// Which way the person goes.
    pub direction: Direction,
    /// When it was made, by the device's corrected clock.
    pub at: Instant,
    /// What the guard decided, where that is known already.
    pub by_hand: Option<ByHand>,
}

/// What stood before the checkpoint's device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scanned<'a> {
    /// The text of a code.
    Text(&'a str),
    /// The button *no code*.
    NoCode,
    /// A code that the device has judged itself, without a network; its text stays there.
    Judged(JudgedThere),
}

/// What the checkpoint does and says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScanVerdict {
    /// The scan's number.
    pub number: i64,
    /// What it does.
    pub outcome: Outcome,
    /// The state that was shown; absent where no code was, or none that is believed.
    pub state: Option<State>,
    /// The name fragment to compare.
    pub name_fragment: Option<String>,
    /// In one sentence.
    pub words: Text,
    /// At most three things that the guard does.
    pub steps: Vec<Text>,
    /// What is said besides.
    pub remarks: Vec<Text>,
    /// Why the code is not believed, where it is not.
    pub refusal: Option<Refusal>,
}

/// A scan as it is judged, before the row of its number decides.
struct Judged {
    verdict: Verdict,
    state: Option<State>,
    kind: Option<Kind>,
    fragment: Option<String>,
    seen_seconds: Option<i64>,
}

impl Service {
    /// Judges scans and keeps them, before it answers, in the order of the scans. Sent again, a scan is the row that
    /// its number has, and gets that row's answer.
    #[crate::boxed]
    pub async fn scan(
        &self,
        checkpoint: &Checkpoint,
        scans: &[Scan<'_>],
        now: Instant,
    ) -> Result<Vec<ScanVerdict>, Error> {
        check(checkpoint, scans, now)?;
        let shared = self.shared(now).await?;
        let keys: Vec<(Date, i64)> = scans.iter().map(key).collect();
        // What is there already is not asked for: a row is written once, whoever writes it again.
        let mut rows: HashMap<(Date, i64), ScanRow> = HashMap::new();
        let (mut judged, mut new) = (Vec::with_capacity(scans.len()), Vec::new());
        for scan in scans {
            let told = self.judge(checkpoint, scan, &shared, now).await?;
            let known = rows.get(&key(scan));
            let decided = scan.by_hand.is_some() && known.is_some_and(|row| row.by_hand.is_none());
            if known.is_none() || decided {
                let row = row_of(scan, &told, known);
                rows.insert(key(scan), row.clone());
                // One number twice in a call is one row too.
                new.retain(|other: &ScanRow| (other.on, other.number) != key(scan));
                new.push(row);
            }
            judged.push(told);
        }
        if !new.is_empty() && !self.keep_first(checkpoint, &new).await? {
            let batch = self.store.keep_scans(checkpoint.id, &new);
            self.store.write(batch).await?;
            // Where the same number came twice at one moment, one row has won, and both answer with it.
            rows = self.rows(checkpoint, &keys).await?;
        }
        let told = scans.iter().zip(judged);
        told.map(|(scan, judged)| {
            let row = rows.get(&key(scan)).ok_or(Error::Busy)?;
            Ok(judged.answer(row))
        })
        .collect()
    }

    /// Keeps a scan that comes alone and first of its number, as nearly all do: then it is the row, and nothing is read
    /// back. Else it keeps nothing, and says so.
    async fn keep_first(&self, checkpoint: &Checkpoint, new: &[ScanRow]) -> Result<bool, Error> {
        let [alone] = new else {
            return Ok(false);
        };
        let batch = self.store.keep_first_scan(checkpoint.id, alone);
        match self.store.write(batch).await {
            Ok(()) => Ok(true),
            Err(WriteError::Conflict) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    async fn rows(
        &self,
        checkpoint: &Checkpoint,
        keys: &[(Date, i64)],
    ) -> Result<HashMap<(Date, i64), ScanRow>, Error> {
        let rows = self.store.scans(checkpoint.id, keys).await?;
        Ok(rows
            .into_iter()
            .map(|row| ((row.on, row.number), row))
            .collect())
    }

    async fn judge(
        &self,
        checkpoint: &Checkpoint,
        scan: &Scan<'_>,
        shared: &Shared,
        now: Instant,
    ) -> Result<Judged, Error> {
        let at = scan.at.min(now);
        let live = now.ms() - at.ms() < LIVE_MS;
        let policy = shared.policy(checkpoint.city(), now.date())?;
        let keys = shared.keys().published(now)?.set;
        let mut judged = Judged {
            verdict: policy.verdicts.verdict(&Question {
                scene: checkpoint.scene,
                direction: scan.direction,
                presented: Presented::NoCode,
            }),
            state: None,
            kind: None,
            fragment: None,
            seen_seconds: None,
        };
        let text = match scan.what {
            Scanned::Text(text) => text,
            Scanned::NoCode => return Ok(judged),
            Scanned::Judged(there) => return Ok(there.judged()),
        };
        let recognised = verify_recognised(text, &keys, shared.trusted(), at, &Rules::default());
        let presented = match recognised {
            Err(refusal) => Presented::Refused(refusal),
            Ok(recognised) => {
                let Recognised { code, by } = &recognised;
                let mut list_age = ListAge::Fresh;
                let mut fresh = if by.is_none() && live {
                    self.fresh(checkpoint, &code.claims, shared, now).await?
                } else {
                    fresh::as_issued(&code.claims)
                };
                if by.is_some() {
                    fresh.state = recognised.state();
                    (fresh.status, list_age) =
                        self.their_status(&code.claims.status, &policy.verdicts, now);
                }
                if live {
                    let seen_ms = i64::from(policy.verdicts.seen_minutes) * MINUTE_MS;
                    let sight = (checkpoint.id, code.code);
                    judged.seen_seconds = self.memory.see(sight, scan.number, at, seen_ms);
                }
                let seen = judged.seen_seconds.is_some();
                let mut shown = code.shown(at, fresh.status, list_age, seen);
                shown.state = fresh.state;
                shown.pop_up = fresh.pop_up;
                judged.state = Some(shown.state);
                judged.kind = Some(shown.kind);
                judged.fragment = Some(code.claims.bearer.name().to_string());
                Presented::Shown(shown)
            }
        };
        judged.verdict = policy.verdicts.verdict(&Question {
            scene: checkpoint.scene,
            direction: scan.direction,
            presented,
        });
        Ok(judged)
    }
}

impl Judged {
    /// The answer of the row; what is not kept is as it was judged just now.
    fn answer(self, row: &ScanRow) -> ScanVerdict {
        let said = Words::from_id(&row.reason).unwrap_or(self.verdict.words);
        let as_kept = said == self.verdict.words && row.outcome == self.verdict.outcome;
        let steps = self.verdict.steps.iter().filter(|_| as_kept);
        let remarks = self.verdict.remarks.iter().filter(|_| as_kept);
        ScanVerdict {
            number: row.number,
            outcome: row.outcome,
            state: row.state,
            name_fragment: self.fragment,
            words: words::sentence(said),
            steps: steps.map(|step| words::step(*step)).collect(),
            remarks: remarks
                .map(|remark| words::remark(*remark, self.seen_seconds))
                .collect(),
            refusal: match said {
                Words::Refused(refusal) => Some(refusal),
                _ => None,
            },
        }
    }
}

fn key(scan: &Scan<'_>) -> (Date, i64) {
    (scan.at.date(), scan.number)
}

fn row_of(scan: &Scan<'_>, judged: &Judged, known: Option<&ScanRow>) -> ScanRow {
    let (on, number) = key(scan);
    let new = ScanRow {
        on,
        number,
        minute: scan.at.ms().div_euclid(MINUTE_MS),
        outcome: judged.verdict.outcome,
        reason: judged.verdict.words.to_string(),
        state: judged.state,
        kind: judged.kind,
        by_hand: None,
    };
    ScanRow {
        by_hand: scan.by_hand,
        ..known.cloned().unwrap_or(new)
    }
}

fn check(checkpoint: &Checkpoint, scans: &[Scan<'_>], now: Instant) -> Result<(), Error> {
    if scans.len() > MAX_SCANS {
        return Err(Error::field(
            "scans",
            "一次最多500条扫码记录，其余请随后发送",
            "at most 500 scans at once; send the others after them",
        ));
    }
    let days = now.date() - MOST_DAYS..=now.date().next();
    for (position, scan) in scans.iter().enumerate() {
        let refused = |part: &str, zh: &str, en: &str| {
            Err(Error::field(&format!("scans[{position}].{part}"), zh, en))
        };
        if scan.number < 0 {
            let (zh, en) = (
                "请每天从0开始依次编号",
                "begin with 0 each day and count up",
            );
            return refused("number", zh, en);
        }
        let sane = scan.at.ms().abs_diff(now.ms()) < MOST_MS && days.contains(&scan.at.date());
        if !sane {
            return refused(
                "at_ms",
                "时间在将来或太久以前，请按服务器校准本设备的时间",
                "lies in the future, or far back; set the clock of this device by the server's",
            );
        }
        let gate = Gate::of(checkpoint.scene, scan.direction);
        if let Scanned::Judged(there) = scan.what
            && let Some((part, zh, en)) = there.fault(gate)
        {
            return refused(&format!("judged.{part}"), zh, en);
        }
    }
    Ok(())
}
