//! What of a check is kept sealed: which numbers are confirmed, and the places that the person declared for each.

use domain::ids::NumberId;
use domain::itinerary::DeclaredPlace;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::Word;

use crate::error::Error;

/// The numbers of a check and what was declared for each.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    numbers: Vec<KeptNumber>,
}

/// A number that was confirmed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptNumber {
    id: i64,
    confirmed_ms: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<DeclaredPlace>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    same_as_first: bool,
}

impl Kept {
    pub(super) fn of(words: &str) -> Result<Self, Error> {
        serde_json::from_str(words).map_err(|e| Error::Refused(e.to_string()))
    }

    pub(super) fn sealed(&self) -> Result<Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(text.into())
    }

    pub(super) fn is_confirmed(&self, number: NumberId) -> bool {
        self.number(number).is_some()
    }

    /// What was declared for a number; empty where nothing was.
    pub(super) fn places(&self, number: NumberId) -> &[DeclaredPlace] {
        self.number(number).map_or(&[], |kept| &kept.places)
    }

    pub(super) fn is_same_as_first(&self, number: NumberId) -> bool {
        self.number(number).is_some_and(|kept| kept.same_as_first)
    }

    /// The places of all numbers.
    pub(super) fn all_places(&self) -> impl Iterator<Item = &DeclaredPlace> {
        self.numbers.iter().flat_map(|kept| &kept.places)
    }

    pub(super) fn confirm(&mut self, number: NumberId, now: Instant) {
        if !self.is_confirmed(number) {
            self.numbers.push(KeptNumber {
                id: number.0,
                confirmed_ms: now.ms(),
                places: Vec::new(),
                same_as_first: false,
            });
        }
    }

    /// Puts places in the place of what was declared for a number that is confirmed.
    pub(super) fn declare(
        &mut self,
        number: NumberId,
        places: &[DeclaredPlace],
        same_as_first: bool,
    ) {
        for kept in self.numbers.iter_mut().filter(|kept| kept.id == number.0) {
            kept.places = places.to_vec();
            kept.same_as_first = same_as_first;
        }
    }

    /// Adds a place to what was declared for a number.
    pub(super) fn add(&mut self, number: NumberId, place: DeclaredPlace) {
        for kept in self.numbers.iter_mut().filter(|kept| kept.id == number.0) {
            if !kept.places.contains(&place) {
                kept.places.push(place);
            }
        }
    }

    fn number(&self, number: NumberId) -> Option<&KeptNumber> {
        self.numbers.iter().find(|kept| kept.id == number.0)
    }
}
