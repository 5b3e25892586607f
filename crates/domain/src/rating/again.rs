//! The past lived again, when an order is withdrawn: everything becomes what it would be had there never been
//! the evidence that carried it.
//!
//! From the withdrawn order's first day on, each date on which something began to count is looked at anew. What
//! the order had covered opens its own order on its own date. An order that opened later, and that one of those
//! would have covered, would then not have opened: it is withdrawn too. Orders that people suspended or lifted
//! stay as they decided. An order withdrawn earlier on the same day, by the decision of another city, counts
//! like one that this decision withdraws.

use crate::facts::{EvidenceKind, EvidenceRef, Facts};
use crate::policy::Policy;
use crate::quarantine::{Order, OrderState};
use crate::rating::Rating;
use crate::rating::covering::Candidate;
use crate::rating::hits::Findings;
use crate::rating::opening::{Orders, Standing};
use crate::time::Date;

/// Lives the dates from `first` to `today`, whose findings are known, again.
pub(super) fn live(
    rating: Rating<'_>,
    facts: &Facts,
    findings: &Findings,
    orders: &mut Orders<'_>,
    first: Date,
    today: Date,
) {
    let policy = rating.policy;
    let dates = dates(policy, facts, first, today);
    loop {
        let mut needless = false;
        for date in &dates {
            let findings = rating.find(facts, *date);
            needless |= day(policy, facts, &findings, orders, *date, today);
        }
        needless |= day(policy, facts, findings, orders, today, today);
        // An order that is withdrawn in its turn may have covered what was known before its first day.
        if !needless {
            return;
        }
    }
}

/// Opens what opens on a date, and withdraws what need not have opened; whether there was any.
fn day(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    orders: &mut Orders<'_>,
    date: Date,
    today: Date,
) -> bool {
    let mut needless = false;
    loop {
        orders.open(policy, facts, findings, date, today);
        let position = orders.standing.iter().position(|s| {
            s.order.first_day == date && is_needless(s, facts, &orders.standing, date)
        });
        let Some(position) = position else {
            return needless;
        };
        let standing = orders.standing.remove(position);
        orders.change(&standing.order, OrderState::Withdrawn(today));
        needless = true;
    }
}

/// Whether an order would not have opened beside those that open now.
fn is_needless(standing: &Standing<'_>, facts: &Facts, all: &[Standing<'_>], date: Date) -> bool {
    let order = &*standing.order;
    let free = matches!(order.state, OrderState::Open | OrderState::Complete(_));
    if standing.opens() || !free || order.evidence.is_empty() {
        return false;
    }
    let candidate = Candidate {
        jurisdiction: order.jurisdiction,
        rule: &order.rule,
        colour: order.colour,
        days: order.days,
        then: order.then,
        evidence: &order.evidence,
        known: date,
        exposed: last_exposure(order, facts, date),
        first_day: date,
    };
    let mut opening = all
        .iter()
        .filter(|s| s.opens() && is_before(&s.order, order));
    opening.any(|s| candidate.is_covered_by(s))
}

/// Whether an order that opens would have opened before another: cities are asked in the order of their codes, so that on
/// one date the order of an earlier city was there first, and nothing that a later city opens made it needless.
fn is_before(opening: &Order, other: &Order) -> bool {
    opening.first_day < other.first_day || opening.jurisdiction <= other.jurisdiction
}

/// The dates before `today` on which something began to count.
fn dates(policy: &Policy, facts: &Facts, first: Date, today: Date) -> Vec<Date> {
    let mut dates = vec![first];
    dates.extend(facts.applies_from);
    dates.extend(policy.rules.iter().map(|r| r.effective));
    dates.extend(facts.orders.iter().map(|o| o.first_day));
    dates.extend(facts.stays.iter().map(|f| f.recorded.max(f.from)));
    dates.extend(facts.exposures.iter().map(|f| f.recorded.max(f.on)));
    dates.extend(facts.contacts.iter().map(|f| f.recorded.max(f.on)));
    dates.extend(facts.symptoms.iter().map(|f| f.recorded.max(f.on)));
    dates.extend(facts.entries.iter().map(|f| f.recorded.max(f.on)));
    dates.extend(facts.tests.iter().map(|f| f.recorded.max(f.on)));
    dates.extend(facts.official_orders.iter().map(|f| f.recorded.max(f.from)));
    dates.extend(facts.tests_due.iter().map(|f| f.recorded.max(f.on)));
    for stay in &facts.hospital {
        let begins = [Some(stay.from), stay.until].into_iter().flatten();
        dates.extend(begins.map(|date| date.max(stay.recorded)));
    }
    dates.retain(|date| (first..today).contains(date));
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The last exposure, up to `date`, of the evidence of an order.
fn last_exposure(order: &Order, facts: &Facts, date: Date) -> Option<Date> {
    let of = |e: &EvidenceRef| match e.kind {
        EvidenceKind::Stay => {
            let days = facts.stays.iter().filter(|f| f.id == e.id).map(|f| f.to);
            // A residence that no window shows any more went on then.
            let last = days.map(|to| to.map_or(date, |to| to.min(date))).max();
            last.or(Some(date))
        }
        EvidenceKind::Exposure => {
            let found = facts.exposures.iter().find(|f| f.id == e.id);
            // One that is carried without its fact counts as late, so that nothing covers it that may not have.
            found.map(|f| f.on).or(Some(date))
        }
        EvidenceKind::Contact => facts.contacts.iter().find(|f| f.id == e.id).map(|f| f.on),
        EvidenceKind::Entry => facts.entries.iter().find(|f| f.id == e.id).map(|f| f.on),
        EvidenceKind::Hospital => {
            let stay = facts.hospital.iter().find(|f| f.id == e.id);
            stay.map(|f| f.until.map_or(date, |until| until.min(date)))
        }
        EvidenceKind::Symptoms
        | EvidenceKind::Test
        | EvidenceKind::TestDue
        | EvidenceKind::OfficialOrder => None,
    };
    order.evidence.iter().filter_map(of).max()
}
