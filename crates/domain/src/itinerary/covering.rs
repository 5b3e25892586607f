//! What the lists of a check name so far: the counties and countries that cover what was recorded.

use super::window::Read;
use super::{DeclaredPlace, Place, Window};
use crate::place::{CountryCode, DivisionCode, border_of, current, touches};
use crate::time::Date;

/// The places that cover a number: those of its own list and of the lists before it.
pub(super) struct Covering {
    window: Window,
    places: Vec<Covered>,
}

struct Covered {
    place: Place,
    read: Read,
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
                    read: self.window.reads(declared.place),
                    days,
                    listed,
                });
            }
        }
    }

    /// Whether a list names a county of the city.
    pub(super) fn reaches(&self, city: DivisionCode) -> bool {
        let lies_in = |covered: &Covered| match covered.place {
            Place::County(code) => {
                city.contains(code) || covered.read.counties().iter().any(|c| city.contains(*c))
            }
            Place::Abroad(_) => false,
        };
        self.places.iter().any(lies_in)
    }

    /// Whether a place is named, with any day.
    pub(super) fn names(&self, read: &Read) -> bool {
        self.places.iter().any(|covered| covered.read.meets(read))
    }

    /// Whether a place is named for this day.
    pub(super) fn names_on(&self, read: &Read, day: Date) -> bool {
        let of_day = |covered: &&Covered| covered.days.contains(&day);
        let mut places = self.places.iter().filter(of_day);
        places.any(|covered| covered.read.meets(read))
    }

    /// Whether a recorded place may be the other side of a border of a listed county: it touches one and lasted one day. What is
    /// recorded of the first day alone may be the end of a longer stay, and is none.
    pub(super) fn is_drift(&self, read: &Read, days: &[Date]) -> bool {
        let recorded = self.today(read);
        let listed = self.places.iter().filter(|covered| covered.listed);
        let mut listed = listed.flat_map(|covered| self.today(&covered.read));
        // Counties that are one today touched while they were two.
        let beside = |own: DivisionCode| {
            let mut others = recorded.iter();
            others.any(|other| own == *other || touches(own, *other))
        };
        matches!(days, [day] if *day > self.window.from) && listed.any(beside)
    }

    /// A named county at the border of the mainland: one that touches the country, where there is one.
    pub(super) fn border_with(&self, country: CountryCode) -> Option<DivisionCode> {
        let counties = self
            .places
            .iter()
            .flat_map(|covered| self.today(&covered.read));
        let counties: Vec<DivisionCode> = counties.collect();
        let is_beside = |code: &&DivisionCode| border_of(**code).contains(&country);
        let is_border = |code: &&DivisionCode| !border_of(**code).is_empty();
        let touching = counties.iter().find(is_beside);
        touching
            .or_else(|| counties.iter().find(is_border))
            .copied()
    }

    /// The counties of today, by whose codes the tables of neighbours and borders are written.
    fn today(&self, read: &Read) -> Vec<DivisionCode> {
        let codes = read.counties().iter();
        codes
            .flat_map(|code| current(*code, self.window.to.year()))
            .collect()
    }
}
