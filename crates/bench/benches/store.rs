//! `store/register` and `store/declare`: durable calls a second, beside a bare grouped insert of the same bytes.

use std::path::Path;

use bench::store::{CALLERS, CALLS, Measured, bare, declare, register};

/// Rounds of each side, in turn; the median counts.
const ROUNDS: usize = 5;

type Ours = fn(&Path, usize, u64) -> anyhow::Result<Measured>;

fn main() -> anyhow::Result<()> {
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let rows: [(&str, Ours); 2] = [("store/register", register), ("store/declare", declare)];
    for (name, ours) in rows {
        let (mut own, mut yardstick, mut bytes) = (Vec::new(), Vec::new(), 0);
        for _ in 0..ROUNDS {
            let measured = ours(parent, CALLERS, CALLS)?;
            bytes = measured.bytes;
            own.push(measured.per_second);
            yardstick.push(bare(parent, CALLERS, CALLS, bytes)?);
        }
        let (own, yardstick) = (median(own), median(yardstick));
        println!(
            "{name:<16} {own:>8.0}/s   bare insert of {bytes} bytes {yardstick:>8.0}/s   ratio {:.2}",
            own / yardstick
        );
    }
    Ok(())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}
