//! Which orders open, which end, and which evidence an order already covers.
//!
//! An order opens on the date on which its evidence became known (not before the rule was in force or the
//! person used the jurisdiction), so that the date does not slide with the day on which anybody asks.
//! Evidence opens no order where
//! - it has opened one of at least the same colour;
//! - an order of the same first day is at least as strict on every day;
//! - an order of at least the same colour ran when it became known, and the exposure lies before day 1.
//!
//! Everything else opens a further order beside the others. When the evidence of an order is gone, the order
//! is withdrawn, and what it covered is looked at again on its own date, as if the order had never been.

use std::cmp::Reverse;

use crate::facts::Facts;
use crate::policy::{Policy, Rule};
use crate::quarantine::{Course, Order, OrderState, Stage, course};
use crate::rating::Change;
use crate::rating::hits::{self, Findings, Hit};
use crate::state::Colour;
use crate::time::Date;

/// The orders after a decision.
pub(super) struct Orders<'a> {
    /// Orders of the facts that still stand, the ended ones among them.
    pub(super) standing: Vec<&'a Order>,
    /// Orders that open.
    pub(super) opens: Vec<Order>,
    /// Changes of the orders of the facts.
    pub(super) changes: Vec<Change>,
}

impl Orders<'_> {
    /// Every order that stands, old and new.
    pub(super) fn all(&self) -> impl Iterator<Item = &Order> {
        self.standing.iter().copied().chain(&self.opens)
    }
}

/// Works out the orders of `facts` on `today`.
pub(super) fn orders<'a>(
    policy: &Policy,
    facts: &'a Facts,
    findings: &Findings,
    today: Date,
) -> Orders<'a> {
    let mut orders = Orders {
        standing: Vec::new(),
        opens: Vec::new(),
        changes: Vec::new(),
    };
    for order in facts.orders.iter().filter(|o| !o.state.is_withdrawn()) {
        if order.evidence.iter().all(|e| facts.holds(*e)) {
            complete(order, today, &mut orders.changes);
            orders.standing.push(order);
        } else {
            orders.changes.push(Change {
                order: order.id,
                to: OrderState::Withdrawn(today),
            });
        }
    }
    let withdrawn = orders.changes.iter().any(|c| c.to.is_withdrawn());
    if withdrawn {
        look_again(policy, facts, &mut orders, today);
    }
    open(policy, facts, findings, &mut orders, today);
    orders
}

fn complete(order: &Order, today: Date, changes: &mut Vec<Change>) {
    if let (OrderState::Open, Course::Done(free)) = (order.state, course(order, today)) {
        changes.push(Change {
            order: order.id,
            to: OrderState::Complete(free),
        });
    }
}

/// Lives the past again without the withdrawn orders: on each date on which something became known.
fn look_again(policy: &Policy, facts: &Facts, orders: &mut Orders<'_>, today: Date) {
    let mut dates: Vec<Date> = recorded_dates(facts).filter(|d| *d < today).collect();
    dates.sort_unstable();
    dates.dedup();
    for date in dates {
        let known = facts.as_known_on(date);
        let findings = hits::find(policy, &known, date);
        open(policy, facts, &findings, orders, date);
    }
}

fn recorded_dates(facts: &Facts) -> impl Iterator<Item = Date> {
    let stays = facts.stays.iter().map(|f| f.recorded);
    let exposures = facts.exposures.iter().map(|f| f.recorded);
    let contacts = facts.contacts.iter().map(|f| f.recorded);
    let symptoms = facts.symptoms.iter().map(|f| f.recorded);
    let entries = facts.entries.iter().map(|f| f.recorded);
    let tests = facts.tests.iter().map(|f| f.recorded);
    let official = facts.official_orders.iter().map(|f| f.recorded);
    stays
        .chain(exposures)
        .chain(contacts)
        .chain(symptoms)
        .chain(entries)
        .chain(tests)
        .chain(official)
}

/// Evidence that would open an order.
struct Candidate<'a> {
    rule: &'a Rule,
    days: u16,
    hit: &'a Hit,
    first_day: Date,
}

