//! What was declared in a check becomes stays of the person, so that nothing is said in one place and withheld in another.

use domain::ids::{DeclarationId, StayId};
use domain::itinerary::DeclaredPlace;
use domain::record::{DeclarationRecord, Record, StayRecord, Ticked, Whereabouts};
use domain::time::{Date, Instant};

use crate::chance::{Chance, random_id};
use crate::change::Draft;
use crate::shared::Shared;

/// Adds a stay for each declared place that no standing stay says already, to `declaration` or to the newest that stands. A
/// person who has not declared anywhere has none to add to: their first declaration adds them. Where a list names areas the
/// person does not know yet whether they were in one, and is asked.
pub(super) fn add_stays<'a>(
    draft: &mut Draft,
    shared: &Shared,
    places: impl Iterator<Item = &'a DeclaredPlace>,
    declaration: Option<DeclarationId>,
    (chance, now): (&dyn Chance, Instant),
) {
    let Some(declaration) = declaration.or_else(|| newest(&draft.record)) else {
        return;
    };
    let today = now.date();
    for place in places {
        // A day of arrival that has not come is no stay yet.
        let (from, to) = (place.from, place.to.min(today));
        if from > to || is_said(&draft.record, place.place, (from, to)) {
            continue;
        }
        draft.add_stay(StayRecord {
            id: StayId(random_id(chance)),
            declaration,
            whereabouts: place.place,
            from,
            to: Some(to),
            ticked: ticked(shared, place.place, (from, today)),
            recorded: now,
        });
    }
}

/// The newest that stands: correcting an older one makes it no newer.
fn newest(record: &Record) -> Option<DeclarationId> {
    let standing = record.declarations.iter();
    let standing = standing.filter(|declaration| declaration.corrected_by.is_none());
    let newest = standing.max_by_key(|one| (record.first_said(one), one.id));
    newest.map(|declaration: &DeclarationRecord| declaration.id)
}

fn is_said(record: &Record, place: Whereabouts, (from, to): (Date, Date)) -> bool {
    let stands = |id: DeclarationId| {
        let mut all = record.declarations.iter();
        all.any(|declaration| declaration.id == id && declaration.corrected_by.is_none())
    };
    record.stays.iter().any(|stay| {
        stay.whereabouts == place
            && stay.from <= from
            && stay.to.is_none_or(|last| to <= last)
            && stands(stay.declaration)
    })
}

fn ticked(shared: &Shared, place: Whereabouts, (from, today): (Date, Date)) -> Ticked {
    match place {
        Whereabouts::County(county)
            if !shared.history().areas_of(county, from, today).is_empty() =>
        {
            Ticked::Unknown
        }
        _ => Ticked::Elsewhere,
    }
}
