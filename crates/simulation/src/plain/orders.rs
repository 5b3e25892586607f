//! Which orders there are after a decision.
//!
//! Evidence opens an order on the first date on which it was known, had begun, and the rule and the
//! jurisdiction applied; unless an order that there is covers it. When the evidence of an order is gone, the
//! order is withdrawn and every day since its first is lived again without it: what it had covered opens its own
//! order, and an order that would not have opened beside that one is withdrawn too.

use std::cmp::Reverse;

use domain::facts::{EvidenceKind, EvidenceRef, Facts};
use domain::policy::Policy;
use domain::quarantine::{Order, OrderState};
use domain::time::Date;

use super::calendar::{Stands, stands};
use super::candidate::{Candidate, all_days, red_days};
use super::meets::{Fact, met};

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
                let days = stays.filter_map(|s| Fact::Stay(s, e.inside).last_exposure(date));
                // What is carried without a stay is a residence, which went on then.
                days.max().or(Some(date))
            }
            // One that is carried without its fact may have been as late as that.
            EvidenceKind::Exposure => self
                .facts
                .exposures
                .iter()
                .find(|f| f.id == e.id)
                .map(|f| f.on)
                .or(Some(date)),
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
            EvidenceKind::Hospital => {
                let stay = self.facts.hospital.iter().find(|f| f.id == e.id)?;
                Fact::InHospital(stay).last_exposure(date)
            }
            EvidenceKind::Symptoms
            | EvidenceKind::Test
            | EvidenceKind::TestDue
            | EvidenceKind::OfficialOrder => None,
        };
        order.evidence.iter().filter_map(of).max()
    }
}
