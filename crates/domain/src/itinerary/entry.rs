//! Entries into a city and returns to it: what a check answers (S0-2, S0-3).

use super::{DeclaredPlace, Place};
use crate::ids::DeclarationId;
use crate::place::DivisionCode;
use crate::record::{DeclarationRecord, StayRecord};
use crate::time::{Date, Instant};

const HOUR_MS: i64 = 3_600_000;

/// An entry into a city, or a return to it, as kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct EntryRecord {
    /// The city.
    pub jurisdiction: DivisionCode,
    /// The day of the entry.
    pub on: Date,
    /// When the declaration that opened it was recorded.
    pub recorded: Instant,
    /// When a check answered it, or staff accepted what took its place; absent while it is open.
    pub verified: Option<Instant>,
}

impl EntryRecord {
    /// Whether nothing has answered it.
    pub const fn is_open(&self) -> bool {
        self.verified.is_none()
    }
}

/// Whether `declaration` opens an entry into its city, and on which day: the first declaration for it does, and a later one
/// that names a stay outside of it which no earlier declaration for it names. Corrected declarations are among
/// the earlier ones: what was taken back was said.
///
/// `declarations` and `stays` are all of the person's, those of `declaration` among them. Whether the city's policy asks
/// for verification is the caller's to know.
pub fn entry(
    declarations: &[DeclarationRecord],
    stays: &[StayRecord],
    declaration: DeclarationId,
) -> Option<Date> {
    let new = declarations.iter().find(|d| d.id == declaration)?;
    let city = new.jurisdiction;
    let earlier: Vec<&DeclarationRecord> = declarations
        .iter()
        .filter(|d| d.jurisdiction == city)
        .filter(|d| (d.recorded, d.id) < (new.recorded, new.id))
        .collect();
    let of = |id: DeclarationId| stays.iter().filter(move |stay| stay.declaration == id);
    let is_new = |stay: &StayRecord| {
        let mut named = earlier.iter().flat_map(|d| of(d.id));
        lies_outside(city, stay) && !named.any(|known| covers(known, stay))
    };
    let opens = earlier.is_empty() || of(new.id).any(is_new);
    opens.then(|| new.recorded.date())
}

/// Whether a check that passed at `passed` answers an entry on a day: it did so no earlier than `hours` before the day (P
/// `verify_hours_before`), or later.
pub fn answers(passed: Instant, on: Date, hours: u16) -> bool {
    passed.ms() >= on.start().ms() - i64::from(hours) * HOUR_MS
}

/// Whether what a declaration for the city says of a stay was handed in with the check that answers the entry: the place, with
/// days that meet its own or end on the day before. What lies inside of the city, and a residence, need not be. So a
/// journey that was made after the check is not answered by it.
pub fn is_answered(city: DivisionCode, stay: &StayRecord, handed_in: &[DeclaredPlace]) -> bool {
    let meets = |place: &DeclaredPlace| {
        let last = stay.to.unwrap_or(stay.from);
        place.place == stay.whereabouts && place.from <= last && stay.from <= place.to.next()
    };
    !lies_outside(city, stay) || handed_in.iter().any(meets)
}

/// A residence is no return: it stands.
fn lies_outside(city: DivisionCode, stay: &StayRecord) -> bool {
    stay.to.is_some()
        && match stay.whereabouts {
            Place::County(county) => !city.contains(county),
            Place::Abroad(_) => true,
        }
}

/// Whether a stay that was named before says all of this one. A residence does not: who lives outside and went home
/// returns as well.
fn covers(known: &StayRecord, stay: &StayRecord) -> bool {
    known.whereabouts == stay.whereabouts
        && known.from <= stay.from
        && matches!((known.to, stay.to), (Some(last), Some(to)) if to <= last)
}
