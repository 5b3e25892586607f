//! The registry as we ask it over HTTP.

use domain::identity::{Document, PersonName, Phone};
use domain::time::Instant;

use super::{Agreement, IdentityRegistry, KIN_PATH, Kin, KinQuestion, PATH, Question, Reply};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Neighbour, SetupError};
use crate::{Answer, Chance};

/// A registry that speaks the exchange of this module.
pub struct RegistryClient {
    agreements: Caller,
    kin: Caller,
}

impl RegistryClient {
    /// The way to a registry; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        let caller = |path, chance| Caller::new(Neighbour::IdentityRegistry, path, access, chance);
        Ok(Self {
            agreements: caller(PATH, chance.clone())?,
            kin: caller(KIN_PATH, chance)?,
        })
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
            let reply: Reply = self.agreements.ask(&question, None, now).await?;
            Ok(reply.agreement)
        })
    }

    fn kin<'a>(
        &'a self,
        (name, document): (&'a PersonName, &'a Document),
        (guardian_name, guardian): (&'a PersonName, &'a Document),
        now: Instant,
    ) -> Answer<'a, Kin> {
        Box::pin(async move {
            let question = KinQuestion {
                name: name.full(),
                document_kind: document.kind().word(),
                document_number: document.number(),
                guardian_name: guardian_name.full(),
                guardian_document_kind: guardian.kind().word(),
                guardian_document_number: guardian.number(),
            };
            self.kin.ask(&question, None, now).await
        })
    }

    fn rests(&self) -> bool {
        self.agreements.rests()
    }
}
