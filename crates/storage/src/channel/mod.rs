//! Channels: vendors' front ends as registered clients. A row that somebody put here lets nobody in.

mod assertion;
mod code;
mod link;
mod token;

pub use code::ChannelCode;
pub(crate) use code::{DROP_OF_DEVICE, DROP_OF_PERSON};
pub use link::{ChannelLink, ChannelLinkHash};

use domain::channel::ChannelPage;
use domain::ids::ChannelId;
use domain::policy::Text;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::json;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// A channel as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChannelRow {
    /// Its id.
    pub id: ChannelId,
    /// What is published about it.
    pub page: ChannelPage,
    /// The public key of its assertions: an uncompressed point of P-256, 65 bytes.
    pub key: Vec<u8>,
    /// Whether it is on.
    pub is_on: bool,
    /// When it was added.
    pub made: Instant,
}

const TABLE: &str = "channel";

const INSERT: &str =
    "INSERT INTO channel (channel_id, name, title_zh, title_en, cities, public_key, is_on, made_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/// Writes a channel over that is as it was read.
const CHANGE: &str = "UPDATE channel SET title_zh = ?3, title_en = ?4, cities = ?5, public_key = ?6, is_on = ?7, mac = ?9
WHERE channel_id = ?1 AND name = ?2 AND made_ms = ?8 AND mac = ?10";

const ALL: &str =
    "SELECT channel_id, name, title_zh, title_en, cities, public_key, is_on, made_ms, mac FROM channel
ORDER BY name";

const BY_NAME: &str =
    "SELECT channel_id, name, title_zh, title_en, cities, public_key, is_on, made_ms, mac FROM channel
WHERE name = ?1";

const BY_ID: &str =
    "SELECT channel_id, name, title_zh, title_en, cities, public_key, is_on, made_ms, mac FROM channel
WHERE channel_id = ?1";

fn with_mac(keys: &Keys, row: &ChannelRow) -> Vec<Value> {
    let mut values = vec![
        row.id.0.into(),
        row.page.name.as_str().into(),
        row.page.title.zh.as_str().into(),
        row.page.title.en.as_str().into(),
        json(&row.page.cities),
        row.key.clone().into(),
        row.is_on.into(),
        row.made.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

fn read(columns: &mut Columns) -> Result<ChannelRow, ReadError> {
    let id = ChannelId(columns.i64("channel_id")?);
    let name = columns.text("name")?;
    let (zh, en) = (columns.text("title_zh")?, columns.text("title_en")?);
    Ok(ChannelRow {
        id,
        page: ChannelPage {
            name,
            title: Text { zh, en },
            cities: columns.json("cities")?,
        },
        key: columns.bytes("public_key")?,
        is_on: columns.flag("is_on")?,
        made: columns.instant("made_ms")?,
    })
}

impl Store {
    /// The batch that adds a channel. A conflict where there is one of its name.
    pub fn add_channel(&self, row: &ChannelRow, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, with_mac(self.keys(), row));
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that writes a channel over, as it was read: its access tokens and the links that wait end with what it
    /// was. A conflict where it was changed meanwhile.
    pub fn change_channel(&self, from: &ChannelRow, to: &ChannelRow, line: &LogLine) -> Batch {
        let mut values = with_mac(self.keys(), to);
        values.extend(with_mac(self.keys(), from).pop());
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        batch.add(token::DROP_OF_CHANNEL, vec![to.id.0.into()]);
        batch.add(link::DROP_OF_CHANNEL, vec![to.id.0.into()]);
        log::add_other(&mut batch, line);
        batch
    }

    /// All channels by name, and what does not hold.
    #[crate::boxed]
    pub async fn channels(&self) -> Result<(Vec<ChannelRow>, Vec<Alarm>), ReadError> {
        self.channels_of(ALL, &[]).await
    }

    /// The channel of a name, and what does not hold.
    #[crate::boxed]
    pub async fn channel_named(
        &self,
        name: &str,
    ) -> Result<(Option<ChannelRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.channels_of(BY_NAME, &[name.into()]).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    /// The channel of an id, and what does not hold.
    #[crate::boxed]
    pub async fn channel(
        &self,
        id: ChannelId,
    ) -> Result<(Option<ChannelRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.channels_of(BY_ID, &[id.0.into()]).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    async fn channels_of(
        &self,
        sql: &str,
        bound: &[Value],
    ) -> Result<(Vec<ChannelRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, sql, bound, &mut alarms, read)?;
            Ok((rows, alarms))
        })
        .await
    }
}
