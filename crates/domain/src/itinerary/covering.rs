//! What the lists of a check name so far: the counties and countries that cover what was recorded.

use super::{DeclaredPlace, Place, Window};
use crate::place::{CountryCode, DivisionCode, current, touches};
use crate::time::Date;

/// The places that cover a number: those of its own list and of the lists before it.
pub(super) struct Covering {
    window: Window,
    places: Vec<Covered>,
}

struct Covered {
    place: Place,
    /// The counties in force today that it stands for; none for a country.
    counties: Vec<DivisionCode>,
    days: Vec<Date>,
    /// Declared in a list, and not by an answer alone: only such a county is one that others touch.
    listed: bool,
}

impl Covering {
    pub(super) const fn new(window: Window) -> Self {
        Self {
            window,
            places: Vec::new(),
        }
    }

    /// Adds the list of a number. A place counts with any day in the window.
    pub(super) fn declare(&mut self, list: &[DeclaredPlace]) {
        self.cover(list, true);
    }

    /// Adds what answers confirmed.
    pub(super) fn add(&mut self, answered: &[DeclaredPlace]) {
        self.cover(answered, false);
    }

    fn cover(&mut self, list: &[DeclaredPlace], listed: bool) {
        for declared in list {
            let days = self.window.days(declared.from, declared.to);
            if !days.is_empty() {
                self.places.push(Covered {
                    place: declared.place,
                    counties: self.counties(declared.place),
                    days,
                    listed,
                });
            }
        }
    }

    /// Whether a list names a county of the city.
    pub(super) fn reaches(&self, city: DivisionCode) -> bool {
        let lies_in = |covered: &Covered| {
            let own = match covered.place {
                Place::County(code) => city.contains(code),
                Place::Abroad(_) => false,
            };
            own || covered.counties.iter().any(|code| city.contains(*code))
        };
        self.places.iter().any(lies_in)
    }

    /// Whether a place is named, with any day.
    pub(super) fn names(&self, place: Place) -> bool {
        self.of(place).next().is_some()
    }

    /// Whether a place is named for this day.
    pub(super) fn names_on(&self, place: Place, day: Date) -> bool {
        self.of(place).any(|covered| covered.days.contains(&day))
    }

    /// Whether a recorded place may be the other side of a border of a declared county: it touches one and lasted one day.
    pub(super) fn is_drift(&self, place: Place, days: &[Date]) -> bool {
        let ([_], Place::County(_)) = (days, place) else {
            return false;
        };
        let recorded = self.counties(place);
        let mut listed = self.places.iter().filter(|covered| covered.listed);
        listed.any(|covered| {
            let mut own = covered.counties.iter();
            own.any(|own| recorded.iter().any(|other| touches(*own, *other)))
        })
    }

    /// A declared county at the border of the mainland: one that touches the country, where there is one.
    pub(super) fn border_with(
        &self,
        country: CountryCode,
        border_of: impl Fn(DivisionCode) -> &'static [CountryCode],
    ) -> Option<DivisionCode> {
        let counties = || {
            self.places
                .iter()
                .flat_map(|covered| &covered.counties)
                .copied()
        };
        let at_border = || counties().filter(|code| !border_of(*code).is_empty());
        let touching = counties().find(|code| border_of(*code).contains(&country));
        touching.or_else(|| at_border().next())
    }

    fn of(&self, place: Place) -> impl Iterator<Item = &Covered> {
        let recorded = self.counties(place);
        let is_same = move |covered: &&Covered| match (covered.place, place) {
            (Place::County(_), Place::County(_)) => {
                covered.counties.iter().any(|code| recorded.contains(code))
            }
            (declared, recorded) => declared == recorded,
        };
        self.places.iter().filter(is_same)
    }

    /// The counties in force today that a place of the window stands for; none for a country.
    fn counties(&self, place: Place) -> Vec<DivisionCode> {
        match place {
            Place::County(code) => current(code, self.window.year()),
            Place::Abroad(_) => Vec::new(),
        }
    }
}
