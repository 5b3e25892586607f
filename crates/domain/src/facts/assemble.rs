//! From what is kept to what a rule may read.
//!
//! Stays get their level from the lists, check-ins are given to the orders that they count for, and whatever
//! was taken back is left out. Facts add up: every declaration that stands counts, not only the last.

use crate::facts::{AreaRelation, Contact, Entry, Facts, Question, Stay, SymptomReport};
use crate::ids::AreaId;
use crate::place::DivisionCode;
use crate::policy::Policy;
use crate::quarantine::Order;
use crate::record::{CheckIn, DeclarationRecord, Record, StayRecord, Ticked, Whereabouts};
use crate::risk::{Episode, History, ResidenceDays, StayDays};
use crate::time::Date;

/// The facts of `record` for `policy` on `today`, by the lists of `history`.
pub fn assemble(record: &Record, history: &History, policy: &Policy, today: Date) -> Facts {
    let standing: Vec<&DeclarationRecord> = record
        .declarations
        .iter()
        .filter(|d| d.corrected_by.is_none())
        .collect();
    let last = standing.iter().map(|d| d.recorded).max();
    let in_use = record
        .uses
        .iter()
        .find(|u| u.jurisdiction == policy.jurisdiction);
    let mut facts = Facts {
        declared: !standing.is_empty(),
        declared_until: last
            .zip(policy.declaration_days)
            .map(|(at, days)| at.date() + i32::from(days)),
        applies_from: in_use.map(|u| u.since),
        orders: record
            .orders
            .iter()
            .map(|order| with_check_ins(order, &record.check_ins))
            .collect(),
        ..Facts::default()
    };
    for declaration in &standing {
        declared(declaration, &mut facts);
    }
    for check_in in &record.check_ins {
        reported(check_in, &mut facts);
    }
    let stands = |stay: &&StayRecord| standing.iter().any(|d| d.id == stay.declaration);
    let stays: Vec<&StayRecord> = record.stays.iter().filter(stands).collect();
    for stay in &stays {
        match stay.whereabouts {
            Whereabouts::County(county) => {
                let levels = Levels {
                    record,
                    history,
                    policy,
                    today,
                    stay,
                    county,
                    end: end(stay, &stays),
                };
                levels.add_to(&mut facts);
            }
            Whereabouts::Abroad(_) => facts.entries.extend(entry(stay)),
        }
    }
    facts.questions.sort_unstable();
    facts.questions.dedup_by_key(|q| q.place);
    facts.canonical()
}

fn declared(declaration: &DeclarationRecord, facts: &mut Facts) {
    let (id, recorded) = (declaration.id.0, declaration.recorded.date());
    facts
        .contacts
        .extend(declaration.contact.map(|on| Contact { id, on, recorded }));
    if !declaration.symptoms.is_empty() || declaration.temperature.is_some() {
        let new = declaration.symptoms.clone();
        facts.symptoms.push(SymptomReport {
            id,
            on: recorded,
            recorded,
            new,
            temperature: declaration.temperature,
        });
    }
}

fn reported(check_in: &CheckIn, facts: &mut Facts) {
    if !check_in.symptoms.is_empty() || check_in.temperature.is_some() {
        facts.symptoms.push(SymptomReport {
            id: check_in.id.0,
            on: check_in.on,
            recorded: check_in.recorded.date(),
            new: check_in.symptoms.clone(),
            temperature: check_in.temperature,
        });
    }
}

fn entry(stay: &StayRecord) -> Option<Entry> {
    Some(Entry {
        id: stay.id.0,
        on: stay.to?,
        recorded: stay.recorded.date(),
    })
}

/// One check-in counts for all orders, where it arrived before its grace was over.
fn with_check_ins(order: &Order, check_ins: &[CheckIn]) -> Order {
    let in_time = |c: &&CheckIn| {
        c.on >= order.first_day && c.recorded.date() - c.on <= i32::from(order.grace_days)
    };
    let mut checked_in: Vec<Date> = check_ins.iter().filter(in_time).map(|c| c.on).collect();
    checked_in.sort_unstable();
    checked_in.dedup();
    Order {
        checked_in,
        ..order.clone()
    }
}

/// The last day of a stay: its own, or for a residence the day on which another one was declared.
fn end(stay: &StayRecord, stays: &[&StayRecord]) -> Option<Date> {
    stay.to.or_else(|| {
        let later = stays
            .iter()
            .filter(|s| s.to.is_none() && s.recorded > stay.recorded);
        let moved = later
            .filter(|s| s.whereabouts != stay.whereabouts)
            .map(|s| s.recorded.date());
        moved.min()
    })
}

