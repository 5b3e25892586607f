//! `contact/postgres`, `contact/nested-loop` and `contact/one-event`: who of many visits (`BENCH_VISITS`, ten million where it is
//! left out) overlapped with 5,000 events.
//!
//! All three hold the same visits, loaded and indexed before anything is measured, and must find the same.

use std::cell::RefCell;
use std::time::Duration;

use anyhow::ensure;

use crate::contact::{Found, Invented, Ours, Postgres, found, how_many, nested_loop};
use crate::measure::{Measured, median, rate_of, rates};

/// For how long ours is measured at a time.
const TIME: Duration = Duration::from_millis(500);
/// Of so many visits the nested loop takes one.
const EVERY: u64 = 100;
/// Events that are asked one by one.
const ONE_BY_ONE: usize = 1_000;
/// Within how many milliseconds one event is to be matched.
const GOAL_MS: f64 = 100.0;

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
const fn figure(count: u64) -> f64 {
    count as f64
}

/// Beside PostgreSQL with its own plan.
pub(crate) fn postgres() -> anyhow::Result<Measured> {
    let invented = how_many()?;
    let (ours, loaded) = timed(|| Ok(Ours::load(&invented)))?;
    let (postgres, loaded_there) = timed(|| Postgres::load(&invented))?;
    let expected = found(&ours.contacts()?, 1);
    let same = |(there, seconds): (Found, f64)| {
        ensure!(
            there == expected,
            "PostgreSQL found {there:?}, ours {expected:?}"
        );
        Ok(seconds)
    };
    // Once beforehand, so that everything lies in its cache.
    same(postgres.join()?)?;
    let hinted = RefCell::new(vec![same(postgres.hinted()?)?]);
    let measured = rates(
        "events a second, two threads",
        || events_a_second(&ours),
        "PostgreSQL, its own plan for the overlap join, both tables analysed and in its cache",
        || {
            hinted.borrow_mut().push(same(postgres.hinted()?)?);
            Ok(figure(invented.events) / same(postgres.join()?)?)
        },
    )?;
    let [own_plan, hinted_plan] = postgres.plans()?;
    let own = figure(invented.events) / measured.yardstick_value;
    let hinted = median(hinted.take());
    let note = format!(
        "{} visits, {} events, {} contacts; loaded and sorted in {loaded:.1} s, in PostgreSQL {} loaded, indexed and analysed in \
         {loaded_there:.1} s",
        invented.visits,
        invented.events,
        expected.contacts,
        postgres.version()?
    );
    Ok(measured
        .with_note(note)
        .with_note(format!("its own plan, {own:.3} s: {own_plan}"))
        .with_note(format!(
            "hinted (no hash, no merge, the longest visit told), {hinted:.3} s: {hinted_plan}"
        )))
}

/// Beside two loops in Node.js over one visit in a hundred.
pub(crate) fn nested() -> anyhow::Result<Measured> {
    let invented = how_many()?;
    let ours = Ours::load(&invented);
    let expected = found(&ours.contacts()?, EVERY);
    let row = rates(
        "events a second, two threads",
        || events_a_second(&ours),
        "a nested loop in Node.js, timed on 1 % of the visits and taken a hundred times",
        || {
            let (there, seconds) = nested_loop(&invented, EVERY)?;
            ensure!(
                there == expected,
                "the loops found {there:?}, ours {expected:?}"
            );
            Ok(figure(invented.events) / (seconds * figure(EVERY)))
        },
    )?;
    Ok(row.with_note(format!(
        "{} visits, {} events; the same contacts of those visits",
        invented.visits, invented.events
    )))
}

/// One new event against the index.
pub(crate) fn one_event() -> anyhow::Result<Measured> {
    let invented: Invented = how_many()?;
    let (ours, loaded) = timed(|| Ok(Ours::load(&invented)))?;
    let mut times = Vec::new();
    let (mut most, mut contacts) = (0.0_f64, 0);
    for number in 0..ours.events().min(ONE_BY_ONE) {
        let (found, seconds) = timed(|| ours.one(number))?;
        most = most.max(seconds * 1e3);
        contacts += found;
        times.push(seconds * 1e3);
    }
    let count = times.len();
    let row = Measured {
        name: String::new(),
        ours: most,
        unit: "ms, the slowest of a thousand events, each asked alone",
        yardstick: "the 100 ms that it may take",
        yardstick_value: GOAL_MS,
        ratio: GOAL_MS / most,
        notes: Vec::new(),
    };
    Ok(row.with_note(format!(
        "{} visits, loaded and sorted in {loaded:.1} s; {count} events, {contacts} contacts; half of them within {:.4} ms, the slowest \
         {most:.4} ms",
        invented.visits,
        median(times)
    )))
}

fn events_a_second(ours: &Ours) -> anyhow::Result<f64> {
    let mut failed = None;
    let rate = rate_of(TIME, || match ours.contacts() {
        Ok(contacts) => {
            std::hint::black_box(&contacts);
            ours.events() as u32
        }
        Err(error) => {
            failed = Some(error);
            1
        }
    });
    failed.map_or(Ok(rate), Err)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, f64)> {
    let begin = std::time::Instant::now();
    let done = work()?;
    Ok((
        done,
        begin.elapsed().max(Duration::from_nanos(1)).as_secs_f64(),
    ))
}
