//! A folder. A file is handed out once two looks have seen it with the same size and time, so that one that is being
//! written is not; one that comes by renaming is whole at once and waits for a second look all the same. Nothing in the
//! folder is moved or changed: what was taken is remembered elsewhere.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use domain::pending::Origin;
use domain::risk::saved::{self, SavedTimes};
use domain::time::Instant;

use super::{FileFault, FoundFile, LONGEST_FILE, ListSource, text_of};
use crate::Answer;
use crate::error::{Error, Neighbour, Why};

/// The most files of a folder that are looked at; the series of three years has about 2,000.
const MOST_FILES: usize = 20_000;
/// The most files of one look, so that a full folder is taken piece by piece.
const MOST_AT_ONCE: usize = 50;

/// The folder that is watched.
pub struct ListFolder {
    path: PathBuf,
    every_ms: i64,
    seen: Arc<Mutex<HashMap<String, Seen>>>,
}

/// What was seen of a file at the last look.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    size: u64,
    changed: Option<SystemTime>,
    /// Whether it was the same at two looks.
    stable: bool,
    taken: bool,
}

impl Seen {
    fn of(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            changed: metadata.modified().ok(),
            stable: false,
            taken: false,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        (self.size, self.changed) == (other.size, other.changed)
    }
}

impl ListFolder {
    /// A folder that is looked at every so many milliseconds.
    pub fn new(path: &Path, every_ms: i64) -> Self {
        Self {
            path: path.to_owned(),
            every_ms,
            seen: Arc::default(),
        }
    }
}

impl ListSource for ListFolder {
    fn look(&self, _now: Instant) -> Answer<'_, Vec<FoundFile>> {
        let (path, seen) = (self.path.clone(), Arc::clone(&self.seen));
        Box::pin(async move {
            let looked = tokio::task::spawn_blocking(move || look(&path, &mut locked(&seen)));
            match looked.await {
                Ok(Ok(found)) => Ok(found),
                _ => Err(Error::Unavailable {
                    neighbour: Neighbour::ListSource,
                    why: Why::NoWay,
                }),
            }
        })
    }

    fn took(&self, file: &FoundFile) {
        if let Some(seen) = locked(&self.seen).get_mut(&file.name) {
            seen.taken = true;
        }
    }

    fn origin(&self) -> Origin {
        Origin::Folder
    }

    fn every_ms(&self) -> i64 {
        self.every_ms
    }
}

fn locked(seen: &Mutex<HashMap<String, Seen>>) -> MutexGuard<'_, HashMap<String, Seen>> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

fn look(folder: &Path, seen: &mut HashMap<String, Seen>) -> io::Result<Vec<FoundFile>> {
    let mut now = HashMap::new();
    let mut ready = Vec::new();
    for entry in fs::read_dir(folder)?.take(MOST_FILES) {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        // Without following links: what is taken lies in the folder itself.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if !metadata.is_file() || !is_list(&name) {
            continue;
        }
        let mut file = Seen::of(&metadata);
        if let Some(before) = seen.get(&name).filter(|before| before.is_same(&file)) {
            file.stable = true;
            file.taken = before.taken;
        }
        if file.stable && !file.taken {
            ready.push(name.clone());
        }
        now.insert(name, file);
    }
    *seen = now;
    ready.sort();
    ready.truncate(MOST_AT_ONCE);
    let times = saved_times(folder);
    let mut found = Vec::new();
    for name in ready {
        let path = folder.join(&name);
        let text = read(&path, seen.get(&name))?;
        if let Some(text) = text {
            let saved = times.get(&name).copied();
            found.push(FoundFile { name, text, saved });
        }
    }
    Ok(found)
}

/// Files that end in `.json` and are not hidden: a copy under way often has another name.
fn is_list(name: &str) -> bool {
    let ending = Path::new(name).extension();
    !name.starts_with('.') && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

/// The text of a file; nothing where it changed while it was read.
fn read(path: &Path, seen: Option<&Seen>) -> io::Result<Option<Result<String, FileFault>>> {
    if seen.is_some_and(|seen| seen.size > LONGEST_FILE as u64) {
        return Ok(Some(Err(FileFault::TooLong)));
    }
    let Ok(bytes) = fs::read(path) else {
        return Ok(Some(Err(FileFault::Unreadable)));
    };
    let after = Seen::of(&fs::symlink_metadata(path)?);
    let whole = after.size == bytes.len() as u64 && seen.is_some_and(|seen| seen.is_same(&after));
    Ok(whole.then(|| text_of(bytes)))
}

/// When files were saved at their source, as `saved.csv` in the folder says; of one that cannot be read nothing.
fn saved_times(folder: &Path) -> SavedTimes {
    let text = fs::read_to_string(folder.join("saved.csv")).unwrap_or_default();
    if text.is_empty() {
        return SavedTimes::new();
    }
    saved::parse(&text).unwrap_or_else(|error| {
        tracing::warn!(%error, "saved.csv in the watched folder cannot be read");
        SavedTimes::new()
    })
}
