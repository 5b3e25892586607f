//! Taking a correction down: which declaration it is about, and what is right instead, as the person says it.

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::staff::Member;
use domain::time::Instant;

use super::{AtCounter, served};
use crate::Service;
use crate::correct::{Corrected, CorrectionAsked};
use crate::error::{Error, Missing};
use crate::me::{MyDeclaration, declarations};

impl Service {
    /// The newest declaration of the person before the counter for the city, of those that stand: when it was made, and until
    /// when taking it back needs no reason. What was said in it is not shown.
    #[crate::boxed]
    pub async fn last_declaration_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        now: Instant,
    ) -> Result<Option<MyDeclaration>, Error> {
        let person = self.before_counter(member, at, now).await?;
        self.note_served(person, served(member, "serve at counter"), now)
            .await?;
        let facts = self.read_person(person, now).await?;
        let mut standing = declarations(&facts.record, now).into_iter();
        Ok(standing.find(|declaration| declaration.city == at.city))
    }

    /// Takes a declaration of the person before the counter back in favour of another, both of the city for which they are served.
    /// What is free, what needs a reason and what waits for a reviewer is as on their own page; who took it down stands in it, and
    /// in their log. Staff are asked about an itinerary as with a declaration.
    #[crate::boxed]
    pub async fn correct_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        asked: &CorrectionAsked,
        now: Instant,
    ) -> Result<(PersonId, Corrected, Vec<Decision>), Error> {
        if asked.instead.jurisdiction != at.city {
            return Err(Error::field(
                "instead.city",
                "与服务台办理的城市不一致，请重新选择",
                "is not the city for which the person is served; choose one for both",
            ));
        }
        let person = self.before_counter(member, at, now).await?;
        let facts = self.read_person(person, now).await?;
        let mut said = facts.record.declarations.iter();
        let old = said.find(|declaration| declaration.id == asked.declaration);
        if old.is_none_or(|old| old.jurisdiction != at.city) {
            return Err(Error::Unknown(Missing::Declaration));
        }
        let by = (served(member, "correct at counter"), Some(member.id));
        let (corrected, decisions) = self.correct_by(person, asked, by, now).await?;
        let deed = served(member, "ask about itinerary at counter");
        self.ask_from_counter((person, at.city), deed, now).await?;
        Ok((person, corrected, decisions))
    }
}
