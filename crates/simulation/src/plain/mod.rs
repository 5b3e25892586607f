//! The rating a second time: slow, obvious, and written from the requirements alone.
//!
//! It exists to disagree with `domain::rating`. So it shares no code with it and uses no trick: what expires is
//! found by looking at the following days one by one, an order ends when its days have been listed and counted,
//! and an order that is withdrawn has the days since its first lived again. It is the oracle of the property
//! tests and the yardstick of the benchmarks; nobody is rated by it.

mod asked;
mod calendar;
mod candidate;
mod meets;
mod orders;
mod same;

use domain::facts::Facts;
use domain::hold::Held;
use domain::policy::{Policy, RuleId};
use domain::quarantine::Order;
use domain::rating::AREA_QUESTION;
use domain::state::{Colour, State};
use domain::time::Date;

use calendar::{Stands, free_on, stands};
use candidate::{Candidate, covering};
use meets::{Met, last_date_of_interest, met, met_until};

/// What the plain rating answers. Lists are in the order of their names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlainDecision {
    /// The state.
    pub state: State,
    /// The rules behind the decision, each once: its name, since when, and the first date on which it no longer
    /// holds, where that can be foreseen.
    pub rules: Vec<(RuleId, Date, Option<Date>)>,
    /// The first date after the shown state, as far as it can be foreseen.
    pub until: Option<Date>,
    /// The first date on which the same facts could rate otherwise.
    pub review_on: Option<Date>,
    /// The pop-ups, each once, as the rules.
    pub pop_ups: Vec<(RuleId, Date, Option<Date>)>,
    /// The orders as they stand after the decision: those of the facts, then those that open, with ids below 0.
    pub orders: Vec<Order>,
}

/// Something that holds now: a rule or pop-up, its colour, since when, until when.
struct Reason {
    name: RuleId,
    colour: Option<Colour>,
    since: Date,
    until: Option<Date>,
}

/// The decision of `policy` about `facts` on `today`. The facts are canonical.
pub fn rate(policy: &Policy, facts: &Facts, today: Date) -> PlainDecision {
    let found = Found::on(policy, facts, today);
    let orders = orders::after(policy, facts, today);
    let reasons = reasons(policy, facts, &found, &orders, today);
    let blue = found.unverified || !found.held.is_empty();
    let state = state(facts, &reasons, blue, today);
    let shown = reasons
        .iter()
        .filter(|r| r.colour.map(State::from) == Some(state));
    let until = if state == State::Unconfirmed {
        let entered = found.unverified.then_some(None);
        latest(found.held.iter().map(|hold| hold.until).chain(entered))
    } else {
        latest(shown.map(|r| r.until))
    };
    PlainDecision {
        state,
        rules: each_once(&reasons),
        until,
        review_on: review_on(policy, facts, &found, &orders, today),
        pop_ups: each_once(&pop_ups(policy, facts, &found, &orders, today)),
        orders,
    }
}

