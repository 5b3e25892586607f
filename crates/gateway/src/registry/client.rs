//! The registry as we ask it over HTTP.

use domain::identity::{Document, PersonName, Phone};
use domain::time::{Date, Instant};

use super::{
    Agreement, BIRTHS, BornQuestion, IdentityRegistry, KIN_PATH, Kin, KinQuestion, PATH, Question,
    RENEWALS, RenewalQuestion, Reply,
};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Neighbour, SetupError};
use crate::{Answer, Chance};

/// A registry that speaks the exchange of this module.
pub struct RegistryClient {
    agreements: Caller,
    kin: Caller,
    births: Caller,
    renewals: Caller,
}

impl RegistryClient {
    /// The way to a registry; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        let caller = |path, chance| Caller::new(Neighbour::IdentityRegistry, path, access, chance);
        Ok(Self {
            agreements: caller(PATH, Chance::clone(&chance))?,
            births: caller(BIRTHS, Chance::clone(&chance))?,
            renewals: caller(RENEWALS, Chance::clone(&chance))?,
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

    fn agrees_born<'a>(
        &'a self,
        name: &'a PersonName,
        document: &'a Document,
        born: Date,
        now: Instant,
    ) -> Answer<'a, Agreement> {
        Box::pin(async move {
            let question = BornQuestion {
                name: name.full(),
                document_kind: document.kind().word(),
                document_number: document.number(),
                birth_date: born,
            };
            let reply: Reply = self.births.ask(&question, None, now).await?;
            Ok(reply.agreement)
        })
    }

    fn same_holder<'a>(
        &'a self,
        name: &'a PersonName,
        document: &'a Document,
        former: &'a Document,
        now: Instant,
    ) -> Answer<'a, Agreement> {
        Box::pin(async move {
            let question = RenewalQuestion {
                name: name.full(),
                document_kind: document.kind().word(),
                document_number: document.number(),
                former_kind: former.kind().word(),
                former_number: former.number(),
            };
            let reply: Reply = self.renewals.ask(&question, None, now).await?;
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
