//! The orders that run, day by day: a calendar of dots, counted by the one function for dates.

use domain::facts::orders_of;
use domain::quarantine::{self, Course, DayState, Order, course, days_of};
use domain::record::Record;
use domain::state::Colour;
use domain::time::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ExplainedEnd, NextStage};
use crate::shapes;

/// The most days of a calendar, the last ones.
const MAX_DAYS: usize = 400;

/// An order that runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedOrder {
    /// Its id, as text.
    pub id: String,
    /// The colour of the stage that runs.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// Day 1.
    #[schema(value_type = shapes::Date)]
    pub first_day: Date,
    /// The first date after the stage.
    #[schema(value_type = shapes::Date)]
    pub until: Date,
    /// The first free date after all stages.
    #[schema(value_type = shapes::Date)]
    pub free: Date,
    /// Which day of the stage today is, starting with 1; a missed day is not counted.
    pub day: u16,
    /// Days of the stage.
    pub days: u16,
    /// Days missed so far.
    pub missed: u16,
    /// Every day of it.
    pub calendar: Vec<CalendarDay>,
}

/// A day of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CalendarDay {
    /// The date.
    #[schema(value_type = shapes::Date)]
    pub date: Date,
    /// What became of it.
    pub state: DayWord,
    /// The colour of its stage.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
}

/// What became of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayWord {
    /// Day 1, or a day with a check-in.
    Counted,
    /// No check-in yet, and still waited for.
    InGrace,
    /// No check-in came in time.
    Missed,
    /// Today without a check-in so far, or a day to come.
    Open,
}

impl From<DayState> for DayWord {
    fn from(state: DayState) -> Self {
        match state {
            DayState::Counted => Self::Counted,
            DayState::InGrace => Self::InGrace,
            DayState::Missed => Self::Missed,
            DayState::Open => Self::Open,
        }
    }
}

/// The open orders with their check-ins, the one that ends last first.
pub(super) fn running(record: &Record, today: Date) -> Vec<Order> {
    let orders = orders_of(record);
    quarantine::running(&orders, today)
        .into_iter()
        .cloned()
        .collect()
}

pub(super) fn explain(orders: &[Order], today: Date) -> Vec<ExplainedOrder> {
    orders
        .iter()
        .filter_map(|order| one(order, today))
        .collect()
}

fn one(order: &Order, today: Date) -> Option<ExplainedOrder> {
    let Course::Running {
        colour,
        until,
        free,
        missed,
        day,
        days,
        ..
    } = course(order, today)
    else {
        return None;
    };
    let calendar = days_of(order, today);
    let skipped = calendar.len().saturating_sub(MAX_DAYS);
    Some(ExplainedOrder {
        id: order.id.to_string(),
        colour,
        first_day: order.first_day,
        until,
        free,
        day,
        days,
        missed,
        calendar: calendar
            .into_iter()
            .skip(skipped)
            .map(|day| CalendarDay {
                date: day.date,
                state: day.state.into(),
                colour: day.colour,
            })
            .collect(),
    })
}

/// Says of what ends a reason how far it is.
pub(super) fn fill(end: &mut ExplainedEnd, order: &Order, today: Date) {
    if let Course::Running {
        day,
        days,
        missed,
        then,
        ..
    } = course(order, today)
    {
        end.day = Some(day);
        end.days = Some(days);
        end.missed = Some(missed);
        end.then = then.map(|(colour, until)| NextStage { colour, until });
    }
}
