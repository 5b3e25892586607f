//! Which orders there are after a decision.
//!
//! Evidence opens an order on the first date on which it was known, had begun, and the rule and the
//! jurisdiction applied; unless an order that there is covers it. When the evidence of an order is gone, the
//! order is withdrawn and every day since its first is lived again without it: what it had covered opens its own
//! order, and an order that would not have opened beside that one is withdrawn too.

use std::cmp::Reverse;

use domain::facts::{EvidenceKind, EvidenceRef, Facts};
use domain::policy::Policy;
use domain::quarantine::{Order, OrderState, Stage};
use domain::state::Colour;
use domain::time::Date;

use super::calendar::{Stands, ran_until, stands};
use super::meets::{Fact, Met, met};

/// The orders of `facts` and those that open, as they stand after the decision of `today`.
pub(super) fn after(policy: &Policy, facts: &Facts, today: Date) -> Vec<Order> {
    let mut life = Life {
        policy,
        facts,
        today,
        orders: facts.orders.clone(),
    };
    let mut again: Vec<Date> = Vec::new();
    for order in life.orders.iter_mut().filter(|o| o.first_day <= today) {
        if order.state == OrderState::Withdrawn(today) {
            again.push(order.first_day);
        } else if !order.state.is_withdrawn() && !order.evidence.iter().all(|e| facts.holds(*e)) {
            order.state = OrderState::Withdrawn(today);
            again.push(order.first_day);
        }
    }
    match again.into_iter().min() {
        Some(first) => while life.live_again(first) {},
        None => life.open(today),
    }
    for order in life.orders.iter_mut().filter(|o| o.first_day <= today) {
        if let (OrderState::Open, Stands::Free(on)) = (order.state, stands(order, today)) {
            order.state = OrderState::Complete(on);
        }
    }
    life.orders
}

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
    order: Order,
    evidence: Vec<EvidenceRef>,
    known: Date,
    last_exposure: Option<Date>,
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
    fn is_covered_by(&self, order: &Order, today: Date) -> bool {
        if order.state.is_withdrawn() || order.first_day > today {
            return false;
        }
        let opened_it = !order.evidence.is_empty() && order.evidence == self.evidence;
        let taken_for_it = order.evidence.is_empty() && self.first_day(today) <= order.first_day;
        // What the rules of one policy make of the evidence of one date opens side by side.
        let side_by_side = order.jurisdiction == self.order.jurisdiction
            && order.first_day == self.first_day(today)
            && order.rule != self.order.rule;
        if opened_it && !side_by_side || taken_for_it {
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
    fn first_day(&self, today: Date) -> Date {
        self.order.first_day.min(today)
    }
}

struct Life<'a> {
    policy: &'a Policy,
    facts: &'a Facts,
    today: Date,
    orders: Vec<Order>,
}

impl Life<'_> {
    /// Every day from `first` to today again. What opens may stand in the place of orders that opened on its day;
    /// whether there was such an order, so that what it covered is looked at once more.
    fn live_again(&mut self, first: Date) -> bool {
        let mut some_needless = false;
        let mut date = first;
        while date <= self.today {
            self.open(date);
            while let Some(needless) = self.needless(date) {
                self.orders[needless].state = OrderState::Withdrawn(self.today);
                self.open(date);
                some_needless = true;
            }
            date = date.next();
        }
        some_needless
    }

    /// Opens what the evidence of `date` opens, the earliest first, then the strictest.
    fn open(&mut self, date: Date) {
        let mut candidates = Vec::new();
        for (position, rule) in self
            .policy
            .rules
            .iter()
            .enumerate()
            .filter(|(_, r)| r.days.is_some())
        {
            for met in met(&rule.when, rule.ends, self.facts, date) {
                let candidate = Candidate::of(self.policy, self.facts, position, &met, date);
                if candidate.order.first_day <= date || date == self.today {
                    candidates.push((position, candidate));
                }
            }
        }
        candidates.sort_by_key(|(position, c)| {
            let strict = (red_days(&c.order), all_days(&c.order));
            (
                c.first_day(self.today),
                Reverse(strict),
                *position,
                c.evidence.clone(),
            )
        });
        for (_, candidate) in candidates {
            if !self
                .orders
                .iter()
                .any(|o| candidate.is_covered_by(o, self.today))
            {
                let first_day = candidate.first_day(self.today);
                let id = -1 - self.orders.len() as i64;
                self.orders.push(Order {
                    id,
                    first_day,
                    ..candidate.order
                });
            }
        }
    }

    /// An order of this day that would not have opened beside those that open now.
    fn needless(&self, date: Date) -> Option<usize> {
        let (old, new) = self.orders.split_at(self.facts.orders.len());
        old.iter().position(|order| {
            let stands = matches!(order.state, OrderState::Open | OrderState::Complete(_));
            let own = Candidate {
                order: order.clone(),
                evidence: order.evidence.clone(),
                known: date,
                last_exposure: self.last_exposure(order, date),
            };
            stands
                && order.first_day == date
                && !order.evidence.is_empty()
                && new.iter().any(|o| own.is_covered_by(o, self.today))
        })
    }

    fn last_exposure(&self, order: &Order, date: Date) -> Option<Date> {
        let of = |e: &EvidenceRef| match e.kind {
            EvidenceKind::Stay => {
                let stays = self.facts.stays.iter().filter(|s| s.id == e.id);
                stays
                    .filter_map(|s| Fact::Stay(s, e.inside).last_exposure(date))
                    .max()
            }
            EvidenceKind::Exposure => self
                .facts
                .exposures
                .iter()
                .find(|f| f.id == e.id)
                .map(|f| f.on),
            EvidenceKind::Contact => self
                .facts
                .contacts
                .iter()
                .find(|f| f.id == e.id)
                .map(|f| f.on),
            EvidenceKind::Entry => self
                .facts
                .entries
                .iter()
                .find(|f| f.id == e.id)
                .map(|f| f.on),
            EvidenceKind::Symptoms | EvidenceKind::Test | EvidenceKind::OfficialOrder => None,
        };
        order.evidence.iter().filter_map(of).max()
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

fn red_days(order: &Order) -> u32 {
    (0..all_days(order))
        .filter(|day| colour_on(order, *day) == Some(Colour::Red))
        .count() as u32
}

fn all_days(order: &Order) -> u32 {
    u32::from(order.days) + order.then.map_or(0, |stage: Stage| u32::from(stage.days))
}
