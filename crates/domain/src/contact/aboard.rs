//! A case's journey with what counts of it: only what lies inside the infectious window.

use super::event::Aboard;
use super::prepared::Unfit;
use super::venue::Second;
use crate::time::Date;

/// A journey ready to be matched.
#[derive(Clone, Debug)]
pub(super) struct Counted<'a> {
    pub(super) aboard: &'a Aboard,
    /// The dates that count.
    pub(super) first: Date,
    pub(super) last: Date,
    /// The times that count, where they are known.
    pub(super) times: Option<(Second, Second)>,
    /// Whether a leg of `first` was aboard in the time that counts, without its times: not where the journey began before.
    pub(super) is_whole: bool,
}

/// The last date of a journey: as it is said, or that of its last second where that is later.
pub(super) fn last_date(said: Date, times: Option<(Second, Second)>) -> Date {
    let ends = times.map(|(_, to)| to.instant().plus_ms(-1).date());
    ends.map_or(said, |ends| ends.max(said))
}

impl<'a> Counted<'a> {
    /// The journey of a case who was infectious from `infectious` on, or why nothing of it counts.
    pub(super) fn of(aboard: &'a Aboard, infectious: Option<Date>) -> Result<Self, Unfit> {
        let said_in_order = aboard.date <= aboard.last_date;
        if !said_in_order || aboard.times.is_some_and(|(from, to)| from >= to) {
            return Err(Unfit::Interval);
        }
        let mut journey = Self {
            aboard,
            first: aboard.date,
            last: last_date(aboard.last_date, aboard.times),
            times: aboard.times,
            is_whole: true,
        };
        if let Some(infectious) = infectious {
            journey.cut(infectious)?;
        }
        Ok(journey)
    }

    fn cut(&mut self, infectious: Date) -> Result<(), Unfit> {
        if self.last < infectious {
            return Err(Unfit::NotInfectious);
        }
        if self.first < infectious {
            self.first = infectious;
            self.is_whole = false;
        }
        if let Some((from, to)) = &mut self.times {
            *from = (*from).max(Second::nearest(infectious.start()));
            if *from >= *to {
                return Err(Unfit::NotInfectious);
            }
        }
        Ok(())
    }

    /// From when until before when the case can have been aboard.
    pub(super) fn span(&self) -> (Second, Second) {
        let days = || {
            let (first, last) = (self.first.start(), self.last.end());
            (Second::nearest(first), Second::nearest(last))
        };
        self.times.unwrap_or_else(days)
    }
}
