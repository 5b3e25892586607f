//! Evidence that would open an order, and the orders that keep it from opening one.

use std::cmp::Reverse;

use domain::facts::{EvidenceRef, Facts};
use domain::policy::Policy;
use domain::quarantine::{Order, OrderState, Stage};
use domain::state::Colour;
use domain::time::Date;

use super::calendar::{Stands, over_on, ran_until, stands};
use super::meets::Met;

/// Of the running orders, the one that evidence rests under: the one that it opened, or else the one that
/// holds longest. With its colour today and the end of its stage.
pub(super) fn covering<'o>(
    candidate: &Candidate,
    running: impl Iterator<Item = &'o Order>,
    today: Date,
) -> Option<(&'o Order, Colour, Date)> {
    let standing = running.filter_map(|order| match stands(order, today) {
        Stands::Runs { colour, until } => Some((order, colour, until)),
        Stands::Free(_) => None,
    });
    standing
        .filter(|(order, ..)| candidate.is_covered_by(order, today))
        .max_by_key(|(order, colour, until)| {
            let opened = order.evidence == candidate.evidence;
            (
                opened,
                *until,
                *colour,
                candidate.is_of_the_rule_of(order),
                Reverse(order.first_day),
            )
        })
}

/// Evidence that would open an order.
pub(super) struct Candidate {
    pub(super) order: Order,
    pub(super) evidence: Vec<EvidenceRef>,
    pub(super) known: Date,
    pub(super) last_exposure: Option<Date>,
}

impl Candidate {
    /// What the rule at `position`, which has days, would make of evidence on `date`.
    pub(super) fn of(
        policy: &Policy,
        facts: &Facts,
        position: usize,
        met: &Met<'_>,
        date: Date,
    ) -> Self {
        let rule = &policy.rules[position];
        let applies = facts
            .applies_from
            .into_iter()
            .chain([rule.effective, met.known]);
        let first_day = applies.max().unwrap_or(met.known);
        Self {
            order: Order {
                id: 0,
                jurisdiction: policy.jurisdiction,
                rule: rule.id.clone(),
                colour: rule.colour,
                days: rule.days.unwrap_or_default(),
                then: rule.then,
                grace_days: policy.grace_days,
                first_day,
                checked_in: check_ins_after(first_day.min(date), facts),
                evidence: met.evidence(),
                state: OrderState::Open,
            },
            evidence: met.evidence(),
            known: met.known,
            last_exposure: met.last_exposure(date),
        }
    }

    fn is_of_the_rule_of(&self, order: &Order) -> bool {
        self.order.rule == order.rule && self.order.jurisdiction == order.jurisdiction
    }

    /// Whether the evidence opens no order because of this one.
    pub(super) fn is_covered_by(&self, order: &Order, today: Date) -> bool {
        if order.state.is_withdrawn() || order.first_day > today {
            return false;
        }
        let opened_it = !order.evidence.is_empty() && order.evidence == self.evidence;
        let taken_for_it = order.evidence.is_empty() && self.first_day(today) <= order.first_day;
        // What the rules of one policy make of the evidence of one date opens side by side.
        let side_by_side = order.jurisdiction == self.order.jurisdiction
            && order.first_day == self.first_day(today)
            && order.rule != self.order.rule;
        // A residence that the lists name again after its order was over.
        let anew = order.first_day < self.known
            && over_on(order, today).is_some_and(|over| over <= self.known);
        if opened_it && !side_by_side && !anew || taken_for_it {
            return order.colour >= self.order.colour;
        }
        [self.known, self.first_day(today)].into_iter().any(|date| {
            let ran =
                order.first_day < date && ran_until(order, today).is_none_or(|end| date < end);
            let exposed_before = self.last_exposure.is_none_or(|last| last < order.first_day);
            let as_strict = order.first_day == date && is_as_strict(order, &self.order);
            as_strict || ran && exposed_before && order.colour >= self.order.colour
        })
    }

    /// Nothing opens on a day to come.
    pub(super) fn first_day(&self, today: Date) -> Date {
        self.order.first_day.min(today)
    }
}

/// One check-in counts for all orders.
fn check_ins_after(first_day: Date, facts: &Facts) -> Vec<Date> {
    let all = facts.orders.iter().flat_map(|o| &o.checked_in).copied();
    let mut dates: Vec<Date> = all.filter(|date| *date > first_day).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// Whether one order is at least as strict as another on each of its days.
fn is_as_strict(order: &Order, other: &Order) -> bool {
    (0..all_days(other)).all(|day| colour_on(order, day) >= colour_on(other, day))
}

/// The colour of the day with this number, counted from 0; absent after the last.
fn colour_on(order: &Order, day: u32) -> Option<Colour> {
    let second = order
        .then
        .filter(|_| day < all_days(order))
        .map(|stage| stage.colour);
    if day < u32::from(order.days) {
        Some(order.colour)
    } else {
        second
    }
}

pub(super) fn red_days(order: &Order) -> u32 {
    (0..all_days(order))
        .filter(|day| colour_on(order, *day) == Some(Colour::Red))
        .count() as u32
}

pub(super) fn all_days(order: &Order) -> u32 {
    u32::from(order.days) + order.then.map_or(0, |stage: Stage| u32::from(stage.days))
}
