//! The counties in which a person stayed, as rating sees them.
//!
//! A residence that is declared again is the same residence: it began when it was first declared, and whatever
//! was said of it since belongs to it. It ends on the day on which another one was declared.

use std::collections::BTreeSet;

use crate::facts::EvidenceRef;
use crate::ids::{AreaId, StayId};
use crate::place::DivisionCode;
use crate::policy::LevelFrom;
use crate::record::{Record, StayRecord, Ticked, Whereabouts};
use crate::risk::{History, KnownLevel, StayDays};
use crate::said_again::StayAgain;
use crate::time::{Date, Instant};

/// No window that a policy may have reaches further back than this.
pub(crate) const WIDEST_WINDOW_DAYS: i32 = 60;

/// One stay in a county, or one residence.
pub(super) struct Place {
    /// Whether it is a residence, which goes on until another is declared.
    pub(super) is_residence: bool,
    /// The stay by which evidence names it.
    pub(super) id: StayId,
    /// Every stay that it is made of.
    pub(super) stays: Vec<StayId>,
    /// The areas that the person ticked, each with the date of the first answer.
    inside: Vec<(AreaId, Date)>,
    /// The county.
    pub(super) county: DivisionCode,
    /// First day.
    pub(super) from: Date,
    /// Last day; absent while a residence goes on.
    pub(super) to: Option<Date>,
    /// The stay by which its person is asked about it.
    pub(super) asks: StayId,
    /// What was last said of it.
    pub(super) ticked: Ticked,
    /// When that was said.
    said: Instant,
    /// The date on which it was first declared.
    pub(super) recorded: Date,
    /// When the person was last asked about its areas.
    pub(super) asked: Instant,
}

/// The places of all declarations that stand.
pub(super) fn places(record: &Record) -> Vec<Place> {
    let stands = |stay: &&StayRecord| {
        record
            .declarations
            .iter()
            .any(|d| d.id == stay.declaration && d.corrected_by.is_none())
    };
    let stays = record.stays.iter().filter(stands);
    let mut stays: Vec<StayAgain<'_>> = stays.map(|stay| StayAgain::of(record, stay)).collect();
    stays.sort_by_key(|stay| (stay.recorded, stay.id));
    let mut places: Vec<Place> = Vec::new();
    for stay in &stays {
        let Whereabouts::County(county) = stay.stay.whereabouts else {
            continue;
        };
        let place = Place::of(record, stay, county, end(stay, &stays));
        let same = places.iter_mut().find(|earlier| place.continues(earlier));
        match same {
            Some(residence) => residence.join(place),
            None => places.push(place),
        }
    }
    places
}

/// Whether the places of a record are the same in what is left of it: each that is left was there and says the same, and each is left that
/// went on to `since` or beyond. By which of its stays an order names one is left out: what an order rests on is kept.
pub(crate) fn keeps_places(record: &Record, left: &Record, since: Date) -> bool {
    let (before, after) = (places(record), places(left));
    let goes_on = |place: &&Place| place.to.is_none_or(|to| to >= since);
    let is_in = |place: &Place, all: &[Place]| all.iter().any(|other| place.says(other));
    let mut standing = before.iter().filter(goes_on);
    standing.all(|place| is_in(place, &after)) && after.iter().all(|place| is_in(place, &before))
}

/// The stays of homes that go on to `since` or beyond, of those for which an area was ticked: a home says the same only with all of them.
pub(crate) fn ticked_at_home(record: &Record, since: Date) -> BTreeSet<StayId> {
    let places = places(record);
    let goes_on = |place: &&Place| place.is_residence && place.to.is_none_or(|to| to >= since);
    let homes = places.iter().filter(goes_on);
    let stays: BTreeSet<StayId> = homes.flat_map(|home| home.stays.iter().copied()).collect();
    let answers = record.answers.iter();
    let ticked = answers.filter(|answer| answer.inside && stays.contains(&answer.stay));
    ticked.map(|answer| answer.stay).collect()
}

/// The last day of a stay: its own, or for a residence the day on which another one was declared.
fn end(stay: &StayAgain<'_>, stays: &[StayAgain<'_>]) -> Option<Date> {
    stay.stay.to.or_else(|| {
        let later = stays
            .iter()
            .filter(|s| s.stay.to.is_none() && s.recorded > stay.recorded);
        let moved = later
            .filter(|s| s.stay.whereabouts != stay.stay.whereabouts)
            .map(|s| s.recorded.date());
        moved.min()
    })
}

impl Place {
    fn of(record: &Record, again: &StayAgain<'_>, county: DivisionCode, to: Option<Date>) -> Self {
        let stay = again.stay;
        let answers = record
            .answers
            .iter()
            .filter(|answer| again.same.contains(&answer.stay));
        let inside = again.areas.iter();
        Self {
            is_residence: stay.to.is_none(),
            id: again.id,
            stays: again.same.clone(),
            inside: inside.map(|(area, since)| (*area, since.date())).collect(),
            county,
            from: again.from,
            to,
            asks: stay.id,
            ticked: stay.ticked,
            said: stay.recorded,
            recorded: again.recorded.date(),
            asked: answers.map(|a| a.recorded).fold(stay.recorded, Ord::max),
        }
    }

    /// Whether it is an earlier residence, declared again.
    fn continues(&self, earlier: &Self) -> bool {
        let both = self.is_residence && earlier.is_residence;
        both && self.county == earlier.county && self.to == earlier.to
    }

    fn join(&mut self, later: Self) {
        self.stays.extend(later.stays);
        self.inside.extend(later.inside);
        self.from = self.from.min(later.from);
        if later.said >= self.said {
            (self.ticked, self.said) = (later.ticked, later.said);
        }
        self.asked = self.asked.max(later.asked);
    }

    /// Whether another is the same place and says the same.
    fn says(&self, other: &Self) -> bool {
        let of = |place: &Self| {
            let days = (place.from, place.to, place.recorded);
            let asked = (place.asks, place.ticked, place.asked);
            (place.id, place.county, place.is_residence, days, asked)
        };
        of(self) == of(other) && self.inside == other.inside
    }

    /// The areas that the person ticked, each with the date of the first answer.
    pub(super) fn inside(&self) -> impl Iterator<Item = (AreaId, Date)> {
        self.inside.iter().copied()
    }

    /// Its days, as known since `recorded`.
    pub(super) fn days(&self, recorded: Date) -> StayDays {
        StayDays {
            from: self.from,
            to: self.to,
            recorded,
        }
    }

    /// Whether the lists still say what `evidence` said when it opened an order, whatever the windows of a policy.
    /// A list that cannot be read takes nothing back.
    pub(super) fn still_carries(
        &self,
        evidence: EvidenceRef,
        first_day: Date,
        history: &History,
        today: Date,
    ) -> bool {
        if history.is_incomplete() {
            return true;
        }
        let mut days = self.days(self.recorded);
        if self.is_residence {
            days.from = days.from.max(first_day - WIDEST_WINDOW_DAYS);
        }
        let from = LevelFrom::Stay;
        let level = if evidence.inside {
            let ticked: Vec<AreaId> = self.inside().map(|(area, _)| area).collect();
            let own = history.stay_level(&ticked, days, today, from);
            let whole = history.whole_stay_level(self.county, days, today, from);
            own.into_iter().chain(whole).reduce(KnownLevel::worse)
        } else {
            history.county_stay_level(self.county, days, today, from)
        };
        level.map(|known| known.level) >= evidence.level
    }
}
