//! The edge of the program: the only place that reads the clock, the environment, chance and the log's settings.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use domain::time::Instant;
use service::{Chance, Service};
use storage::{KeySource, Nature, Store};

use crate::clock::Clock;

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

/// A database that is open, and the clock by which it lives.
pub(crate) struct House {
    /// The use cases over it.
    pub(crate) service: Service,
    /// The machine's clock, or the demo's own.
    pub(crate) clock: Clock,
}

/// The use cases over the database at `address`, which is made where it is not there.
pub(crate) async fn open(address: &str) -> anyhow::Result<House> {
    let store = Store::open(address, &key_source()?).await?;
    let service = Service::new(store, chance()?);
    let clock = if service.is_demo() {
        Clock::of_demo(address)?
    } else {
        Clock::of_the_machine()
    };
    service.publish_builtin(clock.now()).await?;
    Ok(House { service, clock })
}

/// The database at `address`, made where it is not there, for whoever serves people: real ones or invented ones.
pub(crate) async fn store_as(address: &str, nature: Nature) -> anyhow::Result<Store> {
    Ok(Store::open_as(address, &key_source()?, nature).await?)
}

/// Where ids, secrets and the spread of pauses come from.
pub(crate) fn chance() -> anyhow::Result<Arc<dyn Chance>> {
    Ok(Arc::new(SystemChance::new()?))
}

/// The file of a database that has been opened at `address`.
pub(crate) fn path_of(address: &str) -> anyhow::Result<PathBuf> {
    let path = address.strip_prefix("sqlite:");
    let path = path.map(|path| path.strip_prefix("//").unwrap_or(path));
    let path = path.ok_or_else(|| anyhow!("--database: write sqlite: and a path"))?;
    Ok(PathBuf::from(path))
}

/// Writes a file so that whoever reads it reads the old one or the new one, and never a half.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_with(
        OpenOptions::new().write(true).create(true).truncate(true),
        file,
        bytes,
    )
}

/// The same, for its owner's eyes alone.
pub(crate) fn write_private(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    write_with(&options, file, bytes)
}

fn write_with(options: &OpenOptions, file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    options
        .open(&beside)
        .and_then(|mut new| new.write_all(bytes))
        .and_then(|()| std::fs::rename(&beside, file))
        .with_context(|| format!("{}: cannot be written", file.display()))
}

/// Runs a command that waits for the database.
pub(crate) fn block_on<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .context("the system gives no thread")?
        .block_on(future)
}

/// Runs a command that many wait for, on all of the machine's cores.
pub(crate) fn block_on_all<T>(
    future: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the system gives no threads")?
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
