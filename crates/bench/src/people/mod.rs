//! What a change costs where very many people are: a synthetic province, loaded once for so many people and used again by the
//! next run; each round publishes something new to it.

mod bare;
mod publish;

pub(crate) use bare::{Plain, raw_read};

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::facts::Temperature;
use domain::place::DivisionCode;
use domain::time::{Date, Instant};
use rusqlite::{Connection, OpenFlags};
use service::{Arrival, KeySource, Nature, Service, Store};
use simulation::Population;
use simulation::load::SeededChance;
use simulation::province::{DECLARED_DAYS_MS, Province, census};
use tokio::runtime::Runtime;

use crate::store::callers;

/// How many people, where the environment does not say it.
const PEOPLE: u64 = 1_000_000;
/// One in so many has declared a body temperature of 36.9.
const WARM: u64 = 500;
/// After how many people who were loaded the log is sealed.
const SEALED_TOGETHER: u64 = 250_000;
const HOUR_MS: i64 = 3_600_000;
/// How long folding waits for who folds already.
const FOLDING: Duration = Duration::from_mins(2);
/// The province.
const PROVINCE: &str = "330000";

/// A province in a database.
pub(crate) struct Crowd {
    pub(crate) people: u64,
    /// How many people a list is to touch, as nearly as counties allow: `BENCH_TOUCHED`, or one in a hundred.
    touched: u64,
    pub(crate) service: Arc<Service>,
    pub(crate) runtime: Runtime,
    folder: PathBuf,
}

/// 2022-07-14 08:00 in Hangzhou.
pub(crate) fn morning() -> Instant {
    let date = Date::from_ymd(2022, 7, 14).unwrap_or(Date::from_day(19_187));
    date.start().plus_ms(8 * 3_600_000)
}

/// `BENCH_PEOPLE`, or a million.
pub(crate) fn how_many() -> anyhow::Result<u64> {
    Ok(said("BENCH_PEOPLE")?.unwrap_or(PEOPLE))
}

/// A number in the environment.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever measures says in the environment for how many people"
)]
fn said(name: &str) -> anyhow::Result<Option<u64>> {
    match std::env::var(name) {
        Ok(number) => Ok(Some(number.parse()?)),
        Err(_) => Ok(None),
    }
}

impl Crowd {
    /// The province with all its people; loaded where it is not there yet.
    pub(crate) fn open() -> anyhow::Result<Self> {
        let people = how_many()?;
        // Where the lists touch other counties than elsewhere, they were not published before.
        let said = said("BENCH_TOUCHED")?;
        let of_its_own = said.map_or(String::new(), |touched| format!("-{touched}"));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("../../target/bench/people-{people}{of_its_own}"));
        std::fs::create_dir_all(folder.join("database"))?;
        let runtime = callers::runtime()?;
        let service = runtime.block_on(serve(&folder))?;
        let crowd = Self {
            people,
            touched: said.unwrap_or(people / 100),
            service,
            runtime,
            folder,
        };
        crowd.load()?;
        Ok(crowd)
    }

    /// The file.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.join("database").join("bench.db")
    }

    /// The folder, on the same disk as the file.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What has gone on beside before something is published at `now`: the hourly job has moved the log's lines out of the
    /// outboxes of the people, and all that was written is folded into the file.
    pub(crate) fn rest(&self, now: Instant) -> anyhow::Result<()> {
        self.runtime.block_on(async {
            self.service.ensure_signing_keys(now).await?;
            self.service.seal_log_at_stop(now).await
        })?;
        self.fold()
    }

    /// Folds what was written into the file, as it goes on by itself while nobody writes.
    pub(crate) fn fold(&self) -> anyhow::Result<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.path(), flags)?;
        connection.busy_timeout(FOLDING)?;
        // Busy while the program folds by itself.
        while connection.query_row("PRAGMA wal_checkpoint(FULL)", [], |row| row.get(0))? {
            std::thread::park_timeout(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Who lives there.
    pub(crate) fn province(&self) -> anyhow::Result<Province> {
        let province: DivisionCode = PROVINCE.parse()?;
        let weights = census::built_in(province, Population::new(0).counties());
        Ok(Province::new(1, self.people, &weights, morning().date()))
    }

    fn load(&self) -> anyhow::Result<()> {
        let loaded = self.folder.join("loaded");
        if loaded.exists() {
            return Ok(());
        }
        let groups = self.people.div_ceil(SEALED_TOGETHER);
        // All have declared so many hours before the morning as the sealing takes.
        let now = morning().plus_ms(-(groups as i64 + 1) * HOUR_MS);
        let all = self.province()?;
        let arrival = |n| warmed(all.arrival(n, now));
        #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
        let begin = std::time::Instant::now();
        self.runtime.block_on(async {
            let before = now.plus_ms(-DECLARED_DAYS_MS);
            self.service.publish_builtin(before).await?;
            self.service.ensure_signing_keys(before).await?;
            // The log is sealed as they come, in an hour of its own each time: fifteen million lines at once would lie all over the
            // file, and an hour that is sealed takes no more.
            for group in 0..groups {
                let first = group * SEALED_TOGETHER;
                let some = first..self.people.min(first + SEALED_TOGETHER);
                self.service.load_people(some, arrival, now, |_| {}).await?;
                let hour = now.plus_ms((group as i64 + 1) * HOUR_MS);
                self.service.seal_log_at_stop(hour).await?;
            }
            anyhow::Ok(())
        })?;
        let seconds = begin.elapsed().as_secs_f64();
        std::fs::write(loaded, format!("{seconds:.0} s\n"))?;
        Ok(())
    }
}

/// The service over the database of a folder, made where it is not there.
pub(crate) async fn serve(folder: &Path) -> anyhow::Result<Arc<Service>> {
    let (address, key) = file_of(folder);
    let store = Store::open_as(&address, &key, Nature::Demo).await?;
    Ok(Arc::new(Service::new(
        store,
        Arc::new(SeededChance::new(1)),
    )))
}

/// The address of the database in a folder, and where its key is.
pub(crate) fn file_of(folder: &Path) -> (String, KeySource) {
    let file = folder.join("database").join("bench.db");
    let key = KeySource::file(folder.join("key").join("master.key"));
    (format!("sqlite:{}", file.display()), key)
}

/// Now and then somebody has taken their temperature.
fn warmed(mut arrival: Arrival) -> Arrival {
    if arrival.number.is_multiple_of(WARM) {
        arrival.declaration.temperature = Temperature::from_tenths(369).ok();
    }
    arrival
}
