//! `midnight`: one person in five is in quarantine. At midnight half of them are released and the others reviewed, at
//! eight in the evening those are reminded who have not checked in.

use std::path::Path;
use std::sync::Arc;

use domain::facts::Temperature;
use domain::time::{Date, Instant};
use service::{KeySource, Nature, Progress, Service, Store};
use simulation::load::SeededChance;
use simulation::province::census;
use simulation::{Population, Province};

use super::http::folder;
use crate::measure::{Measured, once};

/// People, unless `BENCH_PEOPLE` says otherwise.
const PEOPLE: u64 = 1_000_000;
const DAY: &str = "2022-07-14";
/// A rule whose days are over at the first midnight, so that releases are there to be measured.
const SHORT: &str = "jurisdiction = \"330000\"\ninherits = \"000000\"\nversion = \"a day\"\neffective = 2022-07-01\n\
[[rule]]\nid = \"contact-declared\"\nwhen = { contact = true, within_days = 14 }\ncolour = \"red\"\ndays = 1\n\
review = 2030-01-01\nreason.zh = \"接触\"\nreason.en = \"Contact\"\n\
[[rule.test]]\ntoday = 2022-07-10\nfacts = { contacts = [{ on = 2022-07-10, recorded = 2022-07-10 }] }\n\
expect = { colour = \"red\" }\n";

/// The night of a province, beside as many rows written by bare SQLite.
pub(crate) fn measure() -> anyhow::Result<Measured> {
    let people = people()?;
    let folder = tempfile::tempdir_in(folder()?)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let night = runtime.block_on(night(folder.path(), people))?;
    let rows = u32::try_from(night.reviewed)?;
    let bare = bare(&folder.path().join("bare.db"), rows)?;
    let done = f64::from(rows);
    let note = format!(
        "{people} people, {} in quarantine: {} looked at in {:.1} s of midnight, {} of them released; {} reminded in {:.1} s",
        night.in_quarantine,
        night.reviewed,
        night.review_s,
        night.released,
        night.reminded,
        night.remind_s,
    );
    let ours = done / (night.review_s + night.remind_s);
    Ok(once(
        "people a second through a night",
        ours,
        "rows a second written one by one in commits of 10,000 by bare SQLite",
        f64::from(rows) / bare,
    )
    .with_note(note))
}

#[expect(clippy::disallowed_methods, reason = "the edge of the bench")]
fn people() -> anyhow::Result<u64> {
    match std::env::var("BENCH_PEOPLE") {
        Ok(text) => Ok(text.parse()?),
        Err(_) => Ok(PEOPLE),
    }
}

struct Night {
    in_quarantine: u64,
    reviewed: u64,
    released: u64,
    reminded: u64,
    review_s: f64,
    remind_s: f64,
}

async fn night(folder: &Path, people: u64) -> anyhow::Result<Night> {
    let date: Date = DAY.parse()?;
    let now = date.start().plus_ms(12 * 3_600_000);
    let service = open(folder).await?;
    service.publish_builtin(now).await?;
    service.publish_policy(SHORT, now, |_| {}).await?;
    let population = Population::new(0);
    let counties = census::built_in("330000".parse()?, population.counties());
    let province = Province::new(1, people, &counties, date);
    let fever = Temperature::from_tenths(378)?;
    let arrival = |n: u64| {
        let mut arrival = province.arrival(n, now);
        arrival.at = now;
        match n % 10 {
            0 => arrival.declaration.contact = Some(date),
            1 => arrival.declaration.temperature = Some(fever),
            _ => {}
        }
        arrival
    };
    service.load_people(0..people, arrival, now, |_| {}).await?;
    let in_quarantine = standing(folder)?;
    let midnight = date.end();
    let (review_s, progress) = timed(service.review(midnight, |_: Progress| {})).await;
    let progress = progress?;
    let (remind_s, reminded) = timed(service.remind(evening(midnight))).await;
    Ok(Night {
        in_quarantine,
        reviewed: progress.looked_at,
        released: in_quarantine - standing(folder)?,
        reminded: reminded?,
        review_s,
        remind_s,
    })
}

fn evening(midnight: Instant) -> Instant {
    midnight.plus_ms(20 * 3_600_000)
}

async fn open(folder: &Path) -> anyhow::Result<Service> {
    std::fs::create_dir_all(folder.join("data"))?;
    let address = format!("sqlite:{}", folder.join("data/night.db").display());
    let key = KeySource::file(folder.join("keys/master.key"));
    let store = Store::open_as(&address, &key, Nature::Demo).await?;
    Ok(Service::new(store, Arc::new(SeededChance::new(7))))
}

fn standing(folder: &Path) -> anyhow::Result<u64> {
    let connection = rusqlite::Connection::open(folder.join("data/night.db"))?;
    let count = "SELECT count(*) FROM quarantine_standing";
    Ok(connection.query_row(count, [], |row| row.get::<_, i64>(0))? as u64)
}

async fn timed<T>(work: impl Future<Output = T>) -> (f64, T) {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let start = std::time::Instant::now();
    let done = work.await;
    (start.elapsed().as_secs_f64(), done)
}

/// Seconds in which bare SQLite writes so many narrow rows anew.
fn bare(path: &Path, rows: u32) -> anyhow::Result<f64> {
    let mut connection = rusqlite::Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE rating (person_id INTEGER PRIMARY KEY, version INTEGER, decisions TEXT);",
    )?;
    let write = |connection: &mut rusqlite::Connection, version: u32| -> anyhow::Result<()> {
        for first in (0..rows).step_by(10_000) {
            let transaction = connection.transaction()?;
            {
                let mut put = transaction.prepare_cached(
                    "INSERT INTO rating VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET version = excluded.version,
                     decisions = excluded.decisions",
                )?;
                for row in first..rows.min(first + 10_000) {
                    put.execute((row, version, "x".repeat(400)))?;
                }
            }
            transaction.commit()?;
        }
        Ok(())
    };
    write(&mut connection, 1)?;
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let start = std::time::Instant::now();
    write(&mut connection, 2)?;
    Ok(start.elapsed().as_secs_f64())
}
