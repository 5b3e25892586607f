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

/// The last date on which a declaration was taken back freely. One that was taken back later, with a reason or by a reviewer, took no
/// day's free one.
fn last_free(record: &Record) -> Option<Date> {
    let all = record.declarations.iter();
    let free = all.filter_map(|old| {
        let mut all = record.declarations.iter();
        let by = all.find(|by| Some(by.id) == old.corrected_by)?;
        let late = by.recorded.ms() - record.first_said(old).ms();
        (late <= FREE_CORRECTION_MS).then(|| by.recorded.date())
    });
    free.max()
}
