//! People of four kinds, of whom somebody asks who must not learn which kind it is.

use std::ops::Range;
use std::sync::Arc;

use anyhow::ensure;
use domain::declaration::Declaration;
use domain::identity::{Document, PersonName, Phone as Number};
use domain::state::State;
use domain::time::{Date, Instant};
use service::Neighbours;
use service::gateway::Answer;
use service::gateway::registry::{Agreement, IdentityRegistry, Kin};
use simulation::load::willing_neighbours;

use super::http::folder;
use crate::http::{House, NOW};

/// Requests about each kind of people, those among them that warm up.
pub(super) const EACH: u64 = 220;
/// The kinds.
pub(super) const KINDS: [&str; 4] = ["registered", "unknown", "green", "red"];
/// Numbers of the synthetic people of one kind, far from those of another.
const APART: u64 = 10_000;

/// A registry that says one and the same of everybody, inside this program.
struct Fixed(Agreement);

impl IdentityRegistry for Fixed {
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

/// The numbers of the people of a kind.
pub(super) fn numbers(kind: usize) -> Range<u64> {
    let first = (kind as u64 + 1) * APART;
    first..first + EACH
}

/// The numbers of those who ask about people of a kind, each once.
pub(super) fn askers(kind: usize) -> Range<u64> {
    let first = (kind as u64 + 11) * APART;
    first..first + EACH
}

/// A service with people of all kinds, `codes` others who have a code, and a registry that says `agreement` of everybody.
pub(super) fn house(agreement: Agreement, codes: u64) -> anyhow::Result<House> {
    let neighbours = Neighbours {
        registry: Arc::new(Fixed(agreement)),
        ..willing_neighbours()?
    };
    let house = House::among(neighbours, &folder()?, (codes, 1), NOW)?;
    for (kind, name) in KINDS.iter().enumerate() {
        if *name == "unknown" {
            continue;
        }
        for n in numbers(kind) {
            let applicant = house.answers.applicant(n);
            let registered = house.service.register(&applicant, NOW);
            let person = house.runtime.block_on(registered)?.person;
            let (contact, state) = match *name {
                "green" => (None, State::Green),
                "red" => (Some(NOW.date() - 1), State::Red),
                _ => continue,
            };
            let said = says(&house, n, contact)?;
            let declared = house.service.declare(person, &said, NOW);
            let decisions = house.runtime.block_on(declared)?;
            ensure!(decisions[0].state == state, "{:?}", decisions[0].state);
        }
    }
    Ok(house)
}

/// What somebody says who was nowhere and is well.
pub(super) fn says(house: &House, n: u64, contact: Option<Date>) -> anyhow::Result<Declaration> {
    let shared = house.shared()?;
    let declared = house.declares(n, 1, &shared)?;
    Ok(Declaration {
        stays: Vec::new(),
        symptoms: Vec::new(),
        legs: Vec::new(),
        contact,
        ..declared
    })
}
