//! The registry as we ask it over HTTP.

use domain::identity::{Document, PersonName, Phone};
use domain::time::Instant;

use super::{Agreement, IdentityRegistry, PATH, Question, Reply};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Neighbour, SetupError};
use crate::{Answer, Chance};

/// A registry that speaks the exchange of this module.
pub struct RegistryClient(Caller);

impl RegistryClient {
    /// The way to a registry; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        Caller::new(Neighbour::IdentityRegistry, PATH, access, chance).map(Self)
    }
}

impl IdentityRegistry for RegistryClient {
    fn agrees<'a>(
        &'a self,
        name: &'a PersonName,
        document: &'a Document,
        phone: &'a Phone,
        now: Instant,
    ) -> Answer<'a, Agreement> {
        Box::pin(async move {
            let question = Question {
                name: name.full(),
                document_kind: document.kind().word(),
                document_number: document.number(),
                phone: phone.number(),
            };
            let reply: Reply = self.0.ask(&question, None, now).await?;
            Ok(reply.agreement)
        })
    }

    fn rests(&self) -> bool {
        self.0.rests()
    }
}
