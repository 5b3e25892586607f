//! What the simulated carrier knows of a number: where its phone lives and travels, and how well it is recorded. Day by
//! day the same, whenever it is asked.

use domain::itinerary::{Place, RecordedStay};
use domain::place::{DivisionCode, neighbours_of};
use domain::time::Date;

/// In so many days a phone with drift is once seen on the other side: no window of 14 days holds it twice.
const DRIFT_EVERY: i32 = 15;
/// In so many days a phone with gaps is once not seen.
const GAP_EVERY: i32 = 5;

/// Where a phone is: at home, and on its trips.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Life {
    /// The county where it is on every day without a trip.
    pub home: DivisionCode,
    /// Where else it was, or is: counties and countries. On the first and the last day it is at home too.
    pub trips: Vec<RecordedStay>,
    /// How well it is recorded.
    pub recording: Recording,
}

/// How well a phone is recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Recording {
    /// Once in 15 days a county that touches its own is recorded for that day too.
    pub drift: bool,
    /// Once in 5 days nothing is recorded.
    pub gaps: bool,
    /// By how many days more than the usual one it is late.
    pub late_days: u8,
}

impl Life {
    /// At home, with nothing special.
    pub const fn at_home(home: DivisionCode) -> Self {
        Self {
            home,
            trips: Vec::new(),
            recording: Recording {
                drift: false,
                gaps: false,
                late_days: 0,
            },
        }
    }

    /// The stays from `first` to `last`, both included, joined where a place follows itself. `seed` is of the number.
    pub(super) fn stays(&self, seed: u32, first: Date, last: Date) -> Vec<RecordedStay> {
        let mut stays: Vec<RecordedStay> = Vec::new();
        for day in first.day()..=last.day() {
            let on = Date::from_day(day);
            for place in self.places(seed, on) {
                let goes_on =
                    |stay: &&mut RecordedStay| stay.place == place && stay.to.next() == on;
                match stays.iter_mut().find(goes_on) {
                    Some(stay) => stay.to = on,
                    None => stays.push(RecordedStay {
                        place,
                        from: on,
                        to: on,
                    }),
                }
            }
        }
        stays
    }

    /// Where it was recorded on a day.
    fn places(&self, seed: u32, on: Date) -> Vec<Place> {
        let falls = |every: i32, salt: u32| {
            let at = seed.rotate_left(salt) % every.unsigned_abs();
            on.day().rem_euclid(every) == at as i32
        };
        if self.recording.gaps && falls(GAP_EVERY, 7) {
            return Vec::new();
        }
        let trips = || {
            self.trips
                .iter()
                .filter(|trip| trip.from <= on && on <= trip.to)
        };
        let away = trips().any(|trip| trip.from < on && on < trip.to);
        let mut places: Vec<Place> = Vec::new();
        if !away {
            places.push(Place::County(self.home));
        }
        places.extend(trips().map(|trip| trip.place));
        let beside = neighbours_of(self.home);
        if self.recording.drift && !away && !beside.is_empty() && falls(DRIFT_EVERY, 13) {
            places.push(Place::County(beside[seed as usize % beside.len()]));
        }
        places
    }
}
