//! Handing out a credential: until when it may say what it says, its place in a status list, its signature; and noting it
//! before it leaves, so that no gate takes what nobody knows of.

use credential::{Bearer, Claims, Credential, StatusRef, Validity};
use domain::identity::PersonName;
use domain::ids::{DeviceId, PersonId};
use domain::rating::Decision;
use domain::time::{Date, Instant};
use domain::verdict::Status;
use storage::{Field, IssuedCredential, PersonFacts, WriteError};

use crate::Service;
use crate::error::Error;
use crate::me::word;
use crate::shared::Shared;

/// What a credential is to say, and for whom.
pub(crate) struct Wanted<'a> {
    /// The decision.
    pub(crate) decision: &'a Decision,
    /// The date for which it was made.
    pub(crate) day: Date,
    /// The first date on which the credential is no longer good.
    pub(crate) ends: Date,
    /// What it is bound to.
    pub(crate) bearer: Bearer,
    /// The device that holds it, or the sheet's own number.
    pub(crate) holder: DeviceId,
}

impl Service {
    /// Signs a credential of a person as they were read, and notes it. `None` where something about them has changed
    /// since: whoever asked reads again.
    pub(crate) async fn hand_out(
        &self,
        facts: &PersonFacts,
        wanted: Wanted<'_>,
        shared: &Shared,
        now: Instant,
    ) -> Result<Option<Credential>, Error> {
        let list = wanted.ends - 1;
        let index = self.next_place(list, now.date()).await?;
        let status = StatusRef::new(&self.list_address(list), index);
        let city = wanted.decision.jurisdiction;
        let claims = Claims {
            issuer: city,
            day: wanted.day,
            validity: Validity::new(now, wanted.day, wanted.ends).ok_or(Error::Busy)?,
            status: status.map_err(|e| Error::Signing(e.to_string()))?,
            state: wanted.decision.state,
            pop_up: !wanted.decision.pop_ups.is_empty(),
            bearer: wanted.bearer,
            demo: self.is_demo(),
        };
        let key = shared.keys().signing(city, now).ok_or_else(no_key)?;
        let credential =
            Credential::sign(&claims, key).map_err(|e| Error::Signing(e.to_string()))?;
        let issued = IssuedCredential {
            list,
            index,
            jurisdiction: city,
            device: wanted.holder,
            kind: claims.bearer.kind(),
            on: wanted.day,
            state: claims.state,
            pop_up: claims.pop_up,
            issued: now,
            status: Status::AsIssued,
        };
        match self.store.write(self.store.issue(facts, &issued)).await {
            Ok(()) => Ok(Some(credential)),
            Err(WriteError::Conflict) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The name of a person, as they registered with it.
    pub(crate) async fn name_of(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<PersonName, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        name.ok_or(Error::Damaged)
    }
}

/// The first date on which a credential of `decision`, made for `day`, is no longer good: `last` at the latest, or the
/// first on which with no new fact the state could be another.
pub(crate) fn ends(
    decision: &Decision,
    facts: &PersonFacts,
    shared: &Shared,
    day: Date,
    last: Date,
) -> Result<Date, Error> {
    let policy = shared.policy(decision.jurisdiction, day)?;
    let assembled = shared.facts(&facts.record, &policy, day);
    let by_facts = policy.state_until(&assembled, day, last);
    let by_policy = shared.next_version(decision.jurisdiction, day);
    Ok(by_facts.into_iter().chain(by_policy).fold(last, Date::min))
}

fn no_key() -> Error {
    Error::Signing("the city has no key for this hour".to_owned())
}
