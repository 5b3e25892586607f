//! Taking a declaration down, word for word as the person says it.

use domain::declaration::Declaration;
use domain::ids::PersonId;
use domain::rating::Decision;
use domain::staff::Member;
use domain::time::Instant;

use super::{AtCounter, served};
use crate::Service;
use crate::error::Error;

impl Service {
    /// Keeps a declaration of the person before the counter, and answers with who they are and the decision of every city in
    /// use. It gives what the person's own would give; who took it down stands in it, and in their log. Where the city asks for
    /// the itinerary and the person has no number whose record could be compared, staff are asked with it.
    #[crate::boxed]
    pub async fn declare_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        declaration: &Declaration,
        now: Instant,
    ) -> Result<(PersonId, Vec<Decision>), Error> {
        if declaration.jurisdiction != at.city {
            return Err(Error::field(
                "declaration.city",
                "与服务台办理的城市不一致，请重新选择",
                "is not the city for which the person is served; choose one for both",
            ));
        }
        let person = self.before_counter(member, at, now).await?;
        let by = (served(member, "declare at counter"), Some(member.id));
        let decisions = self.declare_by(person, declaration, by, now).await?;
        let deed = served(member, "ask about itinerary at counter");
        self.ask_from_counter((person, at.city), deed, now).await?;
        Ok((person, decisions))
    }
}
