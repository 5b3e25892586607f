//! Access tokens of channels, by their keyed hash.

use domain::ids::ChannelId;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "channel_token";

const INSERT: &str =
    "INSERT INTO channel_token (token_hash, channel_id, ends_ms, mac) VALUES (?1, ?2, ?3, ?4)";

const SELECT: &str =
    "SELECT token_hash, channel_id, ends_ms, mac FROM channel_token WHERE token_hash = ?1";

/// The tokens of channel `?1`.
pub(super) const DROP_OF_CHANNEL: &str = "DELETE FROM channel_token WHERE channel_id = ?1";

const DROP: &str = "DELETE FROM channel_token WHERE ends_ms <= ?1";

fn hash(keys: &Keys, token: &str) -> Value {
    keys.lookup("channel token", token).into()
}

impl Store {
    /// The batch that notes a token until `ends`.
    pub fn add_channel_token(&self, channel: ChannelId, token: &str, ends: Instant) -> Batch {
        let mut values = vec![hash(self.keys(), token), channel.0.into(), ends.into()];
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        batch
    }

    /// Whose token it is and until when, and what does not hold.
    #[crate::boxed]
    pub async fn channel_token(
        &self,
        token: &str,
    ) -> Result<(Option<(ChannelId, Instant)>, Vec<Alarm>), ReadError> {
        let bound = [hash(self.keys(), token)];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                columns.skip();
                let channel = ChannelId(columns.i64("channel_id")?);
                Ok((channel, columns.instant("ends_ms")?))
            };
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, read)?;
            Ok((rows.into_iter().next(), alarms))
        })
        .await
    }

    /// The batch that forgets tokens that have ended.
    pub fn drop_channel_tokens(&self, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![now.into()]);
        batch
    }
}
