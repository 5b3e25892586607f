//! A registry that says one and the same of everybody, inside this program: the load is on the service.

use domain::identity::{Document, PersonName, Phone as Number};
use domain::time::{Date, Instant};
use gateway::Answer;
use gateway::registry::{Agreement, IdentityRegistry, Kin};

/// Says one and the same of everybody.
pub struct FixedRegistry(pub Agreement);

impl IdentityRegistry for FixedRegistry {
    fn agrees<'a>(
        &'a self,
        _: &'a PersonName,
        _: &'a Document,
        _: &'a Number,
        _: Instant,
    ) -> Answer<'a, Agreement> {
        Box::pin(std::future::ready(Ok(self.0)))
    }

    fn kin<'a>(
        &'a self,
        _: (&'a PersonName, &'a Document),
        _: (&'a PersonName, &'a Document),
        _: Instant,
    ) -> Answer<'a, Kin> {
        Box::pin(std::future::ready(Ok(Kin::UNKNOWN)))
    }

    fn agrees_born<'a>(
        &'a self,
        _: &'a PersonName,
        _: &'a Document,
        _: Date,
        _: Instant,
    ) -> Answer<'a, Agreement> {
        Box::pin(std::future::ready(Ok(self.0)))
    }

    fn same_holder<'a>(
        &'a self,
        _: &'a PersonName,
        _: &'a Document,
        _: &'a Document,
        _: Instant,
    ) -> Answer<'a, Agreement> {
        Box::pin(std::future::ready(Ok(self.0)))
    }
}
