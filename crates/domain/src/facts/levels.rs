//! One place, seen by the lists for one policy: its levels, and what its person is asked.

use crate::facts::places::Place;
use crate::facts::{AreaRelation, Facts, Question, Stay};
use crate::ids::AreaId;
use crate::policy::Policy;
use crate::record::Ticked;
use crate::risk::{AreaChoice, Episode, History, ResidenceDays, StayDays};
use crate::time::Date;

/// What the lists may name of a county.
#[derive(Clone, Copy)]
enum Named {
    Area(AreaId),
    Whole,
    County,
}

/// One place, seen by the lists.
pub(super) struct Levels<'a> {
    place: &'a Place,
    history: &'a History,
    policy: &'a Policy,
    today: Date,
}

impl<'a> Levels<'a> {
    pub(super) fn of(
        place: &'a Place,
        history: &'a History,
        policy: &'a Policy,
        today: Date,
    ) -> Self {
        Self {
            place,
            history,
            policy,
            today,
        }
    }

    pub(super) fn add_to(&self, facts: &mut Facts) {
        let recorded = self.place.recorded;
        let ticked = self
            .place
            .inside()
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
        let unknown = self.place.ticked == Ticked::Unknown;
        let relation = if unknown {
            AreaRelation::Unknown
        } else {
            AreaRelation::Elsewhere
        };
        let beside = county.filter(|found| Some(found.known.level) > own);
        facts
            .stays
            .extend(beside.map(|found| self.fact(relation, found)));
        let bare = self.policy.names(self.place.county);
        facts.stays.extend(bare.then(|| self.bare(relation)));
        facts.questions.extend(self.question());
    }

    /// The stay itself, for rules that name its county: whatever the lists say, and however long they do.
    fn bare(&self, area: AreaRelation) -> Stay {
        Stay {
            id: self.place.id.0,
            place: self.place.county,
            area,
            from: self.place.from,
            to: self.place.to,
            recorded: self.place.recorded,
            level: None,
            residence: self.place.is_residence,
        }
    }

    fn fact(&self, area: AreaRelation, found: Episode) -> Stay {
        Stay {
            id: self.place.id.0,
            place: self.place.county,
            area,
            from: self.place.from,
            to: found.last.into_iter().chain(self.place.to).min(),
            recorded: found.known.recorded,
            level: Some(found.known.level),
            residence: self.place.is_residence,
        }
    }

    /// A residence that goes on is looked at through the window; everything else from its first day.
    fn standing(&self, recorded: Date) -> Option<ResidenceDays> {
        let look_back = i32::from(self.policy.look_back_days);
        self.place.to.is_none().then_some(ResidenceDays {
            from: self.place.from,
            recorded,
            look_back,
        })
    }

    /// The days that are looked at: of a residence those of the window, also once it has ended, or what the lists
    /// said long ago would colour who moves.
    fn days(&self, recorded: Date) -> StayDays {
        let mut days = self.place.days(recorded);
        if self.place.is_residence {
            let last = days.to.unwrap_or(self.today);
            let window = last - i32::from(self.policy.look_back_days);
            days.from = days.from.max(window);
        }
        days
    }

    fn level(&self, named: Named, recorded: Date) -> Option<Episode> {
        let (history, county, on) = (self.history, self.place.county, self.today);
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

    /// The areas of the county that a list names and that the person was not asked about, while the stay counts.
    pub(super) fn unasked(&self) -> Vec<AreaChoice> {
        let window = self.today - i32::from(self.policy.look_back_days);
        if self.place.to.is_some_and(|last| last < window) {
            return Vec::new();
        }
        let days = self.days(self.place.recorded);
        let last = self.policy.level_from.last_day(days, self.today);
        self.history
            .newly_named(self.place.county, days.from, last, self.place.asked)
    }

    fn question(&self) -> Option<Question> {
        let new = self.unasked();
        let since = new
            .iter()
            .filter_map(|choice| self.level(Named::Area(choice.id), self.place.asked.date()))
            .map(|e| e.known.recorded);
        since.min().map(|since| Question {
            place: self.place.county,
            since,
        })
    }
}
