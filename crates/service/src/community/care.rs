//! Whether a member of staff may do something about a person: by where the person lives.

use domain::access::Action;
use domain::community::{HomePlace, residence};
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::staff::Member;
use domain::state::State;
use domain::time::{Date, Instant};
use storage::{HomeRow, PersonFacts};

use crate::Service;
use crate::change::registered;
use crate::error::{Error, Missing};
use crate::log::Deed;

/// What a member of staff does for a person in quarantine.
pub(super) const fn caring(member: &Member, action: &'static str) -> Deed {
    Deed {
        by: By::Staff(member.id),
        purpose: Purpose::Care,
        action,
    }
}

impl Service {
    /// The person, where they live in an area in which the member may do this. Of who is not there and of who lives elsewhere the
    /// answers differ: ids say nothing and are not to be guessed.
    pub(super) async fn care_for(
        &self,
        (member, action): (&Member, Action),
        person: PersonId,
        now: Instant,
    ) -> Result<PersonFacts, Error> {
        let facts = match self.read_person(person, now).await {
            Err(Error::NotRegistered) => return Err(Error::Unknown(Missing::Followed)),
            facts => facts?,
        };
        registered(&facts).map_err(|_| Error::Unknown(Missing::Followed))?;
        let (home, alarms) = self.store.home_of(person).await?;
        self.raise(&alarms, now).await?;
        let place = place_of(home.as_ref(), &facts);
        if !place.is_some_and(|place| member.may_at(action, place)) {
            let words = place.map(|place| place.to_string()).unwrap_or_default();
            self.note_refusal(member, action, &words, now).await?;
            return Err(Error::OutsideDivision);
        }
        Ok(facts)
    }
}

/// Where a person lives: their home, else the county that they declared.
pub(super) fn place_of(home: Option<&HomeRow>, facts: &PersonFacts) -> Option<HomePlace> {
    let declared = residence(&facts.record).map(HomePlace::of_county);
    home.map(|row| row.home.place).or(declared)
}

/// Whether the person is or was in quarantine on a date: then a worker may have been there.
pub(super) fn was_in_quarantine(facts: &PersonFacts, on: Date) -> bool {
    let held = facts.orders.iter().any(|row| {
        row.order.first_day <= on && row.order.state.ended().is_none_or(|ended| ended >= on)
    });
    let decisions = facts.rating.iter().flat_map(|rating| &rating.decisions);
    held || decisions.into_iter().any(|d| d.state >= State::Yellow)
}
