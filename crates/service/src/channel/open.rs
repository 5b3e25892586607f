//! A page opens a session by the link that a channel was given, once.

use domain::policy::Text;
use domain::time::Instant;
use storage::{SessionRow, WriteError};

use super::ChannelRefusal;
use crate::Service;
use crate::chance::secret;
use crate::error::Error;
use crate::session::{SESSION_DAYS, SESSION_PREFIX, SessionSecret};
use crate::sign_in::require_device_key;

/// A session that a link opened.
pub struct OpenedLink {
    /// Its secret.
    pub secret: SessionSecret,
    /// What people call the channel.
    pub channel: Text,
    /// The phone, its middle hidden.
    pub phone_masked: String,
}

impl Service {
    /// Opens a session of the phone for which a channel vouched. Without a device key it is one whose device cannot
    /// sign: the server presents its codes, of the kind `channel`, and nothing else can be issued to it.
    pub async fn open_link(
        &self,
        link: &str,
        device_key: Option<&[u8]>,
        now: Instant,
    ) -> Result<OpenedLink, Error> {
        if let Some(key) = device_key {
            require_device_key(key)?;
        }
        let link = self.waiting_link(link, now).await?;
        let channel = self.channel_on(link.channel, now).await?;
        let secret = SessionSecret(secret(&*self.chance, SESSION_PREFIX));
        let row = SessionRow {
            hash: self.store.session_hash(secret.text()),
            person: None,
            phone: link.phone.clone(),
            device_key: device_key.unwrap_or_default().to_vec(),
            made: now,
            ends: now.date() + SESSION_DAYS,
            channel: Some(channel.id),
        };
        let used = self.store.use_channel_link(link.hash);
        match self
            .store
            .write(used.with(self.store.open_session(&row)))
            .await
        {
            Ok(()) => {}
            // Another page was quicker.
            Err(WriteError::Conflict) => return Err(ChannelRefusal::LinkOver.into()),
            Err(error) => return Err(error.into()),
        }
        let phone = domain::identity::Phone::parse(&link.phone).map_err(|_| Error::Damaged)?;
        Ok(OpenedLink {
            secret,
            channel: channel.page.title,
            phone_masked: phone.masked(),
        })
    }
}