fn open(policy: &Policy, facts: &Facts, findings: &Findings, orders: &mut Orders<'_>, today: Date) {
    let mut candidates: Vec<(usize, Candidate<'_>)> = Vec::new();
    for (position, hit) in &findings.rules {
        let rule = &policy.rules[*position];
        let Some(days) = rule.days else { continue };
        let first_day = first_day(rule, facts, hit, today);
        candidates.push((
            *position,
            Candidate {
                rule,
                days,
                hit,
                first_day,
            },
        ));
    }
    candidates.sort_by(|(a, one), (b, other)| {
        let key =
            |position: usize, c: &Candidate<'_>| (c.first_day, Reverse(strictness(c)), position);
        key(*a, one)
            .cmp(&key(*b, other))
            .then_with(|| one.hit.evidence.cmp(&other.hit.evidence))
    });
    for (_, candidate) in &candidates {
        if orders.all().any(|order| covers(order, candidate, today)) {
            continue;
        }
        let checked_in = check_ins(facts, candidate.first_day);
        orders.opens.push(candidate.order(policy, checked_in));
    }
}

/// The date on which evidence opens an order: when it became known, once rule and jurisdiction applied.
fn first_day(rule: &Rule, facts: &Facts, hit: &Hit, today: Date) -> Date {
    let applies = facts
        .applies_from
        .map_or(rule.effective, |from| from.max(rule.effective));
    hit.recorded.max(applies).min(today)
}

/// One check-in counts for all orders.
fn check_ins(facts: &Facts, from: Date) -> Vec<Date> {
    let mut dates: Vec<Date> = facts
        .orders
        .iter()
        .flat_map(|o| &o.checked_in)
        .copied()
        .filter(|d| *d > from)
        .collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

impl Candidate<'_> {
    fn order(&self, policy: &Policy, checked_in: Vec<Date>) -> Order {
        Order {
            id: 0,
            jurisdiction: policy.jurisdiction,
            rule: self.rule.id.clone(),
            colour: self.rule.colour,
            days: self.days,
            then: self.rule.then,
            grace_days: policy.grace_days,
            first_day: self.first_day,
            checked_in,
            evidence: self.hit.evidence.clone(),
            state: OrderState::Open,
        }
    }
}

/// Red days, then all days: what one order must have of another to be as strict on every day.
fn profile(colour: Colour, days: u16, then: Option<Stage>) -> (u16, u16) {
    let second = then.map_or(0, |stage| stage.days);
    let red_second = then
        .filter(|stage| stage.colour == Colour::Red)
        .map_or(0, |stage| stage.days);
    let red = if colour == Colour::Red {
        days + red_second
    } else {
        0
    };
    (red, days + second)
}

fn strictness(candidate: &Candidate<'_>) -> (u16, u16) {
    profile(candidate.rule.colour, candidate.days, candidate.rule.then)
}

fn covers(order: &Order, candidate: &Candidate<'_>, today: Date) -> bool {
    let colour = candidate.rule.colour;
    let has_opened = !order.evidence.is_empty() && order.evidence == candidate.hit.evidence;
    if has_opened {
        return order.colour >= colour;
    }
    // A file's order does not name its evidence: what became known by its first day is taken for it.
    if order.evidence.is_empty() && candidate.first_day <= order.first_day {
        return order.colour >= colour;
    }
    if candidate.first_day == order.first_day {
        let (red, all) = profile(order.colour, order.days, order.then);
        let (wanted_red, wanted) = strictness(candidate);
        return red >= wanted_red && all >= wanted;
    }
    let ran = order.first_day < candidate.first_day
        && end_of(order, today).is_none_or(|e| candidate.first_day < e);
    ran && order.colour >= colour
        && candidate
            .hit
            .exposed
            .is_none_or(|last| last < order.first_day)
}

/// The first date on which an order no longer ran; absent while it runs.
fn end_of(order: &Order, today: Date) -> Option<Date> {
    order.state.ended().or_else(|| match course(order, today) {
        Course::Done(free) => Some(free),
        Course::Running { .. } => None,
    })
}

/// The order that covers `hit` of `rule` and still runs, for the reason that names it.
pub(super) fn covering<'o>(
    orders: &'o Orders<'_>,
    rule: &Rule,
    days: u16,
    hit: &Hit,
    facts: &Facts,
    today: Date,
) -> Option<&'o Order> {
    let candidate = Candidate {
        rule,
        days,
        hit,
        first_day: first_day(rule, facts, hit, today),
    };
    let mut running = orders
        .all()
        .filter(|o| o.state.is_open() && matches!(course(o, today), Course::Running { .. }));
    running.find(|order| covers(order, &candidate, today))
}
