//! What happens to one person over four weeks, drawn from a seed.

use domain::time::Date;
use simulation::histories::Draw;

use crate::rules::{second_version, start};

pub(crate) const DAYS: i32 = 26;

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// A declaration for a city, with a contact of this day.
    Declare {
        id: i64,
        city: usize,
        contact: Option<Date>,
    },
    /// A check-in that was made on a day and arrives now; with a fever, or not.
    CheckIn { id: i64, on: Date, fever: bool },
    /// A check-in that arrives twice.
    Again { id: i64, on: Date },
    /// Staff at the door enter a fever, which nobody confirms.
    AtTheDoor { id: i64 },
    /// What staff had entered is confirmed.
    Confirm { id: i64 },
    /// A declaration is taken back.
    TakeBack { declaration: i64 },
    /// Two people lift the order that opened `nth` of those that are open, the oldest first.
    Lift { nth: usize },
}

/// The events of one person, day by day.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) days: Vec<Vec<Event>>,
    /// Days on which nobody looks and nothing is rated: the service is down, and does not miss anything by it.
    pub(crate) down: Vec<bool>,
}

impl History {
    /// The history of a seed. Either declarations are taken back in it or orders lifted: what a lifted order had kept from
    /// opening is not asked again, so that the two are told apart here.
    #[expect(
        clippy::too_many_lines,
        reason = "a day is drawn event by event, in one order"
    )]
    pub(crate) fn of(seed: u64) -> Self {
        let mut draw = Draw::seed(seed);
        let lifts = draw.chance(30);
        let mut declared: Vec<i64> = Vec::new();
        let mut offline: Vec<Event> = Vec::new();
        let mut entered: Vec<i64> = Vec::new();
        let mut second_city = false;
        let mut next_id = seed as i64 * 1_000 + 1;
        let mut id = || {
            next_id += 1;
            next_id
        };
        let diligent = draw.below(3) * 10 + 70;
        let mut days = Vec::new();
        let mut down = Vec::new();
        for n in 0..DAYS {
            let today = start() + n;
            let mut events = Vec::new();
            if n == 0 || draw.chance(12) {
                let contact = draw.chance(60).then(|| draw.date(today - 6, today));
                let city = if n == 0 { 0 } else { draw.below(2) as usize };
                let id = id();
                declared.push(id);
                events.push(Event::Declare { id, city, contact });
                if city == 1 && !std::mem::replace(&mut second_city, true) {
                    // A day of its own: what else came first on it would decide, and the model knows days alone.
                    days.push(events);
                    down.push(false);
                    continue;
                }
            }
            events.append(&mut offline);
            if draw.chance(diligent) {
                let event = Event::CheckIn {
                    id: id(),
                    on: today,
                    fever: draw.chance(4),
                };
                match draw.below(10) {
                    0 => offline.push(event),
                    1 => {
                        let Event::CheckIn { id, on, .. } = event else {
                            continue;
                        };
                        events.extend([event, Event::Again { id, on }]);
                    }
                    _ => events.push(event),
                }
            }
            if draw.chance(5) {
                let id = id();
                entered.push(id);
                events.push(Event::AtTheDoor { id });
            } else if draw.chance(30)
                && let Some(id) = entered.pop()
            {
                events.push(Event::Confirm { id });
            }
            if !lifts && today < second_version() && declared.len() > 1 && draw.chance(15) {
                let at = 1 + draw.below(declared.len() as u32 - 1) as usize;
                events.push(Event::TakeBack {
                    declaration: declared.remove(at),
                });
            }
            if lifts && draw.chance(8) {
                events.push(Event::Lift {
                    nth: draw.below(2) as usize,
                });
            }
            down.push(events.is_empty() && draw.chance(40));
            days.push(events);
        }
        Self { days, down }
    }
}
