//! `store/register` and `store/declare`: durable calls a second of many callers who wait at the same time, beside a
//! bare grouped insert of the same bytes.

use std::cell::Cell;
use std::path::Path;

use crate::measure::{self, Measured};
use crate::store::{self, Kept};

/// Callers who wait at the same time.
const CALLERS: usize = 256;
/// Calls of one round.
const CALLS: u64 = 20_000;

const YARDSTICK: &str =
    "one row of the same bytes a call, appended, in the same groups and with the same sync";

/// Registrations a second.
pub(crate) fn register() -> anyhow::Result<Measured> {
    beside_bare("registrations a second", store::register)
}

/// Declarations a second.
pub(crate) fn declare() -> anyhow::Result<Measured> {
    beside_bare("declarations a second", store::declare)
}

fn beside_bare(
    unit: &'static str,
    ours: fn(&Path, usize, u64) -> anyhow::Result<Kept>,
) -> anyhow::Result<Measured> {
    // Beside the program, on the disk: a temporary folder may lie in memory, where a sync is free.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&folder)?;
    let bytes = Cell::new(0);
    let ours = || {
        let kept = ours(&folder, CALLERS, CALLS)?;
        bytes.set(kept.bytes);
        Ok(kept.per_second)
    };
    let bare = || store::bare(&folder, CALLERS, CALLS, bytes.get());
    let row = measure::rates(unit, ours, YARDSTICK, bare)?;
    let note = format!("{CALLERS} callers, {} bytes of rows a call", bytes.get());
    Ok(row.with_note(note))
}
