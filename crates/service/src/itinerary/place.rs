//! Places between what the page sends, what is compared, and what is told.

use domain::itinerary::{DeclaredPlace, Place, RecordedStay, place_name};
use domain::time::Date;

use super::told::{ItineraryPlace, ItineraryWhere};

/// A place as the page reads it, named as it was called on a day; absent: today.
pub(super) fn told_where(place: Place, on: Option<Date>) -> ItineraryWhere {
    let name = place_name(place, on);
    match place {
        Place::County(code) => ItineraryWhere {
            county: Some(code.to_string()),
            country: None,
            name,
        },
        Place::Abroad(code) => ItineraryWhere {
            county: None,
            country: Some(code.to_string()),
            name,
        },
    }
}

fn told(place: Place, from: Date, to: Date) -> ItineraryPlace {
    let ItineraryWhere {
        county,
        country,
        name,
    } = told_where(place, Some(to));
    ItineraryPlace {
        county,
        country,
        name,
        from,
        to,
    }
}

/// A declared place as the page reads it.
pub(super) fn told_declared(declared: &DeclaredPlace) -> ItineraryPlace {
    told(declared.place, declared.from, declared.to)
}

/// A recorded stay as the page reads it.
pub(super) fn told_recorded(stay: &RecordedStay) -> ItineraryPlace {
    told(stay.place, stay.from, stay.to)
}
