//! What of the story stands in a file beside the database: in which morning it began, which is written before anything of it happens, and
//! what was told.

use std::fmt::Display;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::anyhow;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use server::ChapterTold;

use crate::edge;

/// The file in the folder of the demonstration.
const FILE: &str = "story.json";

/// What stands there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// The morning of the first chapter; absent before it was begun.
    pub(super) began_ms: Option<Instant>,
    /// The chapters that were told, in their order.
    pub(super) told: Vec<ChapterTold>,
}

impl Kept {
    /// What stands in a folder. Only where there is no file was nothing begun: one that cannot be read stops the start, lest the story
    /// be told twice.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        match std::fs::read_to_string(folder.join(FILE)) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| unreadable(folder, &error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(unreadable(folder, &error)),
        }
    }

    /// Writes it there.
    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        edge::write_whole(&folder.join(FILE), &serde_json::to_vec(self)?)
    }
}

fn unreadable(folder: &Path, error: &dyn Display) -> anyhow::Error {
    anyhow!(
        "{}: how far the story has come cannot be read ({error}); make the file readable, or remove the folder {} and start the demo anew",
        folder.join(FILE).display(),
        folder.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_3_a_story_that_began_is_known_to_have_begun_and_one_without_a_file_has_not() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Kept::read(folder.path()).unwrap().began_ms, None);
        let begun = Kept {
            began_ms: Some(Instant::from_ms(1_657_841_400_000)),
            told: Vec::new(),
        };
        begun.write(folder.path()).unwrap();
        let kept = Kept::read(folder.path()).unwrap();
        assert_eq!((kept.began_ms, kept.told.len()), (begun.began_ms, 0));
    }

    #[test]
    fn n_3_a_file_of_the_story_that_cannot_be_read_is_no_story_that_was_not_begun() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        std::fs::write(&file, "[{").unwrap();
        let broken = Kept::read(folder.path()).unwrap_err().to_string();
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        let a_folder = Kept::read(folder.path()).unwrap_err().to_string();
        for said in [broken, a_folder] {
            assert!(
                said.contains("story.json") && said.contains("start the demo anew"),
                "{said}"
            );
        }
    }
}
