//! The files that proposals would publish.

use domain::ids::ProposalId;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::published::{Published, text_of_one};
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "proposal_file";

const INSERT: &str = "INSERT INTO proposal_file (proposal_id, text, mac) VALUES (?1, ?2, ?3)";

const SELECT: &str =
    "SELECT proposal_id, text, mac FROM proposal_file WHERE proposal_id = ?1 ORDER BY proposal_id";

pub(super) fn add(batch: &mut Batch, keys: &Keys, proposal: ProposalId, text: &str) {
    let mut values: Vec<Value> = vec![proposal.0.into(), text.into()];
    values.push(keys.mac(TABLE, &values).into());
    batch.add(INSERT, values);
}

impl Store {
    /// The file of a proposal, where its row holds.
    #[crate::boxed]
    pub async fn proposal_file(
        &self,
        id: ProposalId,
    ) -> Result<Published<Option<String>>, ReadError> {
        self.read(|connection| text_of_one(connection, self.keys(), (TABLE, SELECT), id.0))
            .await
    }
}
