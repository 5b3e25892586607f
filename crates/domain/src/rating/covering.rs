//! Which evidence an order covers.
//!
//! Evidence opens no order where
//! - it has opened one of at least the same colour by the same rule, on another date or in another jurisdiction,
//!   and did not begin anew after that one had ended (a residence that the lists name again after a gap);
//! - an order of the same first day is at least as strict on every day;
//! - an order of at least the same colour ran when it became known, and the exposure lies before day 1.
//!
//! The last two are asked for the date on which the evidence became known and for that on which its order would
//! open. The dates differ where a rule or the use of the jurisdiction began in between: so neither a new version
//! of a policy nor a further city counts again what an order has covered. Of what becomes known on one date all
//! that is not covered opens, even by the same evidence: so its order of arrival does not matter.

use std::cmp::Reverse;

use crate::facts::{EvidenceRef, Facts};
use crate::place::DivisionCode;
use crate::policy::{Policy, Rule, RuleId};
use crate::quarantine::{Course, Order, OrderState, Stage};
use crate::rating::hit::Hit;
use crate::rating::opening::{Orders, Standing};
use crate::state::Colour;
use crate::time::Date;

/// Evidence that would open an order.
pub(super) struct Candidate<'a> {
    /// Whose rule.
    pub(super) jurisdiction: DivisionCode,
    /// The rule.
    pub(super) rule: &'a RuleId,
    /// The colour of the first stage.
    pub(super) colour: Colour,
    /// Days of the first stage.
    pub(super) days: u16,
    /// The second stage.
    pub(super) then: Option<Stage>,
    /// The evidence.
    pub(super) evidence: &'a [EvidenceRef],
    /// When all of it was known and had begun.
    pub(super) known: Date,
    /// The last exposure.
    pub(super) exposed: Option<Date>,
    /// Day 1.
    pub(super) first_day: Date,
}

impl<'a> Candidate<'a> {
    /// What a hit of `rule` would open; nothing where the rule opens no orders.
    pub(super) fn of(
        policy: &Policy,
        rule: &'a Rule,
        facts: &Facts,
        hit: &'a Hit,
        today: Date,
    ) -> Option<Self> {
        let applies = facts
            .applies_from
            .map_or(rule.effective, |from| from.max(rule.effective));
        Some(Self {
            jurisdiction: policy.jurisdiction,
            rule: &rule.id,
            colour: rule.colour,
            days: rule.days?,
            then: rule.then,
            evidence: &hit.evidence,
            known: hit.known,
            exposed: hit.exposed,
            first_day: hit.known.max(applies).min(today),
        })
    }

    /// The order that it opens.
    pub(super) fn order(&self, grace_days: u16, checked_in: Vec<Date>) -> Order {
        Order {
            id: 0,
            jurisdiction: self.jurisdiction,
            rule: self.rule.clone(),
            colour: self.colour,
            days: self.days,
            then: self.then,
            grace_days,
            first_day: self.first_day,
            checked_in,
            evidence: self.evidence.to_vec(),
            state: OrderState::Open,
        }
    }

    pub(super) fn strictness(&self) -> (u32, u32) {
        profile(self.colour, self.days, self.then)
    }

    /// Whether it opens no order because of this one.
    pub(super) fn is_covered_by(&self, standing: &Standing<'_>) -> bool {
        let order = &*standing.order;
        let same_colour = order.colour >= self.colour;
        let opened = if order.evidence.is_empty() {
            // A file's order does not name its evidence: what became known by its first day is taken for it.
            self.first_day <= order.first_day
        } else {
            self.rests_on_all_of(order) && !self.is_beside(order) && !self.begins_anew(standing)
        };
        if opened {
            return same_colour;
        }
        let (red, all) = profile(order.colour, order.days, order.then);
        let (wanted_red, wanted) = self.strictness();
        let as_strict = red >= wanted_red && all >= wanted;
        let exposed_before = self.exposed.is_none_or(|last| last < order.first_day);
        [self.known, self.first_day].into_iter().any(|date| {
            order.first_day == date && as_strict
                || same_colour && exposed_before && ran_on(standing, date)
        })
    }

    /// Whether it is the evidence of an order.
    fn rests_on_all_of(&self, order: &Order) -> bool {
        let mut pairs = order.evidence.iter().zip(self.evidence);
        order.evidence.len() == self.evidence.len() && pairs.all(|(its, own)| its.is(*own))
    }

    /// Whether the evidence became known again only after its order had ended: the lists name a residence again.
    fn begins_anew(&self, standing: &Standing<'_>) -> bool {
        let known_before = self.known <= standing.order.first_day;
        !known_before && end_of(standing).is_some_and(|end| end <= self.known)
    }

    /// Whether an order is of the same day and policy, but of another rule.
    fn is_beside(&self, order: &Order) -> bool {
        order.first_day == self.first_day
            && order.jurisdiction == self.jurisdiction
            && order.rule != *self.rule
    }
}

/// Red days, then all days: what one order must have of another to be as strict on every day. The second stage
/// is the milder one.
fn profile(colour: Colour, days: u16, then: Option<Stage>) -> (u32, u32) {
    let first = u32::from(days);
    let red = if colour == Colour::Red { first } else { 0 };
    (red, first + then.map_or(0, |stage| u32::from(stage.days)))
}

/// Whether an order was already running on a date: neither suspended nor ended, nor all its days counted.
fn ran_on(standing: &Standing<'_>, date: Date) -> bool {
    let suspended = match standing.order.state {
        OrderState::Suspended(on) => Some(on),
        _ => None,
    };
    let before = |end: Option<Date>| end.is_none_or(|end| date < end);
    standing.order.first_day < date && before(suspended) && before(end_of(standing))
}

/// The first date on which an order was over: ended, or all its days counted.
fn end_of(standing: &Standing<'_>) -> Option<Date> {
    let counted = match standing.course {
        Course::Done(free) => Some(free),
        Course::Running { .. } => None,
    };
    standing
        .order
        .state
        .ended()
        .into_iter()
        .chain(counted)
        .min()
}

/// Of the running orders that cover `hit` of `rule`, the one that its reason names: the one that it opened, or
/// else the one that holds longest.
pub(super) fn covering<'o, 'a>(
    orders: &'o Orders<'a>,
    policy: &Policy,
    rule: &Rule,
    facts: &Facts,
    hit: &Hit,
    today: Date,
) -> Option<&'o Standing<'a>> {
    let candidate = Candidate::of(policy, rule, facts, hit, today)?;
    let covering = orders
        .standing
        .iter()
        .filter(|s| s.runs() && candidate.is_covered_by(s));
    covering.max_by_key(|standing| {
        let order = &standing.order;
        let Course::Running { colour, until, .. } = standing.course else {
            return None;
        };
        let own = order.rule == rule.id && order.jurisdiction == policy.jurisdiction;
        let opened = *order.evidence == *hit.evidence;
        Some((
            opened,
            until,
            colour,
            own,
            Reverse((order.first_day, order.id)),
        ))
    })
}
