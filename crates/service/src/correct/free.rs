//! Until when a correction is free: counted from when the answers were first given, for whoever asks and for whoever reads.

use domain::declaration::{Correction, FREE_CORRECTION_MS, correction};
use domain::record::{DeclarationRecord, Record};
use domain::time::{Date, Instant};

/// Until when a declaration can be taken back without a reason; none where it cannot.
pub(crate) fn free_until(
    declaration: &DeclarationRecord,
    record: &Record,
    now: Instant,
) -> Option<Instant> {
    let said = record.first_said(declaration);
    let free = declaration.corrected_by.is_none()
        && correction(said, now, last_free(record)) == Correction::Free;
    free.then(|| said.plus_ms(FREE_CORRECTION_MS))
}

/// The last date on which a declaration was taken back.
fn last_free(record: &Record) -> Option<Date> {
    let correcting = record.declarations.iter().filter_map(|d| d.corrected_by);
    let dates = correcting.filter_map(|by| record.declarations.iter().find(|d| d.id == by));
    dates.map(|d| d.recorded.date()).max()
}
