//! Visits of 14 days at restaurants, some of which many go to, and events where people go.
//!
//! Each visit follows from its number, so that nobody has to keep them.

use anyhow::Context;
use domain::contact::{AtVenue, Event, IndexPerson, PlaceKind, Second, Visit, Where};

/// Visits, where the environment does not say it.
const VISITS: u64 = 10_000_000;
/// Events, unless there are fewer visits.
const EVENTS: u64 = 5_000;
/// Visits of a venue, on average.
const VISITS_A_VENUE: u64 = 200;
/// The first day, 2022-07-01 in Hangzhou, as a second.
const FIRST: u32 = 1_656_604_800;
/// Days on which people go out.
const DAYS: u64 = 14;
/// From six in the morning, for sixteen hours.
const OPENS: u32 = 6 * 3_600;
const OPEN: u64 = 16 * 3_600;

/// So many visits.
#[derive(Clone, Copy)]
pub(crate) struct Invented {
    pub(crate) visits: u64,
    pub(crate) events: u64,
}

/// `BENCH_VISITS`, or ten million.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever measures says in the environment for how many visits"
)]
pub(crate) fn how_many() -> anyhow::Result<Invented> {
    let visits = match std::env::var("BENCH_VISITS") {
        Ok(number) => number.parse().context("BENCH_VISITS")?,
        Err(_) => VISITS,
    };
    let events = EVENTS.min(visits);
    Ok(Invented { visits, events })
}

impl Invented {
    /// A visit by its number.
    pub(crate) fn visit(&self, row: u64) -> Visit {
        let mut draw = Draw(row);
        let venues = (self.visits / VISITS_A_VENUE).max(1);
        // The square of a share: a few venues have many of the visits.
        let share = draw.below(1 << 20);
        let venue = (((share * share) >> 20) * venues) >> 20;
        let from = draw.moment();
        let lasts = 300 + draw.below(10_500) as u32;
        Visit {
            row,
            venue,
            room: None,
            from: Second(from),
            to: Some(Second(from + lasts)),
        }
    }

    /// All visits, in their order.
    pub(crate) fn all(&self) -> impl Iterator<Item = Visit> {
        let all = *self;
        (0..self.visits).map(move |row| all.visit(row))
    }

    /// The stays of cases, each where and when somebody came in, for one to three hours.
    pub(crate) fn stays(&self) -> Vec<AtVenue> {
        let stay = |number| {
            let mut draw = Draw(u64::MAX - number);
            let other = self.visit(draw.below(self.visits));
            AtVenue {
                venue: other.venue,
                kind: PlaceKind::Restaurant,
                room: None,
                from: other.from,
                to: Second(other.from.0 + 3_600 + draw.below(7_200) as u32),
                closes: None,
            }
        };
        (0..self.events).map(stay).collect()
    }
}

/// A stay as an event of a case.
pub(crate) fn event(stay: AtVenue) -> Event {
    Event {
        of: IndexPerson::Case,
        onset: None,
        place: Where::Venue(stay),
    }
}

/// Numbers that look drawn and follow from a seed (splitmix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    fn moment(&mut self) -> u32 {
        FIRST + (self.below(DAYS) as u32) * 86_400 + OPENS + self.below(OPEN) as u32
    }
}
