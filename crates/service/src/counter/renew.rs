//! A renewed document, where both lie on the table.

use domain::access::Action;
use domain::identity::Document;
use domain::staff::Member;
use domain::time::Instant;

use super::{AtCounter, served};
use crate::Service;
use crate::error::Error;
use crate::renew::not_renewed;

impl Service {
    /// Puts a renewed document in the place of the old one, because a member of staff has seen both. Refused where somebody
    /// else is registered with it. Sent again it is done already.
    #[crate::boxed]
    pub async fn renew_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        document: &Document,
        now: Instant,
    ) -> Result<(), Error> {
        let person = self.before_counter(member, at, now).await?;
        let deed = served(member, "renew document at counter");
        if self.take_document(person, document, deed, now).await? {
            return Ok(());
        }
        let action = Action::ServeAtCounter;
        self.note_refusal(member, action, "taken", now).await?;
        Err(not_renewed())
    }
}
