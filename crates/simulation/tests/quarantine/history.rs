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
    pub(crate) fn of(seed: u64) -> Self {
        let mut life = Life::of(seed);
        let (mut days, mut down) = (Vec::new(), Vec::new());
        for n in 0..DAYS {
            let today = start() + n;
            let mut events = Vec::new();
            if life.declares_in_a_second_city(n, today, &mut events) {
                // A day of its own: what else came first on it would decide, and the model knows days alone.
                days.push(events);
                down.push(false);
                continue;
            }
            life.checks_in(today, &mut events);
            life.meets_staff(&mut events);
            life.takes_back_or_is_freed(today, &mut events);
            down.push(events.is_empty() && life.draw.chance(40));
            days.push(events);
        }
        Self { days, down }
    }
}

/// What a history is drawn from, event by event in one order, and what of it matters to later days.
struct Life {
    draw: Draw,
    /// Orders are lifted; otherwise declarations are taken back.
    lifts: bool,
    /// On how many days of a hundred there is a check-in.
    diligent: u32,
    declared: Vec<i64>,
    offline: Vec<Event>,
    entered: Vec<i64>,
    second_city: bool,
    last_id: i64,
}

impl Life {
    fn of(seed: u64) -> Self {
        let mut draw = Draw::seed(seed);
        Self {
            lifts: draw.chance(30),
            diligent: draw.below(3) * 10 + 70,
            draw,
            declared: Vec::new(),
            offline: Vec::new(),
            entered: Vec::new(),
            second_city: false,
            last_id: seed as i64 * 1_000 + 1,
        }
    }

    fn id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    /// Declares, on some days; whether it is for another city for the first time.
    fn declares_in_a_second_city(&mut self, n: i32, today: Date, events: &mut Vec<Event>) -> bool {
        if n > 0 && !self.draw.chance(12) {
            return false;
        }
        let contact = self.draw.chance(60);
        let contact = contact.then(|| self.draw.date(today - 6, today));
        let city = if n == 0 {
            0
        } else {
            self.draw.below(2) as usize
        };
        let id = self.id();
        self.declared.push(id);
        events.push(Event::Declare { id, city, contact });
        city == 1 && !std::mem::replace(&mut self.second_city, true)
    }

    /// What was made without a network arrives, and a check-in is made, sent twice or kept.
    fn checks_in(&mut self, on: Date, events: &mut Vec<Event>) {
        events.append(&mut self.offline);
        if !self.draw.chance(self.diligent) {
            return;
        }
        let id = self.id();
        let fever = self.draw.chance(4);
        let event = Event::CheckIn { id, on, fever };
        match self.draw.below(10) {
            0 => self.offline.push(event),
            1 => events.extend([event, Event::Again { id, on }]),
            _ => events.push(event),
        }
    }

    /// Staff enter something, or what they entered is confirmed.
    fn meets_staff(&mut self, events: &mut Vec<Event>) {
        if self.draw.chance(5) {
            let id = self.id();
            self.entered.push(id);
            events.push(Event::AtTheDoor { id });
        } else if self.draw.chance(30)
            && let Some(id) = self.entered.pop()
        {
            events.push(Event::Confirm { id });
        }
    }

    fn takes_back_or_is_freed(&mut self, today: Date, events: &mut Vec<Event>) {
        let several = self.declared.len() > 1;
        if !self.lifts && today < second_version() && several && self.draw.chance(15) {
            let at = 1 + self.draw.below(self.declared.len() as u32 - 1) as usize;
            let declaration = self.declared.remove(at);
            events.push(Event::TakeBack { declaration });
        }
        if self.lifts && self.draw.chance(8) {
            let nth = self.draw.below(2) as usize;
            events.push(Event::Lift { nth });
        }
    }
}
