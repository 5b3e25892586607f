//! By which clock a database lives: a real one by the machine's, a demo by its own, which can be years away.
//!
//! A demo's clock is the machine's, moved by a number that stands in a file beside the database. So whoever opens
//! the demo, the running service and a command beside it, reads the same time, and a demo that was stopped goes on
//! as if it had run: its time never goes back behind what its database has seen. The number only ever
//! grows.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, anyhow, bail};
use domain::time::{Date, Instant};

use crate::edge;

const DAY_MS: i64 = 86_400_000;

/// A clock that runs with the machine's, so many milliseconds away from it.
pub(crate) struct Clock {
    ahead_ms: AtomicI64,
    /// Where a demo keeps how far its clock is away.
    file: Option<PathBuf>,
}

impl Clock {
    /// The machine's clock.
    pub(crate) const fn of_the_machine() -> Self {
        Self {
            ahead_ms: AtomicI64::new(0),
            file: None,
        }
    }

    /// The clock of the demo in the database at `address`, which has been started before.
    pub(crate) fn of_demo(address: &str) -> anyhow::Result<Self> {
        let file = file_of(address)?;
        let text = std::fs::read_to_string(&file).with_context(|| {
            format!(
                "{}: the clock of the demo cannot be read; remove the folder and start the demo anew",
                file.display()
            )
        })?;
        let ahead_ms = text.trim().parse().map_err(|_| {
            anyhow!(
                "{}: is no number of milliseconds; remove the folder and start the demo anew",
                file.display()
            )
        })?;
        Ok(Self {
            ahead_ms: AtomicI64::new(ahead_ms),
            file: Some(file),
        })
    }

    /// The clock of a new demo, which shows `start` now.
    pub(crate) fn of_new_demo(address: &str, start: Instant) -> anyhow::Result<Self> {
        let clock = Self {
            ahead_ms: AtomicI64::new(start.ms() - edge::now().ms()),
            file: Some(file_of(address)?),
        };
        clock.keep()?;
        Ok(clock)
    }

    /// What it shows.
    pub(crate) fn now(&self) -> Instant {
        edge::now().plus_ms(self.ahead_ms.load(Ordering::Relaxed))
    }

    /// Moves it on to a date, where it has not come so far; the time of day stays. It never goes back.
    pub(crate) fn reach(&self, date: Date) -> anyhow::Result<()> {
        match date - self.now().date() {
            days @ 1.. => self.advance(days),
            _ => Ok(()),
        }
    }

    /// Moves it on to an instant, where it has not come so far. It never goes back.
    pub(crate) fn reach_instant(&self, instant: Instant) -> anyhow::Result<()> {
        match instant.ms() - self.now().ms() {
            ms @ 1.. => self.advance_ms(ms),
            _ => Ok(()),
        }
    }

    /// Moves it on by whole days. It is on the disk before anybody reads the new time.
    pub(crate) fn advance(&self, days: i32) -> anyhow::Result<()> {
        self.advance_ms(i64::from(days) * DAY_MS)
    }

    fn advance_ms(&self, ms: i64) -> anyhow::Result<()> {
        let ahead_ms = self.ahead_ms.load(Ordering::Relaxed) + ms;
        let moved = Self {
            ahead_ms: AtomicI64::new(ahead_ms),
            file: self.file.clone(),
        };
        moved.keep()?;
        self.ahead_ms.store(ahead_ms, Ordering::Relaxed);
        Ok(())
    }

    fn keep(&self) -> anyhow::Result<()> {
        let Some(file) = &self.file else {
            bail!("the clock of the machine is not moved from here");
        };
        let text = format!("{}\n", self.ahead_ms.load(Ordering::Relaxed));
        edge::write_whole(file, text.as_bytes())
    }
}

impl server::Clock for Clock {
    fn now(&self) -> Instant {
        self.now()
    }
}

/// The file beside the database in which a demo keeps its clock.
pub(crate) fn file_of(address: &str) -> anyhow::Result<PathBuf> {
    Ok(edge::path_of(address)?.with_extension("clock"))
}
