//! Looking at a person: never without a purpose from the list, and never without a line that the person sees.

use domain::access::Action;
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::staff::Member;
use domain::time::Instant;

use super::Deed;
use crate::Service;
use crate::error::Error;

impl Service {
    /// Lets a member of staff see something of a person, which `words` are: the line is on the disk before it is shown. Refused
    /// without a purpose from [`Purpose::STAFF`], and that stands in the log too. `allowed` is what the member does it by.
    #[crate::boxed]
    pub async fn look_at(
        &self,
        person: PersonId,
        (member, allowed): (&Member, Action),
        purpose: Option<Purpose>,
        (action, words): (&'static str, &str),
        now: Instant,
    ) -> Result<(), Error> {
        let Some(purpose) = purpose.filter(|purpose| purpose.is_for_staff()) else {
            self.note_refusal(member, allowed, "purpose", now).await?;
            return Err(Error::field(
                "purpose",
                "请从列表中选择查看的目的",
                "is missing or not one that may be given; choose one from the list",
            ));
        };
        let deed = Deed {
            by: By::Staff(member.id),
            purpose,
            action,
        };
        self.note_about(person, deed, words, now).await
    }

    /// Writes the line of a deed by which nothing of a person changed, so that they read it.
    pub(crate) async fn note_about(
        &self,
        person: PersonId,
        deed: Deed,
        words: &str,
        now: Instant,
    ) -> Result<(), Error> {
        let line = self.line_about(person, deed, words, now).await?;
        let batch = match line.alias {
            Some(_) => self.store.log_about(person, &line),
            // Nobody is registered with the document, or no longer.
            None => self.store.log(&line),
        };
        Ok(self.store.write(batch).await?)
    }
}
