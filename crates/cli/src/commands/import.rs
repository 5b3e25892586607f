//! `healthcode import risk-areas`: official lists of the State Council. One that worsens many waits for two members of staff.
//!
//! A list that cannot be read is refused by file and field and leaves the last good one in force; the other
//! files of the line are imported all the same.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use domain::pending::Origin;
use domain::risk::saved;
use domain::time::Instant;
use serde::Serialize;
use service::{Arrived, Counted, ListImport, ListStanding};

use crate::commands::{files, progress, waiting};
use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Imported {
    file: String,
    as_of: String,
    high: u64,
    medium: u64,
    low: u64,
    unresolved: u64,
    standing: &'static str,
    rated: u64,
    changed: u64,
    /// Whom it changes, where it was tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<Counted>,
}

pub(crate) fn run(
    database: &str,
    paths: &[PathBuf],
    saved_at: Option<i64>,
    output: &Output,
) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let house = edge::open(database).await?;
        let (mut answer, mut refused) = (Answer::Yes, 0);
        for path in paths {
            match import(&house, path, saved_at).await {
                Ok(import) => answer = answer.and(report(path, &import, output)),
                Err(error) => {
                    refused += 1;
                    output.failure(&error);
                }
            }
        }
        if refused > 0 {
            let text = format!(
                "{refused} of {} files were not imported; the last good list stays in force",
                paths.len()
            );
            return Err(anyhow!(text));
        }
        Ok(answer)
    })
}

async fn import(house: &House, path: &Path, saved_at: Option<i64>) -> anyhow::Result<ListImport> {
    let text = files::read(path)?;
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let saved = match saved_beside(path, &name)? {
        Some(saved) => Some(saved),
        None => saved_at.map(|seconds| Instant::from_ms(seconds.saturating_mul(1000))),
    };
    let arrived = Arrived {
        name: &name,
        text: &text,
        saved,
        origin: Origin::Command,
    };
    let bar = progress::bar();
    let imported = house
        .service
        .bring_list(&arrived, house.clock.now(), |p| progress::show(&bar, p))
        .await;
    bar.finish_and_clear();
    imported.with_context(|| path.display().to_string())
}

/// When the file was saved at its source, as `saved.csv` beside it says.
fn saved_beside(path: &Path, name: &str) -> anyhow::Result<Option<Instant>> {
    let beside = path.with_file_name("saved.csv");
    if !beside.exists() {
        return Ok(None);
    }
    let times =
        saved::parse(&files::read(&beside)?).map_err(|e| anyhow!("{}: {e}", beside.display()))?;
    Ok(times.get(name).copied())
}

/// Says what became of a list. A contradiction is a no, and so is a list that waits: people must settle it.
fn report(path: &Path, import: &ListImport, output: &Output) -> Answer {
    let counts = import.counts();
    let imported = Imported {
        file: path.display().to_string(),
        as_of: import.list.as_of.to_string(),
        high: counts.high,
        medium: counts.medium,
        low: counts.low,
        unresolved: counts.unresolved,
        standing: import.standing.word(),
        rated: import.progress.looked_at,
        changed: import.progress.changed,
        counted: import.counted.clone(),
    };
    output.answer(&imported, words);
    if let Some(why) = waiting::list(import.standing) {
        waiting::say(path, why, import.counted.as_ref(), output);
        return Answer::No;
    }
    if import.standing == ListStanding::Contradiction {
        let text = "another list of the same hour is in force, and nobody can tell which was saved last: import both with \
                    --saved-at or a saved.csv beside them; the first stays";
        output.note(&format!("{}: contradiction: {text}", path.display()));
        return Answer::No;
    }
    Answer::Yes
}

fn words(i: &Imported) -> String {
    format!(
        "{}: as of {}, {} high, {} medium, {} low, {} without a county code; {}; {} people rated, {} changed",
        i.file,
        i.as_of,
        i.high,
        i.medium,
        i.low,
        i.unresolved,
        i.standing.replace('_', " "),
        i.rated,
        i.changed
    )
}
