//! One propagation at work: threads that take range after range, and this one, which tells and notes how far it came.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use domain::ids::PersonId;
use domain::time::Instant;
use storage::{PersonFacts, PropagationRow, PropagationStep, WriteError};

use super::parked::wait;
use super::search::Search;
use super::track::Track;
use super::{PAGE, Progress, Propagation};
use crate::Service;
use crate::error::Error;

/// So many ranges without anybody are told together.
const QUIET: usize = 64;

/// What the threads share.
struct Work<'a> {
    service: &'a Service,
    row: &'a PropagationRow,
    search: Search,
    now: Instant,
    next: AtomicUsize,
    stop: AtomicBool,
}

/// What a thread has done since its last report.
struct Report {
    ranges: Vec<usize>,
    progress: Progress,
}

impl Service {
    /// Does what is left of a propagation, and says what all of it came to. Whoever else takes it over meanwhile ends it here.
    pub(crate) async fn propagate(
        &self,
        row: &PropagationRow,
        now: Instant,
        mut tell: impl FnMut(Progress),
    ) -> Result<Progress, Error> {
        let work = Work {
            service: self,
            row,
            search: self.search(row.touched.clone(), row.step.upto, now).await?,
            now,
            next: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
        };
        apart(|| work.run(&mut tell))
    }
}

/// Runs what occupies this thread for long; the runtime's other work goes elsewhere.
fn apart<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    let is_shared = Handle::try_current()
        .is_ok_and(|handle| handle.runtime_flavor() == RuntimeFlavor::MultiThread);
    if is_shared {
        tokio::task::block_in_place(work)
    } else {
        work()
    }
}

impl Work<'_> {
    fn run(&self, tell: &mut impl FnMut(Progress)) -> Result<Progress, Error> {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        std::thread::scope(|scope| {
            let (sender, reports) = channel();
            let threads: Vec<_> = (0..processors.min(self.search.ranges.count()))
                .map(|_| {
                    let sender = sender.clone();
                    scope.spawn(move || {
                        let outcome = wait(self.rate_ranges(&sender));
                        if outcome.is_err() {
                            self.stop.store(true, Ordering::Relaxed);
                        }
                        outcome
                    })
                })
                .collect();
            drop(sender);
            let told = self.follow(&reports, tell);
            self.stop.store(told.is_err(), Ordering::Relaxed);
            for thread in threads {
                match thread.join() {
                    Ok(outcome) => outcome?,
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            self.end(told?)
        })
    }

    /// One thread: takes range after range, and reports those whose people are written.
    async fn rate_ranges(&self, reports: &Sender<Report>) -> Result<(), Error> {
        let concerns = |facts: &PersonFacts| self.search.concerns(facts);
        let mut propagation = Propagation::new(self.service, self.now);
        let (mut people, mut ranges, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
        while !self.stop.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let is_last = number >= self.search.ranges.count();
            if !is_last {
                people.extend(self.search.range(self.service, number).await?);
                ranges.push(number);
            }
            if people.len() >= PAGE || ranges.len() >= QUIET || is_last {
                propagation.rate(&people, concerns).await?;
                if people.is_empty() || is_last {
                    propagation.settle().await?;
                    waiting.append(&mut ranges);
                }
                people.clear();
                let report = Report {
                    ranges: std::mem::replace(&mut waiting, std::mem::take(&mut ranges)),
                    progress: propagation.take_progress(),
                };
                // Who listens has gone only where everything stops.
                let _gone = reports.send(report);
            }
            if is_last {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Takes the reports, tells them and notes them, so that whoever takes over begins there.
    fn follow(
        &self,
        reports: &Receiver<Report>,
        tell: &mut impl FnMut(Progress),
    ) -> Result<PropagationStep, Error> {
        let mut track = Track::default();
        let mut step = self.row.step;
        let mut progress = progress_of(&step);
        while let Ok(first) = reports.recv() {
            for report in std::iter::once(first).chain(reports.try_iter()) {
                track.done(&report.ranges);
                progress.add(report.progress);
            }
            let all = self.search.ranges.count().max(1);
            let left = 1_000 - usize::from(progress_of(&self.row.step).share);
            progress.share = (1_000 - left + left * track.count() / all) as u16;
            if let Some(before) = track.next().checked_sub(1) {
                step.upto = PersonId(self.search.ranges.range(before).to);
            }
            tell(progress);
            step = self.note(&step, progress, false)?;
        }
        Ok(step)
    }

    /// Notes that all of it is done.
    fn end(&self, last: PropagationStep) -> Result<Progress, Error> {
        let mut progress = progress_of(&last);
        progress.share = 1_000;
        // What is done keeps nobody's id.
        let all = PropagationStep {
            upto: PersonId(i64::MAX),
            ..last
        };
        self.note(&all, progress, true)?;
        Ok(progress)
    }

    fn note(
        &self,
        before: &PropagationStep,
        progress: Progress,
        done: bool,
    ) -> Result<PropagationStep, Error> {
        let step = PropagationStep {
            beat: before.beat + 1,
            upto: before.upto,
            share: progress.share.into(),
            looked_at: progress.looked_at as i64,
            changed: progress.changed as i64,
            damaged: progress.damaged as i64,
            done,
        };
        let row = PropagationRow {
            step,
            ..self.row.clone()
        };
        let store = &self.service.store;
        match wait(store.write(store.step_propagation(before.beat, &row))) {
            Ok(()) => Ok(step),
            // Another goes on with it.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }
}

/// What a step says to whoever looks.
pub(super) fn progress_of(step: &PropagationStep) -> Progress {
    Progress {
        looked_at: step.looked_at as u64,
        changed: step.changed as u64,
        damaged: step.damaged as u64,
        share: u16::try_from(step.share).unwrap_or(0).min(1_000),
    }
}
