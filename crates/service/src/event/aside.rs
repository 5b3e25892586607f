//! Visits that one reviewer alone set aside. One takes no colour away: such a visit is left out for what it was, a general contact
//! that colours nothing. Whatever makes it more, an event that is corrected or comes later, a symptom, another policy or another
//! city, it counts again, and its person may dispute it again. What it brought about once stays as it ended: while an order that is not
//! withdrawn names it, it counts, or the order that was lifted or served would be as if it had never been, and would open anew.

use domain::contact::{Exposed, ExposedBy};
use domain::facts::{EvidenceKind, ExposureClass};
use domain::rating::Decision;
use domain::record::Record;

use super::coloured_by;

/// Whether somebody is more than a general contact by an exposure, or a colour or an order rests on it, by whatever rule; an order that
/// ended or is suspended gives no reason, and rests on it all the same.
pub(crate) fn weighs(exposed: &Exposed<'_>, record: &Record, decisions: &[Decision]) -> bool {
    let exposure = &exposed.exposure;
    exposure.class != ExposureClass::General
        || coloured_by(exposure.id, decisions).is_some()
        || carries_order(exposed, record)
}

/// Whether an order that is not withdrawn names an exposure.
fn carries_order(exposed: &Exposed<'_>, record: &Record) -> bool {
    let orders = record.orders.iter();
    let standing = orders.filter(|order| !order.state.is_withdrawn());
    let mut evidence = standing.flat_map(|order| &order.evidence);
    evidence.any(|one| one.kind == EvidenceKind::Exposure && exposed.is_named(one.id))
}

/// Whether an exposure is by a visit that one reviewer alone set aside; one that two did makes none.
pub(crate) fn is_aside(exposed: &Exposed<'_>, record: &Record) -> bool {
    let mut visits = record.visits.iter();
    visits.any(|visit| visit.set_aside.is_some() && exposed.by == ExposedBy::Visit(visit.id))
}

/// Leaves out the exposures by visits that one reviewer alone set aside and of which nothing weighs. The decisions are made with all
/// of them.
pub(crate) fn leave_out_aside(
    exposures: &mut Vec<Exposed<'_>>,
    record: &Record,
    decisions: &[Decision],
) {
    let weighing = exposures
        .iter()
        .filter(|exposed| weighs(exposed, record, decisions));
    let weighing: Vec<ExposedBy> = weighing.map(|exposed| exposed.by).collect();
    exposures.retain(|exposed| weighing.contains(&exposed.by) || !is_aside(exposed, record));
}
