//! Looking for the people whom a publication can touch, range by range of their ids: by what their rating rows say of their
//! facts, by the places of their stays, by their journeys, and by visits that events met.

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::rating::Touched;
use domain::time::Instant;
use storage::{PersonFacts, Seen};

use super::track::Ranges;
use crate::Service;
use crate::error::Error;

/// A search, and which ranges it has.
pub(crate) struct Search {
    touched: Touched,
    /// The counties with stays in which it can touch anybody.
    places: Vec<DivisionCode>,
    pub(super) ranges: Ranges,
    next: usize,
}

impl Service {
    /// The search for those behind `after` whom a publication can touch.
    pub(crate) async fn search(
        &self,
        touched: Touched,
        after: PersonId,
        now: Instant,
    ) -> Result<Search, Error> {
        let stays = self.store.places_of_stays().await?;
        self.raise(&stays.alarms, now).await?;
        let mut places = stays.rows;
        places.retain(|place| touched.holds(*place));
        let is_nobody = places.is_empty()
            && !touched.asks_for_kinds()
            && touched.journeys().is_empty()
            && touched.venue_days().is_empty();
        let span = self.store.span_of_people().await?;
        Ok(Search {
            ranges: Ranges::of(span.filter(|_| !is_nobody), after),
            touched,
            places,
            next: 0,
        })
    }
}

impl Search {
    /// Whether it concerns somebody at all, as they were read.
    pub(crate) fn concerns(&self, facts: &PersonFacts) -> bool {
        let uses = facts.record.uses.iter().map(|used| used.jurisdiction);
        self.touched.concerns(uses)
    }

    /// The people of the next range; nothing when all were there.
    pub(crate) async fn next(&mut self, service: &Service) -> Result<Option<Vec<PersonId>>, Error> {
        if self.next >= self.ranges.count() {
            return Ok(None);
        }
        self.next += 1;
        self.range(service, self.next - 1).await.map(Some)
    }

    /// The people of one range, in the order of their ids.
    pub(super) async fn range(
        &self,
        service: &Service,
        number: usize,
    ) -> Result<Vec<PersonId>, Error> {
        let range = self.ranges.range(number);
        let mut people = Vec::new();
        if self.touched.asks_for_kinds() {
            let pick = |seen: &Seen<'_>| self.meets(seen);
            people = service.store.pick_by_row(range, pick).await?.people;
        }
        if !self.places.is_empty() {
            let since = self.touched.since();
            let there = service.store.people_of_range(&self.places, since, range);
            people.extend(there.await?);
        }
        let journeys = self.touched.journeys();
        if !journeys.is_empty() {
            people.extend(service.store.people_of_journeys(journeys, range).await?);
        }
        let days = self.touched.venue_days();
        if !days.is_empty() {
            people.extend(service.store.people_of_venue_days(days, range).await?);
        }
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }

    fn meets(&self, seen: &Seen<'_>) -> bool {
        let kinds = seen.kinds();
        self.touched.may_meet(kinds)
            && seen
                .jurisdictions()
                .is_none_or(|uses| self.touched.meets(kinds, &uses))
    }
}
