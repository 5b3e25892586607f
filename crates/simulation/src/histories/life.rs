//! A life, day by day: facts arrive, check-ins are made or not, evidence is withdrawn, orders are suspended or
//! lifted; and what each decision opens and changes is kept, as storage would keep it.

use domain::facts::Facts;
use domain::policy::Policy;
use domain::quarantine::OrderState;
use domain::rating::Decision;
use domain::time::Date;

use super::{Draw, fact, merge, withdraw};

/// What happens on one day.
#[derive(Clone, Debug)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// What becomes known.
    pub arrivals: Facts,
    /// The dates of check-ins that arrive: made on the day itself, or on the day before without a network.
    pub check_ins: Vec<Date>,
    /// The ids of facts that are withdrawn.
    pub withdrawn: Vec<i64>,
    /// A change that people decide for the order with this place among all orders.
    pub decided: Option<(usize, OrderState)>,
}

/// The days of a life from `start` on, with 3 to 16 days, evidence on some of them and check-ins on most.
pub fn history(draw: &mut Draw, policy: &Policy, start: Date) -> Vec<Day> {
    let count = 3 + draw.below(14) as i32;
    let mut next_id = 1;
    let mut late = None;
    let mut days = Vec::new();
    for date in (0..count).map(|n| start + n) {
        let mut arrivals = Facts::default();
        while next_id < 12 && draw.chance(35) {
            merge(&mut arrivals, fact(draw, policy, next_id, date));
            next_id += 1;
        }
        let mut check_ins: Vec<Date> = late.take().into_iter().collect();
        match draw.below(10) {
            0..=6 => check_ins.push(date),
            7 => late = Some(date),
            _ => {}
        }
        let decided = draw
            .chance(6)
            .then(|| (draw.below(4) as usize, change(draw, date)));
        days.push(Day {
            date,
            arrivals,
            check_ins,
            withdrawn: Vec::new(),
            decided,
        });
    }
    days
}

fn change(draw: &mut Draw, date: Date) -> OrderState {
    draw.pick(&[
        OrderState::Suspended(date),
        OrderState::Lifted(date),
        OrderState::Open,
    ])
}

/// What is kept about a person.
#[derive(Clone, Debug, Default)]
pub struct Life {
    kept: Facts,
    /// When each check-in was made, and when it arrived.
    check_ins: Vec<(Date, Date)>,
}

impl Life {
    /// Takes in what happens on a day.
    pub fn begin(&mut self, day: &Day) {
        merge(&mut self.kept, day.arrivals.clone());
        self.check_ins
            .extend(day.check_ins.iter().map(|on| (*on, day.date)));
        for id in &day.withdrawn {
            withdraw(&mut self.kept, *id);
        }
        let decided = day
            .decided
            .and_then(|(place, to)| Some((self.kept.orders.get_mut(place)?, to)));
        if let Some((order, to)) = decided {
            order.state = order.state.change(to).unwrap_or(order.state);
        }
    }

    /// The facts as they are rated: canonical, each order with the check-ins that arrived in its grace.
    pub fn facts(&self) -> Facts {
        let mut facts = self.kept.clone();
        for order in &mut facts.orders {
            let in_time =
                |(on, arrived): &&(Date, Date)| *arrived - *on <= i32::from(order.grace_days);
            order.checked_in = self
                .check_ins
                .iter()
                .filter(in_time)
                .map(|(on, _)| *on)
                .collect();
        }
        facts.canonical()
    }

    /// Keeps the orders that a decision opens and the changes that it makes.
    ///
    /// # Panics
    /// Where an order does not allow a change.
    pub fn keep(&mut self, decision: &Decision) {
        for change in &decision.changes {
            let mut orders = self.kept.orders.iter().filter(|o| o.id == change.order);
            assert!(
                orders.all(|o| o.state.change(change.to).is_ok()),
                "refused: {change:?}"
            );
        }
        decision.keep(&mut self.kept.orders);
    }
}
