//! One-time links: from the hash of a secret to the phone for which a channel vouched. Used, a row is gone.

use domain::ids::ChannelId;
use domain::time::Instant;

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys, Mac};
use crate::published::{holding, raised};
use crate::store::Store;
use crate::words::Word;

/// The keyed hash of a link's secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ChannelLinkHash(Mac);

/// A link that waits for its page.
#[derive(Clone)]
pub struct ChannelLink {
    /// By which it is found.
    pub hash: ChannelLinkHash,
    /// Which channel vouched.
    pub channel: ChannelId,
    /// Drawn for the sealing.
    pub id: i64,
    /// The phone (its canonical text).
    pub phone: Word,
    /// When it ends.
    pub ends: Instant,
}

const TABLE: &str = "channel_link";

const INSERT: &str =
    "INSERT INTO channel_link (link_hash, channel_id, link_id, sealed, key_id, ends_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

const SELECT: &str =
    "SELECT link_hash, channel_id, link_id, sealed, key_id, ends_ms, mac FROM channel_link
WHERE link_hash = ?1";

const USE: &str = "DELETE FROM channel_link WHERE link_hash = ?1";

/// The links of channel `?1`.
pub(super) const DROP_OF_CHANNEL: &str = "DELETE FROM channel_link WHERE channel_id = ?1";

const DROP: &str = "DELETE FROM channel_link WHERE ends_ms <= ?1";

fn cell(channel: ChannelId, id: i64) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: channel.0,
        row: id,
    }
}

/// The link; `None` where the phone does not open.
fn read(keys: &Keys, columns: &mut Columns) -> Result<Option<ChannelLink>, ReadError> {
    let hash = columns.bytes("link_hash")?.try_into();
    let hash = hash.map_err(|_| columns.unknown("link_hash"))?;
    let channel = ChannelId(columns.i64("channel_id")?);
    let id = columns.i64("link_id")?;
    let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
    let ends = columns.instant("ends_ms")?;
    let phone = keys.open(cell(channel, id), key_id, &sealed);
    Ok(phone.map(|phone| ChannelLink {
        hash: ChannelLinkHash(hash),
        channel,
        id,
        phone,
        ends,
    }))
}

impl Store {
    /// The hash of a link's secret.
    pub fn channel_link_hash(&self, secret: &str) -> ChannelLinkHash {
        ChannelLinkHash(self.keys().lookup("channel link", secret))
    }

    /// The batch that keeps a link.
    pub fn add_channel_link(&self, link: &ChannelLink) -> Batch {
        let sealed = self
            .keys()
            .seal(cell(link.channel, link.id), link.phone.as_bytes());
        let mut values = vec![
            link.hash.0.into(),
            link.channel.0.into(),
            link.id.into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
            link.ends.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        batch
    }

    /// The link of a hash, and what does not hold.
    #[crate::boxed]
    pub async fn channel_link(
        &self,
        hash: ChannelLinkHash,
    ) -> Result<(Option<ChannelLink>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let bound = [hash.0.into()];
            let own = |columns: &mut Columns| read(keys, columns);
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, own)?;
            let row = rows.into_iter().next();
            if matches!(row, Some(None)) {
                alarms.push(raised(AlarmKind::Altered, TABLE, 0));
            }
            Ok((row.flatten(), alarms))
        })
        .await
    }

    /// The batch that uses a link up. A conflict where it was used before.
    pub fn use_channel_link(&self, hash: ChannelLinkHash) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(USE, vec![hash.0.into()]);
        batch
    }

    /// The batch that forgets links that have ended.
    pub fn drop_channel_links(&self, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![now.into()]);
        batch
    }
}
