//! Many people at once: their ways are kept back and written in the order of their keys.
//!
//! What belongs to a person lies together and is appended. A way lies where a hash says: a million of them in the order in
//! which people come would touch a million pages, in the order of their keys they touch each page once.

use domain::ids::PersonId;
use domain::time::Instant;

use crate::batch::{Batch, Role, Statement};
use crate::claim::{CLAIM, document_hash};
use crate::error::WriteError;
use crate::store::Store;

/// Ways of one batch.
const TOGETHER: usize = 10_000;

/// Ways that wait for their turn.
#[derive(Default)]
pub struct Ways(Vec<Statement>);

impl Ways {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds those of `others`.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Takes the ways out of a batch.
    pub fn take_from(&mut self, batch: &mut Batch) {
        let (ways, rest) = std::mem::take(&mut batch.statements)
            .into_iter()
            .partition::<Vec<_>, _>(|statement| statement.role == Role::Way);
        batch.statements = rest;
        self.0.extend(ways);
    }
}

impl Store {
    /// The way from a document (its canonical text) to `person`, who has it from the load on.
    pub fn way_from_document(
        &self,
        ways: &mut Ways,
        document: &str,
        person: PersonId,
        now: Instant,
    ) {
        let hash = document_hash(self.keys(), document);
        let mut batch = Batch::unguarded();
        batch.way(CLAIM, vec![hash.into(), person.0.into(), now.into()]);
        ways.take_from(&mut batch);
    }

    /// Writes ways in the order of their keys. One that is there already stays.
    #[crate::boxed]
    pub async fn write_ways(&self, ways: Ways) -> Result<(), WriteError> {
        let mut statements = ways.0;
        statements.sort_unstable_by(|a, b| (&a.sql, &a.values).cmp(&(&b.sql, &b.values)));
        let mut rest = statements.into_iter().peekable();
        while rest.peek().is_some() {
            let statements = rest.by_ref().take(TOGETHER).collect();
            self.write(Batch { statements }).await?;
        }
        Ok(())
    }
}
