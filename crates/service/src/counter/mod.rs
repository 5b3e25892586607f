//! At a counter: people without a phone, or with none at hand, whose document lies on the table before a member of staff.
//!
//! Who is served is named by name and number each time, as they stand on the document; whoever is not registered with both is
//! told from nobody. What is done is the same as what the person does themself, by the same verbs, and each time a line in
//! their log says who did it. *Invariant:* a declaration that was taken down here counts as the person's own.

mod correct;
mod declare;
mod register;
mod renew;
mod sheet;

use domain::access::Action;
use domain::identity::{Document, PersonName};
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::place::DivisionCode;
use domain::staff::Member;
use domain::time::Instant;

use crate::Service;
use crate::error::{Error, Missing};
use crate::log::Deed;

pub use register::{CounterForm, Served};

/// Whose document lies on the table, and for which city they are served.
pub struct AtCounter {
    /// The name, as in the document.
    pub name: PersonName,
    /// The document.
    pub document: Document,
    /// The city; one of the counter's duties is held for it, or for a part of it.
    pub city: DivisionCode,
}

/// What a member does for a person at a counter.
const fn served(member: &Member, action: &'static str) -> Deed {
    Deed {
        by: By::Staff(member.id),
        purpose: Purpose::Counter,
        action,
    }
}

impl Service {
    /// The person before the counter. Who is not registered with this name and document is not told from who is registered under
    /// another name; either stands in the log.
    async fn before_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        now: Instant,
    ) -> Result<PersonId, Error> {
        let action = Action::ServeAtCounter;
        self.admit_staff_for_city(member, action, at.city, now)
            .await?;
        let person = self.person_by(&at.name, &at.document, now).await?;
        if person.is_none() {
            self.note_refusal(member, action, "nobody", now).await?;
        }
        person.ok_or(Error::Unknown(Missing::Person))
    }

    /// The line in the person's log, on the disk before anything of them is shown.
    async fn note_served(&self, person: PersonId, deed: Deed, now: Instant) -> Result<(), Error> {
        let line = self.line_about(person, deed, "", now).await?;
        let batch = self.store.log_about(person, &line);
        Ok(self.store.write(batch).await?)
    }
}
