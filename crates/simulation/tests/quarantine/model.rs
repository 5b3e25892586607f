//! The reference model: on each day the whole life is told again from its first day, with what is known now, and what was
//! taken back is left out. It has no states and no changes: an order is there or it is not.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::state::{Colour, State};
use domain::time::Date;

use crate::history::Event;
use crate::rules::{CITIES, Kind, Says, says, start};

#[derive(Clone, Copy, Debug)]
struct Evidence {
    id: i64,
    kind: Kind,
    /// The day of which it speaks: two that say the same of it are one.
    on: Date,
    /// The last day of an exposure.
    exposed: Option<Date>,
    known: Date,
}

#[derive(Clone, Copy, Debug)]
struct Order {
    city: usize,
    evidence: i64,
    says: Says,
    first: Date,
    lifted: Option<Date>,
}

/// Where an order stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    Runs {
        colour: Colour,
        until: Date,
        free: Date,
    },
    Over(Date),
}

/// What the model says of a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Said {
    /// The state, which is the same in both cities: all colours come by orders, and those hold everywhere.
    pub(crate) state: State,
    /// The first date after it.
    pub(crate) until: Option<Date>,
    /// The first free date.
    pub(crate) free: Option<Date>,
}

#[derive(Default)]
pub(crate) struct Model {
    since: [Option<Date>; CITIES.len()],
    evidence: Vec<Evidence>,
    /// When check-ins were made and when each was there first.
    check_ins: BTreeSet<(Date, Date)>,
    waiting: BTreeMap<i64, Date>,
    lifted: BTreeMap<(usize, i64, Date), Date>,
}

impl Model {
    /// Takes in what happens; a lifting names the order by `lift_nth`, below.
    pub(crate) fn happens(&mut self, event: &Event, today: Date) {
        match *event {
            Event::Declare { id, city, contact } => {
                self.since[city].get_or_insert(today);
                if let Some(on) = contact {
                    self.evidence.push(Evidence {
                        id,
                        kind: Kind::Contact,
                        on,
                        exposed: Some(on),
                        known: today,
                    });
                }
            }
            Event::CheckIn { id, on, fever } => {
                self.check_ins.insert((on, today));
                if fever {
                    self.fever(id, on, today);
                }
            }
            Event::Again { .. } => {}
            Event::AtTheDoor { id } => {
                self.check_ins.insert((today, today));
                self.waiting.insert(id, today);
            }
            Event::Confirm { id } => {
                let on = self.waiting.remove(&id).unwrap_or(today);
                self.fever(id, on, today);
            }
            Event::TakeBack { declaration } => self.evidence.retain(|e| e.id != declaration),
            Event::Lift { nth } => {
                let orders = self.orders(today);
                let open = orders.iter().filter(|o| self.runs(o, today));
                if let Some(order) = open.clone().nth(nth) {
                    let key = (order.city, order.evidence, order.first);
                    self.lifted.insert(key, today);
                }
            }
        }
    }

    /// By city, rule and first day, of which there is one: which open order a lifting of today would lift. Of two pieces of
    /// evidence of one day either may carry it.
    pub(crate) fn lift_nth(&self, nth: usize, today: Date) -> Option<(usize, &'static str, Date)> {
        let orders = self.orders(today);
        let mut open = orders.iter().filter(|o| self.runs(o, today));
        let order = open.nth(nth)?;
        let evidence = self.evidence.iter().find(|e| e.id == order.evidence)?;
        let rule = match evidence.kind {
            Kind::Contact => "contact",
            Kind::Fever => "fever",
        };
        Some((order.city, rule, order.first))
    }

    fn fever(&mut self, id: i64, on: Date, known: Date) {
        self.evidence.push(Evidence {
            id,
            kind: Kind::Fever,
            on,
            exposed: None,
            known,
        });
    }

    /// The orders of a life that is told again, as it is known on `today`.
    fn orders(&self, today: Date) -> Vec<Order> {
        let mut orders: Vec<Order> = Vec::new();
        let mut day = start();
        while day <= today {
            for city in 0..CITIES.len() {
                self.open(city, day, today, &mut orders);
            }
            day = day.next();
        }
        orders
    }

