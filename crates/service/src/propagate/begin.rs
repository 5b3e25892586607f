//! Beginning a propagation: it is written down in the batch that publishes.

use domain::rating::Touched;
use domain::time::Instant;
use storage::{Batch, PropagationRow, PropagationStep, WriteError};

use crate::Service;
use crate::chance::growing_id;
use crate::shared::Shared;

/// Why people are rated again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cause {
    /// A risk list.
    List,
    /// A policy.
    Policy,
    /// An area was placed.
    Placement,
    /// An area was named as its whole county, or is one no longer.
    WholeCounty,
    /// Events of cases.
    Event,
}

impl Cause {
    const fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Policy => "policy",
            Self::Placement => "placement",
            Self::WholeCounty => "whole_county",
            Self::Event => "event",
        }
    }
}

impl Service {
    /// Writes a publication, where there is one to write, and what follows from it. A conflict where somebody has published since
    /// `seen`, by which it was worked out whom it touches.
    pub(crate) async fn begin(
        &self,
        publication: Option<Batch>,
        (cause, touched): (Cause, Touched),
        seen: &Shared,
        now: Instant,
    ) -> Result<PropagationRow, WriteError> {
        let row = PropagationRow {
            id: growing_id(&*self.chance, now),
            cause: cause.word().to_owned(),
            touched,
            begun: now,
            step: PropagationStep::BEGIN,
        };
        let batch = self
            .store
            .begin_propagation(publication, seen.generation(), &row);
        self.store.write(batch).await?;
        Ok(row)
    }
}
