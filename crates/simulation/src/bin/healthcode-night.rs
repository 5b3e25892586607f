//! `healthcode-night`: the night's review of a date and the reminders of its evening, on a database. A line on the standard
//! output at the beginning, for each page and at the end of each, so that whoever kills the program knows where it was.
//! It reads no clock: the same arguments do the same.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use domain::time::Date;
use service::{KeySource, Progress, Service, Store};
use simulation::load::SeededChance;

const EVENING_MS: i64 = 20 * 3_600_000;

/// Reviews everybody who is due on a date and reminds those whose check-in is waited for.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The database, such as sqlite:load.db.
    #[arg(long)]
    database: String,
    /// The key file.
    #[arg(long)]
    key_file: PathBuf,
    /// Which ids: another number for each run on one database.
    #[arg(long, default_value_t = 1)]
    chance: u64,
    /// The date.
    #[arg(long)]
    date: Date,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()?;
    runtime.block_on(night(arguments))
}

async fn night(arguments: Arguments) -> anyhow::Result<()> {
    let key = KeySource::file(&arguments.key_file);
    let store = Store::open(&arguments.database, &key).await?;
    let chance = SeededChance::new(arguments.chance);
    let service = Service::new(store, Arc::new(chance));
    say("begun")?;
    let midnight = arguments.date.start();
    let tell = |progress: Progress| {
        // Whoever reads no more has killed us or goes on without.
        let _unread = say(&format!("looked at {}", progress.looked_at));
    };
    let progress = service.review(midnight, tell).await?;
    say(&format!("reviewed {}", progress.looked_at))?;
    let reminded = service.remind(midnight.plus_ms(EVENING_MS)).await?;
    say(&format!("reminded {reminded}"))?;
    Ok(())
}

fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes())
}