    fn open(&self, city: usize, day: Date, today: Date, orders: &mut Vec<Order>) {
        let Some(since) = self.since[city].filter(|since| *since <= day) else {
            return;
        };
        let first = |e: &&Evidence| {
            let mut same = self
                .evidence
                .iter()
                .filter(|o| (o.kind, o.on) == (e.kind, e.on));
            same.all(|other| (e.known, e.id) <= (other.known, other.id))
        };
        let known = self
            .evidence
            .iter()
            .filter(|e| e.known <= day)
            .filter(first);
        let mut new: Vec<_> = known
            .map(|evidence| {
                let says = says(city, evidence.kind, day);
                let first = evidence.known.max(since).max(says.effective);
                (
                    first,
                    Reverse(strictness(says)),
                    evidence.kind,
                    evidence,
                    says,
                )
            })
            .collect();
        new.sort_by_key(|(first, strict, kind, evidence, _)| (*first, *strict, *kind, evidence.id));
        for (first, _, _, evidence, says) in new {
            if orders
                .iter()
                .any(|order| self.covers(order, evidence, says, first, today))
            {
                continue;
            }
            let key = (city, evidence.id, first);
            orders.push(Order {
                city,
                evidence: evidence.id,
                says,
                first,
                lifted: self.lifted.get(&key).copied(),
            });
        }
    }

    /// Whether evidence opens no order because of one that is there.
    fn covers(&self, order: &Order, new: &Evidence, says: Says, first: Date, today: Date) -> bool {
        let as_bad = order.says.colour >= says.colour;
        if order.evidence == new.id {
            return as_bad;
        }
        let (red, all) = strictness(order.says);
        let as_strict = red >= strictness(says).0 && all >= strictness(says).1;
        let before = new.exposed.is_none_or(|last| last < order.first);
        let over = match (self.stands(order, today), order.lifted) {
            (Stands::Over(on), Some(lifted)) => Some(on.min(lifted)),
            (Stands::Over(on), None) => Some(on),
            (Stands::Runs { .. }, lifted) => lifted,
        };
        [new.known, first].into_iter().any(|date| {
            let ran = order.first < date && over.is_none_or(|over| date < over);
            order.first == date && as_strict || as_bad && before && ran
        })
    }

    fn counted(&self, day: Date) -> bool {
        let grace = 1;
        let made = self.check_ins.iter();
        made.clone()
            .any(|(on, arrived)| *on == day && *arrived - *on <= grace)
    }

    /// Days are counted off one by one: the first one by itself, the others where they have a check-in in time, those that can
    /// still get one as if they had it.
    fn stands(&self, order: &Order, today: Date) -> Stands {
        let stages = [
            (order.says.colour, order.says.days),
            (Colour::Yellow, order.says.then_yellow),
        ];
        let mut day = order.first;
        let mut running: Option<(Colour, Date)> = None;
        for (colour, days) in stages {
            if days == 0 {
                continue;
            }
            let mut left = days;
            let mut owing = false;
            while left > 0 {
                let sure = day == order.first || self.counted(day);
                let open = today - day <= 1;
                owing |= !sure && open && day < today;
                left -= i32::from(sure || open);
                day = day.next();
            }
            if running.is_some() {
                continue;
            }
            if today < day || owing {
                if day <= today {
                    day = today.next();
                }
                running = Some((colour, day));
            }
        }
        match running {
            Some((colour, until)) => Stands::Runs {
                colour,
                until,
                free: day,
            },
            None => Stands::Over(day),
        }
    }

    fn runs(&self, order: &Order, today: Date) -> bool {
        order.lifted.is_none() && matches!(self.stands(order, today), Stands::Runs { .. })
    }

    /// State and dates on `today`.
    pub(crate) fn says(&self, today: Date) -> Said {
        let orders = self.orders(today);
        let running = orders.iter().filter(|order| order.lifted.is_none());
        let running = running.filter_map(|order| match self.stands(order, today) {
            Stands::Runs {
                colour,
                until,
                free,
            } => Some((colour, until, free)),
            Stands::Over(_) => None,
        });
        let running: Vec<(Colour, Date, Date)> = running.collect();
        let worst = running.iter().map(|(colour, ..)| *colour).max();
        let of_worst = running.iter().filter(|(colour, ..)| Some(*colour) == worst);
        Said {
            state: match worst {
                Some(Colour::Red) => State::Red,
                Some(Colour::Yellow) => State::Yellow,
                None => State::Green,
            },
            until: of_worst.map(|(_, until, _)| *until).max(),
            free: running.iter().map(|(.., free)| *free).max(),
        }
    }
}

/// Red days, and all days.
fn strictness(says: Says) -> (i32, i32) {
    let red = if says.colour == Colour::Red {
        says.days
    } else {
        0
    };
    (red, says.days + says.then_yellow)
}
