//! Which orders open, and which end.
//!
//! An order opens on the date on which its evidence became known and had begun (not before the rule was in
//! force or the person used the jurisdiction), so that the date does not slide with the day on which anybody
//! asks. Evidence opens no order where one that is there covers it (`covering.rs`). Of several that would open,
//! the earliest comes first, then the strictest, then the rule that stands first, then the smallest evidence.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::facts::Facts;
use crate::policy::Policy;
use crate::quarantine::{Course, Order, OrderState, course};
use crate::rating::again;
use crate::rating::covering::Candidate;
use crate::rating::hit::Hit;
use crate::rating::hits::Findings;
use crate::rating::{Change, Rating};
use crate::time::Date;

/// An order that is not withdrawn, and where it stands on the day of the decision.
pub(super) struct Standing<'a> {
    /// An order of the facts, or one that opens.
    pub(super) order: Cow<'a, Order>,
    /// Its course on that day.
    pub(super) course: Course,
}

impl<'a> Standing<'a> {
    fn new(order: Cow<'a, Order>, today: Date) -> Self {
        let course = course(&order, today);
        Self { order, course }
    }

    /// Whether it opens by this decision.
    pub(super) fn opens(&self) -> bool {
        matches!(self.order, Cow::Owned(_))
    }

    /// Whether it colours.
    pub(super) fn runs(&self) -> bool {
        self.order.state.is_open() && matches!(self.course, Course::Running { .. })
    }
}

/// The orders after a decision.
#[derive(Default)]
pub(super) struct Orders<'a> {
    /// Orders that stand, the ended ones among them: those of the facts, then those that open.
    pub(super) standing: Vec<Standing<'a>>,
    /// Changes of the orders of the facts.
    pub(super) changes: Vec<Change>,
}

impl Orders<'_> {
    /// The orders that open.
    pub(super) fn into_opens(self) -> Vec<Order> {
        let opening = self.standing.into_iter().filter(Standing::opens);
        opening
            .map(|standing| standing.order.into_owned())
            .collect()
    }
}

/// Works out the orders of `facts` on `today`.
pub(super) fn orders<'a>(
    rating: Rating<'_>,
    facts: &'a Facts,
    findings: &Findings,
    today: Date,
) -> Orders<'a> {
    let mut orders = Orders::default();
    let mut withdrawn: Option<Date> = None;
    for order in facts.orders.iter().filter(|o| o.first_day <= today) {
        let gone = !order.evidence.iter().all(|e| facts.holds(*e));
        if gone && !order.state.is_withdrawn() {
            orders.change(order, OrderState::Withdrawn(today));
        }
        let now = order.state == OrderState::Withdrawn(today);
        if now || gone && !order.state.is_withdrawn() {
            withdrawn = Some(withdrawn.map_or(order.first_day, |first| first.min(order.first_day)));
        } else if !order.state.is_withdrawn() {
            orders.stand(order, today);
        }
    }
    match withdrawn {
        Some(first) => again::live(rating, facts, findings, &mut orders, first, today),
        None => orders.open(rating.policy, facts, findings, today, today),
    }
    orders
}

impl<'a> Orders<'a> {
    fn stand(&mut self, order: &'a Order, today: Date) {
        let standing = Standing::new(Cow::Borrowed(order), today);
        if let (OrderState::Open, Course::Done(free)) = (order.state, standing.course) {
            self.change(order, OrderState::Complete(free));
        }
        self.standing.push(standing);
    }

    pub(super) fn change(&mut self, order: &Order, to: OrderState) {
        self.changes.retain(|change| change.order != order.id);
        self.changes.push(Change {
            order: order.id,
            to,
        });
    }

    /// Opens what the findings of `date` open, as known `today`.
    pub(super) fn open(
        &mut self,
        policy: &Policy,
        facts: &Facts,
        findings: &Findings,
        date: Date,
        today: Date,
    ) {
        let candidates = candidates(policy, facts, &findings.rules, date, today);
        for candidate in candidates {
            if self.standing.iter().any(|s| candidate.is_covered_by(s)) {
                continue;
            }
            let mut order =
                candidate.order(policy.grace_days, check_ins(facts, candidate.first_day));
            if let Course::Done(free) = course(&order, today) {
                order.state = OrderState::Complete(free);
            }
            self.standing.push(Standing::new(Cow::Owned(order), today));
        }
    }
}

/// What could open an order on `date`, in the order in which they open.
fn candidates<'h>(
    policy: &'h Policy,
    facts: &Facts,
    hits: &'h [(usize, Hit)],
    date: Date,
    today: Date,
) -> Vec<Candidate<'h>> {
    let mut candidates: Vec<(usize, Candidate<'_>)> = Vec::new();
    for (position, hit) in hits {
        let candidate = Candidate::of(policy, &policy.rules[*position], facts, hit, today);
        candidates.extend(
            candidate
                .filter(|c| c.first_day <= date)
                .map(|c| (*position, c)),
        );
    }
    candidates.sort_by(|(a, one), (b, other)| {
        let key =
            |position: usize, c: &Candidate<'_>| (c.first_day, Reverse(c.strictness()), position);
        key(*a, one)
            .cmp(&key(*b, other))
            .then_with(|| one.evidence.cmp(other.evidence))
    });
    candidates
        .into_iter()
        .map(|(_, candidate)| candidate)
        .collect()
}

/// One check-in counts for all orders.
fn check_ins(facts: &Facts, from: Date) -> Vec<Date> {
    let all = facts.orders.iter().flat_map(|o| &o.checked_in).copied();
    let mut dates: Vec<Date> = all.filter(|d| *d > from).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}