/// What the lists may name of a county.
#[derive(Clone, Copy)]
enum Named {
    Area(AreaId),
    Whole,
    County,
}

/// One stay in a county, seen by the lists.
struct Levels<'a> {
    record: &'a Record,
    history: &'a History,
    policy: &'a Policy,
    today: Date,
    stay: &'a StayRecord,
    county: DivisionCode,
    end: Option<Date>,
}

impl Levels<'_> {
    fn add_to(&self, facts: &mut Facts) {
        let recorded = self.stay.recorded.date();
        let ticked = self
            .ticked()
            .filter_map(|(area, on)| self.level(Named::Area(area), on));
        let listed = ticked.reduce(Episode::worse);
        let whole = self.level(Named::Whole, recorded);
        let county = self.level(Named::County, recorded);
        facts
            .stays
            .extend(listed.map(|found| self.fact(AreaRelation::Listed, found)));
        facts
            .stays
            .extend(whole.map(|found| self.fact(AreaRelation::Whole, found)));
        let own = listed
            .into_iter()
            .chain(whole)
            .map(|found| found.known.level)
            .max();
        let unknown = self.stay.ticked == Ticked::Unknown;
        let relation = if unknown {
            AreaRelation::Unknown
        } else {
            AreaRelation::Elsewhere
        };
        let beside = county.filter(|found| Some(found.known.level) > own);
        facts
            .stays
            .extend(beside.map(|found| self.fact(relation, found)));
        facts.questions.extend(self.question());
    }

    fn fact(&self, area: AreaRelation, found: Episode) -> Stay {
        Stay {
            id: self.stay.id.0,
            place: self.county,
            area,
            from: self.stay.from,
            to: found.last.into_iter().chain(self.end).min(),
            recorded: found.known.recorded,
            level: Some(found.known.level),
        }
    }

    /// The areas that the person ticked, each with the date of the answer.
    fn ticked(&self) -> impl Iterator<Item = (AreaId, Date)> {
        let answers = self
            .record
            .answers
            .iter()
            .filter(|a| a.stay == self.stay.id && a.inside);
        answers.map(|a| (a.area, a.recorded.date()))
    }

    fn days(&self, recorded: Date) -> StayDays {
        StayDays {
            from: self.stay.from,
            to: self.end,
            recorded,
        }
    }

    /// A residence that goes on is looked at through the window; everything else from its first day.
    fn standing(&self, recorded: Date) -> Option<ResidenceDays> {
        let look_back = i32::from(self.policy.look_back_days);
        self.end.is_none().then_some(ResidenceDays {
            from: self.stay.from,
            recorded,
            look_back,
        })
    }

    fn level(&self, named: Named, recorded: Date) -> Option<Episode> {
        let (history, county, on) = (self.history, self.county, self.today);
        if let Some(residence) = self.standing(recorded) {
            return match named {
                Named::Area(area) => history.residence_level(&[area], residence, on),
                Named::Whole => history.whole_residence_level(county, residence, on),
                Named::County => history.county_residence_level(county, residence, on),
            };
        }
        let (days, from) = (self.days(recorded), self.policy.level_from);
        let known = match named {
            Named::Area(area) => history.stay_level(&[area], days, on, from),
            Named::Whole => history.whole_stay_level(county, days, on, from),
            Named::County => history.county_stay_level(county, days, on, from),
        };
        known.map(|known| Episode { known, last: None })
    }

    /// Whether a list names areas of the county that the person was not asked about, while the stay counts.
    fn question(&self) -> Option<Question> {
        let window = self.today - i32::from(self.policy.look_back_days);
        if self.end.is_some_and(|last| last < window) {
            return None;
        }
        let answers = self
            .record
            .answers
            .iter()
            .filter(|a| a.stay == self.stay.id);
        let asked = answers
            .map(|a| a.recorded)
            .fold(self.stay.recorded, Ord::max);
        let first = if self.end.is_none() {
            self.stay.from.max(window)
        } else {
            self.stay.from
        };
        let last = self
            .policy
            .level_from
            .last_day(self.days(self.stay.recorded.date()), self.today);
        let new = self.history.newly_named(self.county, first, last, asked);
        let since = new
            .iter()
            .filter_map(|choice| self.level(Named::Area(choice.id), asked.date()))
            .map(|e| e.known.recorded);
        since.min().map(|since| Question {
            place: self.county,
            since,
        })
    }
}
