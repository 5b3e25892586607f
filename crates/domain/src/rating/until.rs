//! Until when a state can be vouched for: what a credential may claim.

use crate::facts::Facts;
use crate::policy::Policy;
use crate::quarantine::{Course, Order, course};
use crate::rating::bits::Masks;
use crate::rating::{Rating, reasons};
use crate::time::Date;

/// The first date after `today` on which, with no new fact, the state could be another than it is today;
/// absent where none can be foreseen. A missed check-in moves the end of an order, not the state.
pub fn state_until(policy: &Policy, facts: &Facts, today: Date) -> Option<Date> {
    let masks = &Masks::of(policy);
    until(Rating { policy, masks }, facts, today, Date::LAST)
}

/// The same where it lies no later than `last`: nobody asks what comes after it.
pub(super) fn until(rating: Rating<'_>, facts: &Facts, today: Date, last: Date) -> Option<Date> {
    let state = rating.state(facts, today).state;
    let mut known = facts.clone();
    let last_check_in = facts.orders.iter().flat_map(|o| &o.checked_in).max();
    let counted = last_check_in.map_or(today, |last| today.max(*last));
    let mut settled = today;
    let mut date = today;
    loop {
        let decision = rating.decide(&known, date);
        if decision.state != state {
            return Some(date);
        }
        decision.keep(&mut known.orders);
        // Without a check-in an order ends only while days in grace become missed, or on the day after day 1.
        let begins = known.orders.iter().any(|o| o.first_day == date);
        if begins || !decision.opens.is_empty() {
            settled = settled.max(date.next());
        }
        let waits = known
            .orders
            .iter()
            .map(|o| counted + i32::from(o.grace_days) + 1);
        let settled_on = waits.fold(settled, Ord::max);
        let running = known.orders.iter().any(|o| runs(o, date));
        date = if running && date < settled_on {
            date.next()
        } else {
            let findings = rating.find(&known, date);
            reasons::turn(rating.policy, &known, &findings, date)?
        };
        if date > last {
            return None;
        }
    }
}

fn runs(order: &Order, date: Date) -> bool {
    order.state.is_open()
        && order.first_day <= date
        && matches!(course(order, date), Course::Running { .. })
}
