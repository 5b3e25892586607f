//! Channels for whoever runs the service: add, look, switch off and on, another key.

use credential::PublicKey;
use domain::channel::ChannelPage;
use domain::ids::ChannelId;
use domain::time::Instant;
use storage::{ChannelRow, LogLine, WriteError};

use crate::Service;
use crate::chance::random_id;
use crate::error::{Error, Missing};
use crate::log::Deed;

/// A channel that is to be added.
pub struct ChannelDraft {
    /// What is published about it.
    pub page: ChannelPage,
    /// The public key of its assertions: an uncompressed point of P-256, 65 bytes.
    pub key: Vec<u8>,
}

/// A channel, for those who look after it and for whoever asks which there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChannelStanding {
    /// What is published about it.
    pub page: ChannelPage,
    /// The public key of its assertions: an uncompressed point of P-256, 65 bytes.
    pub key: Vec<u8>,
    /// Whether it is on.
    pub is_on: bool,
    /// When it was added.
    pub made: Instant,
}

impl Service {
    /// Adds a channel, on from now. Its name is free, and its key a point on P-256.
    #[crate::boxed]
    pub async fn add_channel(&self, draft: &ChannelDraft, now: Instant) -> Result<(), Error> {
        let problems = draft.page.problems();
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        require_point(&draft.key)?;
        let row = ChannelRow {
            id: ChannelId(random_id(&*self.chance)),
            page: draft.page.clone(),
            key: draft.key.clone(),
            is_on: true,
            made: now,
        };
        let line = self.line_of_channel(&row, "add channel", now);
        match self.store.write(self.store.add_channel(&row, &line)).await {
            Err(WriteError::Conflict) => Err(Error::field(
                "name",
                "已有同名入口，请换一个代号，或为它更换密钥",
                "is taken by another channel; choose another name, or give that one a new key",
            )),
            written => Ok(written?),
        }
    }

    /// All channels by name.
    #[crate::boxed]
    pub async fn channels(&self, now: Instant) -> Result<Vec<ChannelStanding>, Error> {
        let (rows, alarms) = self.store.channels().await?;
        self.raise(&alarms, now).await?;
        let standing = |row: ChannelRow| ChannelStanding {
            page: row.page,
            key: row.key,
            is_on: row.is_on,
            made: row.made,
        };
        Ok(rows.into_iter().map(standing).collect())
    }

    /// Switches a channel off, or on again. Off, it gets no token, vouches for nobody, and its sessions open nothing,
    /// from this moment on.
    #[crate::boxed]
    pub async fn switch_channel(&self, name: &str, is_on: bool, now: Instant) -> Result<(), Error> {
        let action = if is_on { "channel on" } else { "channel off" };
        self.change_channel(name, action, now, |row| row.is_on = is_on)
            .await
    }

    /// Gives a channel another key. What it signed with the old one is believed no more, and its tokens end.
    #[crate::boxed]
    pub async fn renew_channel_key(
        &self,
        name: &str,
        key: &[u8],
        now: Instant,
    ) -> Result<(), Error> {
        require_point(key)?;
        self.change_channel(name, "renew channel", now, |row| row.key = key.to_vec())
            .await
    }

    async fn change_channel(
        &self,
        name: &str,
        action: &'static str,
        now: Instant,
        change: impl Fn(&mut ChannelRow),
    ) -> Result<(), Error> {
        loop {
            let (row, alarms) = self.store.channel_named(name).await?;
            self.raise(&alarms, now).await?;
            let from = row.ok_or(Error::Unknown(Missing::Channel))?;
            let mut to = from.clone();
            change(&mut to);
            let line = self.line_of_channel(&to, action, now);
            match self
                .store
                .write(self.store.change_channel(&from, &to, &line))
                .await
            {
                // Somebody else changed it meanwhile: look again.
                Err(WriteError::Conflict) => {}
                written => return Ok(written?),
            }
        }
    }

    fn line_of_channel(&self, row: &ChannelRow, action: &'static str, now: Instant) -> LogLine {
        let key = PublicKey::from_raw(&row.key).map(|key| key.kid().to_string());
        let key = key.unwrap_or_default();
        let words = format!("{} {} {key}", row.id.0, row.page.name);
        self.note(Deed::operation(action), &words, now)
    }
}

fn require_point(key: &[u8]) -> Result<(), Error> {
    PublicKey::from_raw(key).map(drop).map_err(|_| {
        Error::field(
            "key",
            "不是P-256公钥，请提供PEM格式的公钥文件（BEGIN PUBLIC KEY）",
            "is no public key of P-256; give a PEM file (BEGIN PUBLIC KEY)",
        )
    })
}
