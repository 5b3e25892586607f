//! Assertions that were used, by the keyed hash of their id, until they end by themselves.

use domain::ids::ChannelId;
use domain::time::Instant;

use crate::batch::Batch;
use crate::store::Store;

const INSERT: &str =
    "INSERT INTO channel_assertion (channel_id, id_hash, ends_ms) VALUES (?1, ?2, ?3)";

const DROP: &str = "DELETE FROM channel_assertion WHERE ends_ms <= ?1";

impl Store {
    /// The batch that uses an assertion up, which ends by itself at `ends`. A conflict where it was used before.
    pub fn use_assertion(&self, channel: ChannelId, id: &str, ends: Instant) -> Batch {
        let hash = self.keys().lookup("channel assertion", id);
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, vec![channel.0.into(), hash.into(), ends.into()]);
        batch
    }

    /// The batch that forgets assertions that have ended.
    pub fn drop_assertions(&self, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![now.into()]);
        batch
    }
}
