//! `healthcode-load`: a load on a database, one line on the standard output for each acknowledgement.
//!
//! Each line is one write, made after the service has answered: whoever kills the program knows from the lines
//! exactly what was acknowledged. It reads no clock, so that the same arguments make the same people and dates.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use domain::time::Date;
use service::{KeySource, Service, Store};
use simulation::load::{Answers, Load, SeededChance, import_list, run};

/// Hours after midnight at which the simulated day begins.
const MORNING_MS: i64 = 9 * 3_600_000;

/// Registers synthetic people, who declare and check in; a line for each acknowledgement.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The database, such as sqlite:load.db; made where it is not there.
    #[arg(long)]
    database: String,
    /// The key file; made with a new database.
    #[arg(long)]
    key_file: PathBuf,
    /// Which population.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which ids: another number for each run on one database.
    #[arg(long, default_value_t = 1)]
    chance: u64,
    /// Number of the first person.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// How many people.
    #[arg(long, default_value_t = 1_000)]
    people: u64,
    /// How many of them at once.
    #[arg(long, default_value_t = 64)]
    at_once: usize,
    /// Declarations of each.
    #[arg(long, default_value_t = 2)]
    declarations: u64,
    /// Check-ins of each.
    #[arg(long, default_value_t = 1)]
    check_ins: u64,
    /// The simulated date.
    #[arg(long, default_value = "2020-07-15")]
    date: Date,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()?;
    runtime.block_on(load(arguments))
}

async fn load(arguments: Arguments) -> anyhow::Result<()> {
    let now = arguments.date.start().plus_ms(MORNING_MS);
    let key = KeySource::file(&arguments.key_file);
    let store = Store::open(&arguments.database, &key).await?;
    let chance = SeededChance::new(arguments.chance);
    let service = Arc::new(Service::new(store, Arc::new(chance)));
    import_list(&service, now).await?;
    let load = Load {
        first: arguments.first,
        people: arguments.people,
        at_once: arguments.at_once,
        declarations: arguments.declarations,
        check_ins: arguments.check_ins,
    };
    let answers = Arc::new(Answers::new(arguments.seed));
    run(service, answers, load, now, |ack| {
        // A whole line goes through in one write.
        std::io::stdout()
            .lock()
            .write_all(format!("{ack}\n").as_bytes())
    })
    .await?;
    Ok(())
}
