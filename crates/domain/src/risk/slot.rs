//! The lists of one instant, and which of them is in force.
//!
//! Three files of 14 July 2022, 0 o'clock, differ; the one saved last is in force. The others are not
//! forgotten: what they said first was known first.

use std::cmp::Ordering;

use super::content::Content;
use super::list::{Import, RiskList};
use crate::ids::RiskListId;
use crate::time::Instant;

/// The lists of one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Slot {
    pub(super) as_of: Instant,
    pub(super) in_force: Version,
    /// The lists saved earlier, ordered by id.
    pub(super) replaced: Vec<(Version, Content)>,
}

/// One list of an instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Version {
    pub(super) id: RiskListId,
    pub(super) import: Import,
}

/// What became of a list that arrived.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// The first list of its instant: it is in force from then until the next.
    InForce,
    /// Saved after the list of the same instant that was in force, which it replaces.
    Corrects(RiskListId),
    /// Saved before the list of the same instant, which stays in force.
    Superseded(RiskListId),
    /// The same content again. Nothing changes but the time of saving, where it was not known.
    Known,
    /// Another list of the same instant is in force, and nobody can tell which was saved last. The list is
    /// not taken; importing both with their times of saving settles it.
    Contradiction(RiskListId),
}

impl Slot {
    pub(super) fn new(list: &RiskList) -> Self {
        Self {
            as_of: list.as_of,
            in_force: Version::of(list),
            replaced: Vec::new(),
        }
    }

    /// What becomes of another list of the same instant: a function of what is kept and what arrives.
    pub(super) fn weigh(&self, list: &RiskList) -> Admission {
        let in_force = self.in_force;
        let known =
            in_force.id == list.id || self.replaced.iter().any(|(old, _)| old.id == list.id);
        let order = list
            .import
            .saved
            .zip(in_force.import.saved)
            .map(|(new, old)| new.cmp(&old));
        match order {
            _ if in_force.id == list.id => Admission::Known,
            Some(Ordering::Greater) => Admission::Corrects(in_force.id),
            _ if known => Admission::Known,
            Some(Ordering::Less) => Admission::Superseded(in_force.id),
            _ => Admission::Contradiction(in_force.id),
        }
    }

    /// The same content again.
    pub(super) fn see_again(&mut self, list: &RiskList) {
        let replaced = self.replaced.iter_mut().map(|(version, _)| version);
        for version in std::iter::once(&mut self.in_force).chain(replaced) {
            if version.id == list.id {
                version.import = version.import.again(list.import);
            }
        }
    }

    /// Keeps a list that was saved before the one in force.
    pub(super) fn keep(&mut self, list: &RiskList) {
        self.replaced.push((Version::of(list), Content::of(list)));
        self.replaced.sort_by_key(|(version, _)| version.id);
    }

    /// The list comes into force; the one that was keeps what it named.
    pub(super) fn correct(&mut self, list: &RiskList, content: Content) {
        let mut version = Version::of(list);
        if let Some(at) = self.replaced.iter().position(|(old, _)| old.id == list.id) {
            let (old, _) = self.replaced.remove(at);
            version.import = old.import.again(version.import);
        }
        let replaced = std::mem::replace(&mut self.in_force, version);
        self.replaced.push((replaced, content));
        self.replaced.sort_by_key(|(version, _)| version.id);
    }
}

impl Version {
    fn of(list: &RiskList) -> Self {
        Self {
            id: list.id,
            import: list.import,
        }
    }
}

impl Import {
    /// The same content came twice: saved last then, and known since the first time.
    fn again(self, other: Self) -> Self {
        Self {
            saved: self.saved.max(other.saved),
            recorded: self.recorded.min(other.recorded),
        }
    }
}
