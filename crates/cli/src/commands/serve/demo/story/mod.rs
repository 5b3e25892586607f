//! The story that a demonstration tells of itself: a morning in a city, chapter by chapter. Nothing in it is put: the three
//! people act over HTTP like everybody, in the second of the sample channels, and staff are the simulated colleagues, who sign what
//! they propose and agree to.
//!
//! What was told stands in a file beside the database (`kept`), so a demo that was stopped goes on with its next chapter. It is told
//! once: an order that runs outlives the wish to be erased, and a clock never goes back. A chapter happens to its end whoever waits
//! for it; one that the end of the program or a failure cut off is tried again, which takes up or takes back what the first try left
//! (`hands`, `leftovers`).

mod alone;
mod appeal;
mod cast;
mod days;
mod gate;
mod green;
mod hands;
mod kept;
mod leftovers;
mod list;
mod train;
mod visit;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::policy::Text;
use domain::time::Instant;
use server::{Chapter, ChapterTold, Story};
use service::{Chance, Error};
use tokio::sync::watch;

use super::Running;
use crate::edge;
use kept::Kept;
use visit::Sessions;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: i64 = 24 * 60;
/// How long an answer waits for a chapter: less than the server lets a request take, and less than a page waits for an answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// The minute of the day at which the story begins.
const BEGINS: i64 = 7 * 60 + 30;
/// The chapters in their order, each with the minute of the day at which it happens at the earliest.
const CHAPTERS: [(Chapter, i64); 7] = [
    (Chapter::Green, BEGINS),
    (Chapter::List, 8 * 60),
    (Chapter::Gate, 8 * 60 + 20),
    (Chapter::Train, 9 * 60),
    (Chapter::Alone, 10 * 60),
    (Chapter::Appeal, 11 * 60),
    (Chapter::Days, 12 * 60),
];

/// What the story has come to, and what it needs to go on.
pub(super) struct StoryTeller {
    folder: PathBuf,
    /// Where the service answers on this machine without TLS.
    at: SocketAddr,
    chance: Arc<dyn Chance>,
    course: watch::Sender<Course>,
    sessions: Sessions,
}

/// How far it has come. Only the chapter that happens changes it.
struct Course {
    kept: Kept,
    /// Whether the next chapter happens just now.
    happening: bool,
    /// What kept the next chapter from happening, the last time.
    failure: Option<Text>,
}

/// A chapter while it happens.
struct Stage<'a> {
    demo: &'a Running,
    /// The morning of the first chapter.
    began: Instant,
}

impl StoryTeller {
    /// The story of the demonstration in a folder, as far as it was told.
    pub(super) fn of(folder: &Path, at: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self {
            folder: folder.to_owned(),
            at,
            chance: edge::chance()?,
            course: watch::Sender::new(Course {
                kept: Kept::read(folder)?,
                happening: false,
                failure: None,
            }),
            sessions: Sessions::default(),
        })
    }

    /// What was told, and whether more happens just now.
    pub(super) fn so_far(&self) -> Story {
        let course = self.course.borrow();
        let told = course.kept.told.clone();
        let ahead = CHAPTERS.iter().skip(told.len());
        Story {
            ahead: ahead.map(|(chapter, _)| *chapter).collect(),
            told,
            happening: course.happening,
            failure: course.failure.clone(),
            folder: self.folder.display().to_string(),
        }
    }

    /// Takes the turn for the next chapter, with its minute; none where so many were not told, or where it happens already.
    fn take_turn(&self, read: usize) -> Option<(Chapter, i64)> {
        let mut taken = None;
        self.course.send_if_modified(|course| {
            let is_free = !course.happening && course.kept.told.len() == read;
            taken = CHAPTERS.get(read).copied().filter(|_| is_free);
            if taken.is_some() {
                course.happening = true;
                course.failure = None;
            }
            taken.is_some()
        });
        taken
    }

    /// Ends the turn with what happened. Whoever waits hears of the chapter and of the end of the turn at once, else it would seem to
    /// happen still after it was told.
    fn end_turn(&self, happened: Result<ChapterTold, Error>) {
        let kept = happened.and_then(|told| {
            let mut kept = self.course.borrow().kept.clone();
            kept.told.push(told);
            self.write(&kept)?;
            Ok(kept)
        });
        if let Err(error) = &kept {
            tracing::warn!(%error, "a chapter of the story did not happen; it is tried again when it is asked for");
        }
        self.course.send_modify(|course| {
            course.happening = false;
            match kept {
                Ok(kept) => course.kept = kept,
                Err(error) => course.failure = Some(error.text()),
            }
        });
    }

    /// Writes how far it has come to the disk, before anybody is told of it.
    fn write(&self, kept: &Kept) -> Result<(), Error> {
        let written = kept.write(&self.folder);
        written.map_err(|e| Error::Refused(format!("{e:#}")))
    }

    /// The morning in which it began; it begins in the next one, and that is written before anything of it happens.
    fn morning(&self, now: Instant) -> Result<Instant, Error> {
        let began = self.course.borrow().kept.began_ms;
        if let Some(began) = began {
            return Ok(began);
        }
        let began = next_morning(now);
        let kept = Kept {
            began_ms: Some(began),
            told: Vec::new(),
        };
        self.write(&kept)?;
        self.course.send_modify(|course| course.kept = kept);
        Ok(began)
    }

    fn id(&self) -> i64 {
        ((self.chance.bits() >> 1) as i64).max(1)
    }
}

