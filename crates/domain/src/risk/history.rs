//! All lists that are known, and which of them is in force when.
//!
//! A list is in force from its own instant until the next. Of several lists of one instant the one saved
//! last is in force; where that cannot be told, the first seen stays and the other is a contradiction for
//! people to settle. Lists may arrive in any order and any number of times: where the times of saving are
//! known, the history is the same.
//!
//! What is kept is the changes: for each area and each county its [`Steps`], for each list its times. Whole
//! lists stand here only for the last one and for those that another list of the same instant replaced.
//! Copies share what they do not change, so that "what would this list do?" is asked of a copy.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::area::AreaText;
use super::content::{Content, changes};
use super::list::{Import, RiskList};
use super::slot::{Admission, Slot};
use super::steps::Steps;
use crate::ids::{AreaId, RiskListId};
use crate::place::DivisionCode;
use crate::time::Instant;

/// All lists that are known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// The instants that have a list, ascending.
    pub(super) slots: Vec<Slot>,
    /// The last list in force: the next one changes only what differs from it.
    last: Content,
    pub(super) areas: BTreeMap<AreaId, Arc<Area>>,
    pub(super) counties: BTreeMap<DivisionCode, Arc<County>>,
    /// The areas of which staff said that they are the whole county, and since when that is known.
    pub(super) whole: BTreeMap<AreaId, Instant>,
    /// Whether lists that were there once cannot be read.
    incomplete: bool,
}

/// An area that a list has named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Area {
    pub(super) place: DivisionCode,
    pub(super) text: AreaText,
    pub(super) steps: Steps,
}

/// A county in which a list has named an area.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct County {
    /// The highest level of any of its areas.
    pub(super) steps: Steps,
    /// Its areas, ascending.
    pub(super) areas: Vec<AreaId>,
}

impl History {
    /// Takes a list that arrived. Lists in the order of their instants cost least.
    pub fn admit(&mut self, list: &RiskList) -> Admission {
        match self
            .slots
            .binary_search_by_key(&list.as_of, |slot| slot.as_of)
        {
            Ok(at) => self.meet(at, list),
            Err(at) => {
                let before = self.content_before(at);
                self.slots.insert(at, Slot::new(list));
                self.put_in_force(at, &before, list);
                Admission::InForce
            }
        }
    }

    /// Notes that lists which were there once cannot be read: what no list says any more, they may have said.
    pub fn mark_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Whether lists that were there once cannot be read.
    pub const fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// What would become of a list if it arrived now.
    pub fn weigh(&self, list: &RiskList) -> Admission {
        let found = self
            .slots
            .binary_search_by_key(&list.as_of, |slot| slot.as_of);
        found.map_or(Admission::InForce, |at| self.slots[at].weigh(list))
    }

    /// The lists in force, ascending: instant, id and import.
    pub fn lists(&self) -> impl DoubleEndedIterator<Item = (Instant, RiskListId, Import)> {
        let slots = self.slots.iter();
        slots.map(|slot| (slot.as_of, slot.in_force.id, slot.in_force.import))
    }

    fn meet(&mut self, at: usize, list: &RiskList) -> Admission {
        let admission = self.slots[at].weigh(list);
        match admission {
            Admission::InForce | Admission::Contradiction(_) => {}
            Admission::Known => self.slots[at].see_again(list),
            Admission::Superseded(_) => {
                self.register(list, &Content::default());
                self.slots[at].keep(list);
            }
            Admission::Corrects(_) => {
                let before = self.content(list.as_of);
                self.slots[at].correct(list, before.clone());
                self.put_in_force(at, &before, list);
            }
        }
        admission
    }

    /// What is in force before the list that comes to stand at this place.
    fn content_before(&self, at: usize) -> Content {
        match at.checked_sub(1) {
            None => Content::default(),
            Some(_) if at == self.slots.len() => self.last.clone(),
            Some(previous) => self.content(self.slots[previous].as_of),
        }
    }

    /// Puts a list on the time from its instant to the next, where `before` was in force.
    fn put_in_force(&mut self, at: usize, before: &Content, list: &RiskList) {
        let (from, to) = (list.as_of, self.slots.get(at + 1).map(|next| next.as_of));
        let after = Content::of(list);
        self.register(list, before);
        for (id, level) in changes(&before.areas, &after.areas) {
            if let Some(area) = self.areas.get_mut(&id) {
                Arc::make_mut(area).steps.set(from, to, level);
            }
        }
        for (code, level) in changes(&before.counties, &after.counties) {
            if let Some(county) = self.counties.get_mut(&code) {
                Arc::make_mut(county).steps.set(from, to, level);
            }
        }
        if to.is_none() {
            self.last = after;
        }
    }

    /// Enters the areas that are new; those that `known` names are not.
    fn register(&mut self, list: &RiskList, known: &Content) {
        for area in &list.areas {
            let Some(place) = area.place else { continue };
            if known.names(area.id) || self.areas.contains_key(&area.id) {
                continue;
            }
            let text = area.text.clone();
            let entry = Area {
                place,
                text,
                steps: Steps::default(),
            };
            self.areas.insert(area.id, Arc::new(entry));
            let county = Arc::make_mut(self.counties.entry(place).or_default());
            if let Err(at) = county.areas.binary_search(&area.id) {
                county.areas.insert(at, area.id);
            }
        }
    }

    /// What is in force at an instant.
    fn content(&self, instant: Instant) -> Content {
        let areas = self.areas.iter();
        let counties = self.counties.iter();
        Content {
            areas: areas
                .filter_map(|(id, area)| Some((*id, area.steps.at(instant)?)))
                .collect(),
            counties: counties
                .filter_map(|(code, county)| Some((*code, county.steps.at(instant)?)))
                .collect(),
        }
    }
}
