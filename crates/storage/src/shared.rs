//! The generation of the shared data: policies, lists, keys. Whoever publishes raises it, in the batch that
//! publishes; whoever decided with the old data fails at the guard.

use rusqlite::Connection;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::store::Store;

/// The generation of the shared data that a decision used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Generation(pub(crate) i64);

const SELECT: &str = "SELECT generation FROM shared WHERE id = 1";

const RAISE: &str = "UPDATE shared SET generation = generation + 1 WHERE id = 1";

const RAISE_FROM: &str =
    "UPDATE shared SET generation = generation + 1 WHERE id = 1 AND generation = ?1";

/// Raises the generation as part of a batch that publishes.
pub(crate) fn raise_generation(batch: &mut Batch) {
    batch.guard(RAISE, Vec::new());
}

/// The same for what was tried first: a conflict where others have published since, so that it is tried again with that.
pub(crate) fn raise_generation_from(batch: &mut Batch, tried: Generation) {
    batch.guard(RAISE_FROM, vec![tried.0.into()]);
}

impl Store {
    /// The generation now. Read it before the shared data that are read with it.
    #[crate::boxed]
    pub async fn generation(&self) -> Result<Generation, ReadError> {
        self.read(generation).await
    }
}

/// The generation at the moment of a read.
pub(crate) fn generation(connection: &Connection) -> Result<Generation, ReadError> {
    let mut select = connection.prepare_cached(SELECT)?;
    let generation = select.query_row([], |row| row.get(0))?;
    Ok(Generation(generation))
}
