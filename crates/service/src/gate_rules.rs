//! What a gate judges by without a network: the table's values where it stands, and how old a presentation may be.

use credential::Rules;
use domain::time::Instant;
use domain::verdict::VerdictPolicy;

use crate::Service;
use crate::checkpoint::Checkpoint;
use crate::error::Error;

/// What a gate judges by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GateRules {
    /// The values of the verdict table.
    pub verdicts: VerdictPolicy,
    /// What is accepted of a presentation.
    pub presentation: Rules,
}

impl Service {
    /// What a checkpoint judges by today.
    #[crate::boxed]
    pub async fn gate_rules(
        &self,
        checkpoint: &Checkpoint,
        now: Instant,
    ) -> Result<GateRules, Error> {
        let policy = self
            .shared(now)
            .await?
            .policy(checkpoint.city(), now.date())?;
        Ok(GateRules {
            verdicts: policy.verdicts.clone(),
            presentation: Rules::default(),
        })
    }
}
