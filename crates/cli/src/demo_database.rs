//! The database of a demonstration: a folder for its owner's eyes, and a clock of its own from before its birth.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use domain::place::DivisionCode;
use domain::time::{Date, Instant};
use service::policy::builtin_file;
use service::{Nature, Store};
use simulation::town::EARLIEST_DAYS;

use crate::clock::{self, Clock};
use crate::edge;

/// The hour at which a chosen first day begins.
const FIRST_HOUR: i64 = 8;
const HOUR_MS: i64 = 3_600_000;
/// The last year in which a demonstration may live.
const LAST_YEAR: i16 = 2099;

/// The folder of the database, made where it is not there, for its owner's eyes.
pub(crate) fn folder_of(database: &str) -> anyhow::Result<PathBuf> {
    let path = edge::path_of(database)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let made = builder.create(&folder);
    made.with_context(|| format!("{}: cannot be made", folder.display()))?;
    Ok(folder)
}

/// The database and its clock. A new one gets its clock first, so that no database is ever without one.
pub(crate) async fn begin(database: &str, date: Option<Date>) -> anyhow::Result<(Store, Clock)> {
    let is_new = !edge::path_of(database)?.exists();
    if is_new && !clock::file_of(database)?.exists() {
        Clock::of_new_demo(database, first_instant(date)?)?;
    }
    let store = edge::store_as(database, Nature::Demo).await?;
    Ok((store, Clock::of_demo(database)?))
}

/// The chosen day at 08:00, or the present.
fn first_instant(date: Option<Date>) -> anyhow::Result<Instant> {
    let Some(date) = date else {
        return Ok(edge::now());
    };
    let nation = builtin_file(DivisionCode::NATION);
    let rules = nation
        .ok_or_else(|| anyhow!("this program has no national policy"))?
        .effective;
    let earliest = rules + EARLIEST_DAYS + 1;
    if date < earliest || date.year() > LAST_YEAR {
        bail!(
            "--date {date}: choose a day from {earliest}, when the rules have begun, to the end of {LAST_YEAR}"
        );
    }
    Ok(date.start().plus_ms(FIRST_HOUR * HOUR_MS))
}
