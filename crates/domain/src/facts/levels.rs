//! The level of a stay, as its county's lists give it on the date of a decision (LEVEL OF A STAY in the
//! requirements).
//!
//! A residence goes on, so it is looked at through the window; also once it has ended, or what a list said of
//! last year would colour who moves. What an order rests on is looked at from the order's first day as well.

use crate::facts::{AreaRelation, EvidenceKind, EvidenceRef, Facts, Question, Stay};
use crate::ids::AreaId;
use crate::place::DivisionCode;
use crate::policy::{LevelFrom, Policy};
use crate::quarantine::Order;
use crate::record::{Record, StayRecord, Ticked};
use crate::risk::{Episode, History, ResidenceDays, StayDays};
use crate::time::Date;

/// What the lists may name of a county.
#[derive(Clone, Copy)]
enum Named {
    Area(AreaId),
    Whole,
    County,
}

/// One stay in a county, seen by the lists.
#[derive(Clone, Copy)]
pub(super) struct Levels<'a> {
    pub(super) record: &'a Record,
    pub(super) history: &'a History,
    pub(super) policy: &'a Policy,
    pub(super) today: Date,
    pub(super) stay: &'a StayRecord,
    pub(super) county: DivisionCode,
    /// Its last day, where it has ended.
    pub(super) end: Option<Date>,
    /// A residence as it was seen on this date, and not through the window of today.
    pub(super) seen: Option<Date>,
}

impl Levels<'_> {
    pub(super) fn add_to(&self, facts: &mut Facts) {
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
    }

    /// What an order rests on lives as long as the order: a residence that today's window no longer shows is
    /// added as it was seen on the order's first day.
    pub(super) fn add_cited_to(&self, facts: &mut Facts) {
        let rests = |order: &&Order| {
            let by_this = |e: &&EvidenceRef| e.kind == EvidenceKind::Stay && e.id == self.stay.id.0;
            let mut cited = order.evidence.iter().filter(by_this);
            cited.any(|e| !facts.holds(*e))
        };
        let days: Vec<Date> = facts
            .orders
            .iter()
            .filter(rests)
            .map(|o| o.first_day)
            .collect();
        for day in days {
            let seen = Some(self.end.map_or(day, |end| end.min(day)));
            Self { seen, ..*self }.add_to(facts);
        }
    }

    fn fact(&self, area: AreaRelation, found: Episode) -> Stay {
        Stay {
            id: self.stay.id.0,
            place: self.county,
            area,
            from: self.stay.from,
            to: found
                .last
                .into_iter()
                .chain(self.end)
                .chain(self.seen)
                .min(),
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
        let to = self.seen.or(self.end);
        StayDays {
            from: self.first(to),
            to,
            recorded,
        }
    }

    /// The first day that is looked at: of a residence that of the window, also once it has ended.
    fn first(&self, last: Option<Date>) -> Date {
        let residence = last.filter(|_| self.stay.to.is_none());
        let window = residence.map(|last| last - i32::from(self.policy.look_back_days));
        window.map_or(self.stay.from, |window| window.max(self.stay.from))
    }

    /// A residence that goes on is looked at through the window; everything else from its first day.
    fn standing(&self, recorded: Date) -> Option<ResidenceDays> {
        let look_back = i32::from(self.policy.look_back_days);
        (self.end.is_none() && self.seen.is_none()).then_some(ResidenceDays {
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
        let days = self.days(recorded);
        let from = if self.seen.is_some() {
            LevelFrom::StayOnly
        } else {
            self.policy.level_from
        };
        let known = match named {
            Named::Area(area) => history.stay_level(&[area], days, on, from),
            Named::Whole => history.whole_stay_level(county, days, on, from),
            Named::County => history.county_stay_level(county, days, on, from),
        };
        known.map(|known| Episode { known, last: None })
    }

    /// Whether a list names areas of the county that the person was not asked about, while the stay counts.
    pub(super) fn question(&self) -> Option<Question> {
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
            self.first(self.end)
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
