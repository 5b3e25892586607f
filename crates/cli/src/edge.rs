//! The edge of the program: the only place that reads the clock, the environment, chance and the log's settings.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use domain::time::Instant;
use service::{Chance, Service};
use storage::{KeySource, Store};

/// The instant at which the command runs.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the clock is read"
)]
pub(crate) fn now() -> Instant {
    Instant::from_ms(jiff::Timestamp::now().as_millisecond())
}

/// Logs go to the error channel, warnings and worse.
pub(crate) fn start_log() {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::WARN);
    log.with_target(false).init();
}

/// The use cases over the database at `address`, which is made where it is not there.
pub(crate) async fn open(address: &str) -> anyhow::Result<Service> {
    let store = Store::open(address, &key_source()?).await?;
    let service = Service::new(store, Arc::new(SystemChance::new()?));
    service.publish_builtin(now()).await?;
    Ok(service)
}

/// Runs a command that waits for the database.
pub(crate) fn block_on<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .context("the system gives no thread")?
        .block_on(future)
}

/// `HEALTHCODE_KEY` (the key itself), else `HEALTHCODE_KEY_FILE`, else the file in the user's configuration.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the environment is read"
)]
fn key_source() -> anyhow::Result<KeySource> {
    if let Ok(hex) = std::env::var("HEALTHCODE_KEY") {
        return Ok(KeySource::hex(hex));
    }
    if let Some(file) = std::env::var_os("HEALTHCODE_KEY_FILE") {
        return Ok(KeySource::file(file));
    }
    let config = std::env::var_os("XDG_CONFIG_HOME");
    let home = std::env::var_os("HOME");
    let file = KeySource::user_file(
        config.as_deref().map(Path::new),
        home.as_deref().map(Path::new),
    );
    let file = file.ok_or_else(|| {
        anyhow!("there is no home folder for the key; name a file in HEALTHCODE_KEY_FILE")
    })?;
    Ok(KeySource::file(file))
}

/// The system's random numbers, drawn in blocks.
struct SystemChance {
    random: SystemRandom,
}

impl SystemChance {
    fn new() -> anyhow::Result<Self> {
        let random = SystemRandom::new();
        random
            .fill(&mut [0; 8])
            .map_err(|_| anyhow!("the system gives no random numbers"))?;
        Ok(Self { random })
    }
}

impl Chance for SystemChance {
    #[expect(
        clippy::expect_used,
        reason = "without random numbers an id could be foreseen: better to end"
    )]
    fn bits(&self) -> u64 {
        let mut bytes = [0; 8];
        self.random
            .fill(&mut bytes)
            .expect("the system gave random numbers at the start");
        u64::from_ne_bytes(bytes)
    }
}
