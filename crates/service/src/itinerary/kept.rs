//! What of a check is kept sealed: which numbers are confirmed, the places that the person declared for each, and what was
//! handed in.

use domain::ids::NumberId;
use domain::itinerary::{CHECK_DAYS, Cause, DeclaredPlace};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::Word;

use crate::code::DAY_MS;
use crate::error::Error;

/// The numbers of a check and what was declared for each.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    numbers: Vec<KeptNumber>,
    /// What was declared in everything that was handed in while the check goes on, whatever came of it and is declared since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    handed_in: Vec<DeclaredPlace>,
    /// Why what was handed in last did not pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    failed: Vec<Cause>,
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

    /// What goes on into a check that is begun anew after one that passed: what was handed in is not taken back by it.
    pub(super) fn anew(&self) -> Self {
        Self {
            handed_in: self.handed_in.clone(),
            ..Self::default()
        }
    }

    /// Whether the person has shown that they hold a number, not longer ago than a check goes on.
    pub(super) fn is_confirmed(&self, number: NumberId, now: Instant) -> bool {
        let number = self.number(number);
        number.is_some_and(|kept| now.ms() < kept.confirmed_ms + CHECK_DAYS * DAY_MS)
    }

    /// Notes what was handed in, and what came of it.
    pub(super) fn hand_in(&mut self, causes: &[Cause]) {
        let said: Vec<DeclaredPlace> = self.all_places().copied().collect();
        let new = said.into_iter().filter(|place| {
            let known = self.handed_in.iter();
            !known.clone().any(|known| known == place)
        });
        let new: Vec<DeclaredPlace> = new.collect();
        self.handed_in.extend(new);
        self.failed = causes.to_vec();
    }

    /// What was declared in what was handed in.
    pub(super) fn handed_in(&self) -> &[DeclaredPlace] {
        &self.handed_in
    }

    /// Why what was handed in last did not pass.
    pub(super) fn failed(&self) -> &[Cause] {
        &self.failed
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

    /// Notes that the person has shown that they hold a number; what was declared for it stays.
    pub(super) fn confirm(&mut self, number: NumberId, now: Instant) {
        let known = self.numbers.iter_mut().find(|kept| kept.id == number.0);
        if let Some(known) = known {
            known.confirmed_ms = now.ms();
        } else {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing::told;

    #[test]
    fn n_7_a_check_of_the_itinerary_is_told_in_words() {
        let day = "2022-07-12".parse().unwrap();
        let place = |place| DeclaredPlace {
            place,
            from: day,
            to: day,
        };
        let home = place(domain::itinerary::Place::County("330106".parse().unwrap()));
        let away = place(domain::itinerary::Place::Abroad("MM".parse().unwrap()));
        let told = told(&Kept {
            numbers: vec![KeptNumber {
                id: 0,
                confirmed_ms: 1_657_767_600_000,
                places: vec![home, away],
                same_as_first: true,
            }],
            handed_in: vec![away],
            failed: Cause::ALL.to_vec(),
        });
        for words in ["缅甸", "运营商记录的地方没有填写"] {
            assert!(told.zh.contains(words), "{words}: {}", told.zh);
        }
    }
}
