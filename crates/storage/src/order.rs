//! Quarantine orders as rows: each with the rule and the days with which it opened.

use domain::ids::PersonId;
use domain::quarantine::{Order, OrderState, Stage};
use domain::rating::Kinds;
use domain::time::{Date, Instant};

use crate::columns::{Columns, from_word};
use crate::error::ReadError;
use crate::fact::{Fact, json};
use crate::value::Value;

/// An order as kept. `checked_in` of the order is empty here: the check-ins are rows of their own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderRow {
    /// The order.
    pub order: Order,
    /// The version of the policy that its rule stood in.
    pub policy_version: String,
    /// When it opened.
    pub opened: Instant,
}

/// Changes the state of order `?2` of person `?1`.
pub(crate) const CHANGE: &str = "UPDATE quarantine_order SET state = ?3, state_day = ?4, mac = ?5
WHERE person_id = ?1 AND order_id = ?2";

impl Fact for OrderRow {
    const TABLE: &'static str = "quarantine_order";

    const SELECT: &'static str =
        "SELECT person_id, order_id, jurisdiction, rule, policy_version, colour, days, then_colour,
then_days, grace_days, first_day, evidence, state, state_day, opened_ms, mac
FROM quarantine_order WHERE person_id = ?1 ORDER BY order_id";

    const INSERT: &'static str = "INSERT INTO quarantine_order (person_id, order_id, jurisdiction, rule, policy_version,
colour, days, then_colour, then_days, grace_days, first_day, evidence, state, state_day, opened_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let order = &self.order;
        let (state, day) = state_columns(order.state);
        vec![
            person.0.into(),
            order.id.into(),
            i64::from(order.jurisdiction.number()).into(),
            order.rule.as_str().into(),
            self.policy_version.as_str().into(),
            order.colour.word().into(),
            i64::from(order.days).into(),
            order.then.map(|stage| stage.colour.word()).into(),
            order.then.map(|stage| i64::from(stage.days)).into(),
            i64::from(order.grace_days).into(),
            order.first_day.into(),
            json(&order.evidence),
            state.into(),
            day.into(),
            self.opened.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_order();
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = columns.i64("order_id")?;
        let jurisdiction = columns.place("jurisdiction")?;
        let rule = columns.word("rule")?;
        let policy_version = columns.text("policy_version")?;
        let order = Order {
            id,
            jurisdiction,
            rule,
            colour: columns.word("colour")?,
            days: columns.number("days")?,
            then: then(columns)?,
            grace_days: columns.number("grace_days")?,
            first_day: columns.date("first_day")?,
            checked_in: Vec::new(),
            evidence: columns.json("evidence")?,
            state: state(columns)?,
        };
        Ok(Self {
            order,
            policy_version,
            opened: columns.instant("opened_ms")?,
        })
    }
}

/// The two columns of a state.
pub(crate) const fn state_columns(state: OrderState) -> (&'static str, Option<Date>) {
    match state {
        OrderState::Open => ("open", None),
        OrderState::Suspended(on) => ("suspended", Some(on)),
        OrderState::Complete(on) => ("complete", Some(on)),
        OrderState::Lifted(on) => ("lifted", Some(on)),
        OrderState::Withdrawn(on) => ("withdrawn", Some(on)),
    }
}

fn state(columns: &mut Columns) -> Result<OrderState, ReadError> {
    let word = columns.text("state")?;
    let day = columns.maybe_date("state_day")?;
    match (word.as_str(), day) {
        ("open", None) => Ok(OrderState::Open),
        ("suspended", Some(on)) => Ok(OrderState::Suspended(on)),
        ("complete", Some(on)) => Ok(OrderState::Complete(on)),
        ("lifted", Some(on)) => Ok(OrderState::Lifted(on)),
        ("withdrawn", Some(on)) => Ok(OrderState::Withdrawn(on)),
        _ => Err(columns.unknown("state")),
    }
}

fn then(columns: &mut Columns) -> Result<Option<Stage>, ReadError> {
    let colour = columns.maybe_text("then_colour")?;
    let days = columns.maybe_i64("then_days")?;
    let (Some(colour), Some(days)) = (colour, days) else {
        return Ok(None);
    };
    Ok(Some(Stage {
        colour: from_word(&colour).ok_or_else(|| columns.unknown("then_colour"))?,
        days: u16::try_from(days).map_err(|_| columns.unknown("then_days"))?,
    }))
}