impl Running {
    /// Has the next chapter happen where so many were told, unless it happens already, and waits for it a while. It happens to its end:
    /// neither a page that is left nor an answer that takes too long stops it between two writes.
    pub(super) async fn tell_next(self: Arc<Self>, read: usize) -> Story {
        if let Some(turn) = self.story.take_turn(read) {
            tokio::spawn(Arc::clone(&self).happen(turn));
        }
        let mut course = self.story.course.subscribe();
        let over = course.wait_for(|course| !course.happening || course.kept.told.len() > read);
        // Whoever has waited so long is told that it happens still, and asks again.
        drop(tokio::time::timeout(PATIENCE, over).await);
        self.story.so_far()
    }

    async fn happen(self: Arc<Self>, turn: (Chapter, i64)) {
        let running = Arc::clone(&self);
        // In a task of its own, so that one that panics ends its turn like one that fails.
        let happened = tokio::spawn(async move { running.play(turn).await }).await;
        let happened = happened.unwrap_or_else(|error| Err(Error::Refused(error.to_string())));
        self.story.end_turn(happened);
    }

    async fn play(&self, (chapter, minute): (Chapter, i64)) -> Result<ChapterTold, Error> {
        let began = self.story.morning(self.clock.now())?;
        self.come_to(on_the_day_of(began, minute)).await?;
        let stage = Stage { demo: self, began };
        stage.play(chapter).await
    }
}

/// A minute of the day on which the story began.
fn on_the_day_of(began: Instant, minute: i64) -> Instant {
    began.date().start().plus_ms(minute * MINUTE_MS)
}

/// The next morning at which a story can begin.
fn next_morning(now: Instant) -> Instant {
    let today = on_the_day_of(now, BEGINS);
    if today < now {
        today.plus_ms(DAY_MINUTES * MINUTE_MS)
    } else {
        today
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

    fn teller(folder: &Path) -> StoryTeller {
        StoryTeller::of(folder, SocketAddr::from(([127, 0, 0, 1], 8080))).unwrap()
    }

    fn told(chapter: Chapter) -> ChapterTold {
        ChapterTold {
            chapter,
            at_ms: 0,
            people: Vec::new(),
            counted: Vec::new(),
            offices: Vec::new(),
            said: Vec::new(),
            log: Vec::new(),
        }
    }

    #[test]
    fn n_3_the_story_begins_in_a_morning_and_its_chapters_happen_on_that_day() {
        let midnight = Instant::from_ms(1_657_728_000_000);
        let at = |minute: i64| midnight.plus_ms(minute * MINUTE_MS);
        assert_eq!(next_morning(at(60)), at(450), "before half past seven");
        let began = next_morning(at(480));
        assert_eq!(began, at(DAY_MINUTES + 450), "after it");
        assert_eq!(on_the_day_of(began, 480), at(DAY_MINUTES + 480));
    }

    #[test]
    fn n_3_a_chapter_has_one_turn_at_a_time_and_begins_after_what_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let story = teller(folder.path());
        assert!(story.take_turn(1).is_none(), "the first was not told");
        assert!(story.take_turn(0).is_some());
        assert!(story.take_turn(0).is_none(), "it happens already");
        assert!(story.so_far().happening);
        let began = story.morning(Instant::from_ms(1_657_728_000_000)).unwrap();
        story.end_turn(Err(Error::Busy));
        let told = story.so_far();
        assert!(!told.happening && told.failure.is_some() && told.told.is_empty());
        let next_start = teller(folder.path());
        let later = began.plus_ms(5 * DAY_MINUTES * MINUTE_MS);
        assert_eq!(next_start.morning(later).unwrap(), began);
        assert!(next_start.take_turn(0).is_some());
    }

    #[test]
    fn n_3_a_chapter_that_is_not_written_is_not_told() {
        let folder = tempfile::tempdir().unwrap();
        let story = teller(folder.path());
        assert!(story.take_turn(0).is_some());
        story.end_turn(Ok(told(Chapter::Green)));
        let so_far = story.so_far();
        assert_eq!((so_far.happening, so_far.told.len()), (false, 1));
        assert!(story.take_turn(1).is_some());
        folder.close().unwrap();
        story.end_turn(Ok(told(Chapter::List)));
        let so_far = story.so_far();
        assert!(so_far.failure.is_some(), "what is not written is not told");
        assert_eq!((so_far.happening, so_far.told.len()), (false, 1));
    }
}
