//! A page opens a session by the link that a channel was given, once.

use domain::identity::Phone;
use domain::policy::Text;
use domain::time::Instant;
use storage::{Batch, ChannelLink, SessionRow, WriteError};

use super::ChannelRefusal;
use crate::Service;
use crate::chance::secret;
use crate::error::Error;
use crate::session::{SESSION_DAYS, SESSION_PREFIX, SessionSecret};
use crate::sign_in::{Standing, require_device_key};

/// A session that a link opened.
pub struct OpenedLink {
    /// Its secret; absent where the page keeps the session that it has.
    pub secret: Option<SessionSecret>,
    /// As whom the page is signed in now.
    pub standing: Standing,
    /// What people call the channel.
    pub channel: Text,
    /// The phone, its middle hidden.
    pub phone_masked: String,
}

impl Service {
    /// Opens a session of the phone for which a channel vouched. Without a device key it is one whose device cannot
    /// sign: the server presents its codes, of the kind `channel`, and nothing else can be issued to it.
    ///
    /// A page that has a session of a person already, by the same channel and with the same phone, keeps it: a
    /// mini-program opens with a new link each time, and its user proves themself once. `held` is the secret of what it has.
    #[crate::boxed]
    pub async fn open_link(
        &self,
        (link, held): (&str, Option<&str>),
        device_key: Option<&[u8]>,
        now: Instant,
    ) -> Result<OpenedLink, Error> {
        if let Some(key) = device_key {
            require_device_key(key)?;
        }
        let link = self.waiting_link(link, now).await?;
        let channel = self.channel_on(link.channel, now).await?;
        let phone = Phone::parse(&link.phone).map_err(|_| Error::Damaged)?;
        let used = self.store.use_channel_link(link.hash);
        if self
            .has_person(held, &link, device_key.is_some(), now)
            .await?
        {
            self.use_up(used).await?;
            return Ok(OpenedLink {
                secret: None,
                standing: Standing::Person,
                channel: channel.page.title,
                phone_masked: phone.masked(),
            });
        }
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
        self.use_up(used.with(self.store.open_session(&row)))
            .await?;
        Ok(OpenedLink {
            secret: Some(secret),
            standing: Standing::Phone,
            channel: channel.page.title,
            phone_masked: phone.masked(),
        })
    }

    async fn use_up(&self, used: Batch) -> Result<(), Error> {
        match self.store.write(used).await {
            // Another page was quicker.
            Err(WriteError::Conflict) => Err(ChannelRefusal::LinkOver.into()),
            written => Ok(written?),
        }
    }

    /// Whether the page has a session of a person by this channel and phone, of a runtime that signs as this one does.
    async fn has_person(
        &self,
        held: Option<&str>,
        link: &ChannelLink,
        signs: bool,
        now: Instant,
    ) -> Result<bool, Error> {
        let Some(held) = held else { return Ok(false) };
        match self.session_of(held, now).await {
            Ok(session) => Ok(session.row.person.is_some()
                && session.row.channel == Some(link.channel)
                && *session.row.phone == *link.phone
                && session.row.device_key.is_empty() != signs),
            Err(Error::NotSignedIn | Error::Channel(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
