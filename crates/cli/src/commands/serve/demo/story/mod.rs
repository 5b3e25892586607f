//! The story that a demonstration tells of itself: a morning in a city, chapter by chapter. Nothing in it is put: the three
//! people act over HTTP like everybody, in the second of the sample channels, and staff are the simulated colleagues, who sign what
//! they propose and agree to.
//!
//! What was told stands in a file beside the database, so a demo that was stopped goes on with its next chapter. It is told once:
//! an order that runs outlives the wish to be erased, and a clock never goes back.

mod alone;
mod appeal;
mod cast;
mod days;
mod gate;
mod green;
mod hands;
mod list;
mod train;
mod visit;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::anyhow;
use domain::time::Instant;
use server::{Chapter, ChapterTold, Story};
use service::{Chance, Error};
use tokio::sync::Mutex;

use super::Running;
use crate::edge;
use visit::Sessions;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: i64 = 24 * 60;
/// The chapters in their order, each with the minute of the day at which it happens at the earliest.
const CHAPTERS: [(Chapter, i64); 7] = [
    (Chapter::Green, 7 * 60 + 30),
    (Chapter::List, 8 * 60),
    (Chapter::Gate, 8 * 60 + 20),
    (Chapter::Train, 9 * 60),
    (Chapter::Alone, 10 * 60),
    (Chapter::Appeal, 11 * 60),
    (Chapter::Days, 12 * 60),
];

/// What the story has come to, and what it needs to go on.
pub(super) struct StoryTeller {
    file: PathBuf,
    folder: String,
    /// Where the service listens on this machine.
    at: SocketAddr,
    chance: Arc<dyn Chance>,
    told: Mutex<Vec<ChapterTold>>,
    sessions: Sessions,
}

/// A chapter while it happens.
struct Stage<'a> {
    demo: &'a Running,
    /// When the first chapter happened, or now.
    began: Instant,
}

impl StoryTeller {
    /// The story of the demonstration in a folder, as far as it was told.
    pub(super) fn of(folder: &Path, at: SocketAddr) -> anyhow::Result<Self> {
        let file = folder.join("story.json");
        let told = match std::fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text).map_err(|e| {
                anyhow!(
                    "{}: {e}; remove the folder and start the demo anew",
                    file.display()
                )
            })?,
            Err(_) => Vec::new(),
        };
        Ok(Self {
            file,
            folder: folder.display().to_string(),
            at,
            chance: edge::chance()?,
            told: Mutex::new(told),
            sessions: Sessions::default(),
        })
    }

    /// What was told.
    pub(super) async fn so_far(&self) -> Story {
        self.story(&self.told.lock().await)
    }

    fn story(&self, told: &[ChapterTold]) -> Story {
        let ahead = CHAPTERS.iter().skip(told.len());
        Story {
            told: told.to_vec(),
            ahead: ahead.map(|(chapter, _)| *chapter).collect(),
            folder: self.folder.clone(),
        }
    }

    fn keep(&self, told: &mut Vec<ChapterTold>, chapter: ChapterTold) -> Result<(), Error> {
        told.push(chapter);
        let text = serde_json::to_string(told).map_err(|e| Error::Refused(e.to_string()))?;
        let written = edge::write_whole(&self.file, text.as_bytes());
        written.map_err(|e| Error::Refused(format!("{e:#}")))
    }

    fn id(&self) -> i64 {
        ((self.chance.bits() >> 1) as i64).max(1)
    }
}

impl Running {
    /// Does what the next chapter tells, where so many were told.
    pub(super) async fn tell_next(&self, read: usize) -> Result<Story, Error> {
        let mut told = self.story.told.lock().await;
        if let Some((chapter, minute)) = CHAPTERS.get(read).filter(|_| read == told.len()) {
            let now = self.clock.now();
            let began = told.first().map(|first| Instant::from_ms(first.at_ms));
            self.come_to(begins(began, *minute, now)).await?;
            let stage = Stage {
                demo: self,
                began: began.unwrap_or_else(|| self.clock.now()),
            };
            let played = stage.play(*chapter).await?;
            self.story.keep(&mut told, played)?;
        }
        Ok(self.story.story(&told))
    }
}

/// When a chapter begins: on the day of the first, and that one in the next morning.
fn begins(began: Option<Instant>, minute: i64, now: Instant) -> Instant {
    let at = |instant: Instant| instant.date().start().plus_ms(minute * MINUTE_MS);
    match began {
        Some(began) => at(began),
        None if at(now) < now => at(now).plus_ms(DAY_MINUTES * MINUTE_MS),
        None => at(now),
    }
}

impl Stage<'_> {
    fn now(&self) -> Instant {
        self.demo.clock.now()
    }

    async fn play(&self, chapter: Chapter) -> Result<ChapterTold, Error> {
        match chapter {
            Chapter::Green => self.green().await,
            Chapter::List => self.list().await,
            Chapter::Gate => self.gate().await,
            Chapter::Train => self.train().await,
            Chapter::Alone => self.alone().await,
            Chapter::Appeal => self.appeal().await,
            Chapter::Days => self.days().await,
        }
    }

    /// A chapter that happens now, of which nothing is told yet.
    fn blank(&self, chapter: Chapter) -> ChapterTold {
        ChapterTold {
            chapter,
            at_ms: self.now().ms(),
            people: Vec::new(),
            counted: Vec::new(),
            offices: Vec::new(),
            said: Vec::new(),
            log: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_3_the_story_begins_in_a_morning_and_its_chapters_happen_on_that_day() {
        let midnight = Instant::from_ms(1_657_728_000_000);
        let at = |minute: i64| midnight.plus_ms(minute * MINUTE_MS);
        assert_eq!(begins(None, 450, at(60)), at(450), "before half past seven");
        assert_eq!(
            begins(None, 450, at(480)),
            at(DAY_MINUTES + 450),
            "after it"
        );
        let began = Some(at(DAY_MINUTES + 450));
        assert_eq!(
            begins(began, 480, at(DAY_MINUTES + 451)),
            at(DAY_MINUTES + 480)
        );
    }
}