/// Everything of a policy that is met on a date, by the position of the rule or pop-up.
#[derive(PartialEq)]
struct Found<'a> {
    rules: Vec<(usize, Met<'a>)>,
    pop_ups: Vec<(usize, Met<'a>)>,
    declared: bool,
    unverified: bool,
    held: Vec<Held>,
}

impl<'a> Found<'a> {
    fn on(policy: &Policy, facts: &'a Facts, date: Date) -> Self {
        let mut found = Self {
            rules: Vec::new(),
            pop_ups: Vec::new(),
            declared: declared(facts, date),
            unverified: policy.verify_on_entry
                && facts
                    .unverified
                    .iter()
                    .any(|entry| entry.on <= date && entry.recorded <= date),
            held: Vec::new(),
        };
        for hold in &facts.holds {
            let over = hold.until.is_some_and(|until| until <= date);
            if hold.since <= date && !over {
                found.held.push(*hold);
            }
        }
        for (position, rule) in policy.rules.iter().enumerate() {
            let all = met(&rule.when, rule.ends, facts, date);
            found.rules.extend(all.into_iter().map(|m| (position, m)));
        }
        for (position, pop_up) in policy.pop_ups.iter().enumerate() {
            let all = met(&pop_up.when, pop_up.ends, facts, date);
            found.pop_ups.extend(all.into_iter().map(|m| (position, m)));
        }
        found
    }
}

fn reasons(
    policy: &Policy,
    facts: &Facts,
    found: &Found<'_>,
    orders: &[Order],
    today: Date,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let running = || {
        orders
            .iter()
            .filter(|o| o.state.is_open() && o.first_day <= today)
    };
    for order in running() {
        if let Stands::Runs { colour, until } = stands(order, today) {
            reasons.push(Reason {
                name: order.rule.clone(),
                colour: Some(colour),
                since: order.first_day,
                until: Some(until),
            });
        }
    }
    for (position, met) in &found.rules {
        let rule = &policy.rules[*position];
        if rule.days.is_none() {
            let until = met_until(
                &rule.when,
                rule.ends,
                met,
                facts,
                today,
                last_date_of_interest(policy, facts),
            );
            reasons.push(Reason {
                name: rule.id.clone(),
                colour: Some(rule.colour),
                since: met.known,
                until,
            });
            continue;
        }
        // Evidence that a running order covers adds a reason and no day.
        let candidate = Candidate::of(policy, facts, *position, met, today);
        if let Some((order, colour, until)) = covering(&candidate, running(), today) {
            let own = order.rule == rule.id && order.jurisdiction == policy.jurisdiction;
            reasons.push(Reason {
                name: rule.id.clone(),
                colour: Some(colour.min(rule.colour)),
                since: if own { order.first_day } else { met.known },
                until: Some(until),
            });
        }
    }
    reasons
}

fn pop_ups(
    policy: &Policy,
    facts: &Facts,
    found: &Found<'_>,
    orders: &[Order],
    today: Date,
) -> Vec<Reason> {
    let horizon = last_date_of_interest(policy, facts);
    let mut reasons: Vec<Reason> = Vec::new();
    for (position, met) in &found.pop_ups {
        let pop_up = &policy.pop_ups[*position];
        reasons.push(Reason {
            name: pop_up.id.clone(),
            colour: None,
            since: met.known,
            until: met_until(&pop_up.when, pop_up.ends, met, facts, today, horizon),
        });
    }
    reasons.extend(quarantines(policy, orders, today));
    let asked = AREA_QUESTION.parse().ok();
    for (question, name) in facts.questions.iter().zip(asked.iter().cycle()) {
        reasons.push(Reason {
            name: RuleId::clone(name),
            colour: None,
            since: question.since,
            until: None,
        });
    }
    reasons
}

/// The pop-ups of quarantines that run, by the kind of what opened them.
fn quarantines(policy: &Policy, orders: &[Order], today: Date) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for pop_up in &policy.pop_ups {
        for order in orders.iter().filter(|o| o.first_day <= today) {
            let opened = order
                .evidence
                .iter()
                .any(|e| Some(e.kind) == pop_up.when.quarantine);
            let applies = pop_up.ends.is_none_or(|ends| today < ends);
            if let (true, true, true, Some(free)) = (
                opened,
                applies,
                order.state.is_open(),
                free_on(order, today),
            ) {
                reasons.push(Reason {
                    name: pop_up.id.clone(),
                    colour: None,
                    since: order.first_day,
                    until: pop_up.ends.into_iter().chain([free]).min(),
                });
            }
        }
    }
    reasons
}

/// Of the states that apply, the first of red, yellow, unconfirmed, none, green.
fn state(facts: &Facts, reasons: &[Reason], blue: bool, today: Date) -> State {
    let colours = reasons.iter().filter_map(|r| r.colour);
    match colours.max() {
        Some(Colour::Red) => State::Red,
        Some(Colour::Yellow) => State::Yellow,
        None if blue => State::Unconfirmed,
        None if declared(facts, today) => State::Green,
        None => State::None,
    }
}

fn declared(facts: &Facts, date: Date) -> bool {
    facts.declared && facts.declared_until.is_none_or(|until| date < until)
}

/// Each name once, from its first date to its last.
fn each_once(reasons: &[Reason]) -> Vec<(RuleId, Date, Option<Date>)> {
    let mut names: Vec<&RuleId> = reasons.iter().map(|r| &r.name).collect();
    names.sort();
    names.dedup();
    let line = |name: &RuleId| {
        let own = || reasons.iter().filter(|r| r.name == *name);
        let since = own().map(|r| r.since).min()?;
        Some((name.clone(), since, latest(own().map(|r| r.until))))
    };
    names.into_iter().filter_map(line).collect()
}

/// The last of some ends, where an absent one means never.
fn latest(ends: impl Iterator<Item = Option<Date>>) -> Option<Date> {
    let ends: Option<Vec<Date>> = ends.collect();
    ends?.into_iter().max()
}

/// With an open order: tomorrow. Otherwise the first day on which something else is met than today.
fn review_on(
    policy: &Policy,
    facts: &Facts,
    found: &Found<'_>,
    orders: &[Order],
    today: Date,
) -> Option<Date> {
    if orders
        .iter()
        .any(|o| o.state.is_open() && o.first_day <= today)
    {
        return Some(today.next());
    }
    let mut date = today.next();
    while date <= last_date_of_interest(policy, facts) {
        let begins = orders
            .iter()
            .any(|o| o.state.is_open() && o.first_day == date);
        if begins || Found::on(policy, facts, date) != *found {
            return Some(date);
        }
        date = date.next();
    }
    None
}
