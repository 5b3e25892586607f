//! `propagate/all`, `propagate/list` and `propagate/start`: what a policy, a list and a start cost where very many people are
//! (`BENCH_PEOPLE`, a million where it is left out). The province is loaded once and lies in `target/bench`.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use anyhow::ensure;
use rusqlite::{Connection, OpenFlags};

use crate::measure::{Measured, median, rates};
use crate::people::{Crowd, Plain, morning, raw_read, serve};

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
const fn figure(count: u64) -> f64 {
    count as f64
}

/// Everybody rated again under a policy that changes few.
pub(crate) fn all() -> anyhow::Result<Measured> {
    let crowd = Crowd::open()?;
    let path = crowd.path();
    let people = figure(crowd.people);
    // Once beforehand, so that the rows lie in the page cache.
    raw_read(&path)?;
    crowd.publish_policy()?;
    let plain = RefCell::new(Plain::new(crowd.folder(), crowd.people, 500)?);
    let (ours, sql) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let last = Cell::new((0, 0));
    let measured = rates(
        "people a second, under another policy, written",
        || {
            let published = crowd.publish_policy()?;
            let progress = published.progress;
            ensure!(progress.changed > 0, "the policy changes nobody");
            last.set((progress.looked_at, progress.changed));
            ours.borrow_mut().push(published.took.as_secs_f64());
            Ok(people / published.took.as_secs_f64())
        },
        "a raw read of the same rows, on as many threads",
        || {
            sql.borrow_mut()
                .push(seconds_of(|| plain.borrow_mut().update().map(drop))?);
            let seconds = seconds_of(|| raw_read(&path).map(drop))?;
            Ok(people / seconds)
        },
    )?;
    let (looked_at, changed) = last.get();
    let (ours, sql) = (median(ours.take()), median(sql.take()));
    Ok(measured.with_note(format!(
        "{} people: {ours:.2} s; {looked_at} read in full, {changed} changed; the same rule as one UPDATE of a table with nothing \
         else in it: {sql:.2} s",
        crowd.people
    )))
}

/// Those of one county rated again, because a list names an area there.
pub(crate) fn list() -> anyhow::Result<Measured> {
    let crowd = Crowd::open()?;
    let plain = RefCell::new(Plain::new(crowd.folder(), crowd.people, 500)?);
    crowd.publish_list()?;
    let last = Cell::new((0, 0));
    let (seconds, folded) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let measured = rates(
        "people a second who changed by a list, written",
        || {
            let published = crowd.publish_list()?;
            let progress = published.progress;
            ensure!(progress.changed > 0, "the list changes nobody");
            last.set((progress.looked_at, progress.changed));
            seconds.borrow_mut().push(published.took.as_secs_f64());
            folded.borrow_mut().push(published.folded.as_secs_f64());
            Ok(figure(progress.changed) / published.took.as_secs_f64())
        },
        "one row of the same bytes written over for each, in the same groups",
        || {
            let (_, changed) = last.get();
            let took = seconds_of(|| plain.borrow_mut().write_over(changed))?;
            Ok(figure(changed) / took)
        },
    )?;
    let (looked_at, changed) = last.get();
    let note = format!(
        "{} people: {looked_at} looked at, {changed} changed in {:.2} s; {:.2} s more until it was folded into the file, for which \
         nobody waits",
        crowd.people,
        median(seconds.take()),
        median(folded.take())
    );
    Ok(measured.with_note(note))
}

/// Opening the file, until the first decision can be made.
pub(crate) fn start() -> anyhow::Result<Measured> {
    let crowd = Crowd::open()?;
    let folder = crowd.folder().to_owned();
    let path = crowd.path();
    let runtime = crate::store::callers::runtime()?;
    // What holds the file open goes first.
    drop(crowd);
    let (took, memory) = (RefCell::new(Vec::new()), Cell::new(0));
    let measured = rates(
        "starts a second, to policies and lists in memory",
        || {
            let before = anonymous_kib()?;
            let seconds = seconds_of(|| {
                runtime.block_on(async {
                    let service = serve(&folder).await?;
                    service.shared(morning()).await?;
                    memory.set(anonymous_kib()?.saturating_sub(before));
                    anyhow::Ok(())
                })
            })?;
            took.borrow_mut().push(seconds);
            Ok(1.0 / seconds)
        },
        "the file opened by bare SQLite, and one row read",
        || {
            let seconds = seconds_of(|| {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let connection = Connection::open_with_flags(&path, flags)?;
                let one = "SELECT person_id FROM rating ORDER BY person_id LIMIT 1";
                let _first: i64 = connection.query_row(one, [], |row| row.get(0))?;
                Ok(())
            })?;
            Ok(1.0 / seconds)
        },
    )?;
    Ok(measured.with_note(format!(
        "{:.3} s; {:.1} MiB of memory of its own more than before",
        median(took.take()),
        figure(memory.get()) / 1_024.0
    )))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn seconds_of(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let begin = std::time::Instant::now();
    work()?;
    Ok(begin.elapsed().max(Duration::from_nanos(1)).as_secs_f64())
}

/// The memory of this process that no file backs, in KiB.
fn anonymous_kib() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let words = line.unwrap_or_default().split_whitespace().next();
    Ok(words.unwrap_or("0").parse()?)
}
