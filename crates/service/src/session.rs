//! Sessions: a device that has signed in, bound to its enrolment key, for 90 days after it was last used.

use domain::identity::Contact;
use domain::ids::{DeviceId, PersonId};
use domain::log::By;
use domain::time::Instant;
use storage::{Alarm, ChannelRow, Device, SessionRow};
use zeroize::Zeroizing;

use crate::Service;
use crate::chance::secret_length;
use crate::change::Drafted;
use crate::error::Error;
use crate::family::Acting;
use crate::log::{Deed, Hand};

/// For how many days a session lasts after its last use.
pub const SESSION_DAYS: i32 = 90;

/// By which a session's secret is recognised as one.
pub(crate) const SESSION_PREFIX: &str = "hcs_";

/// The secret of a session. No `Debug`, no `Display`; wiped when dropped, and kept nowhere.
pub struct SessionSecret(pub(crate) Zeroizing<String>);

impl SessionSecret {
    /// The text, for the device and nobody else.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A session that holds: of a person, or of a phone or address alone.
pub struct Session {
    pub(crate) row: SessionRow,
    pub(crate) device: Option<Device>,
    /// The channel by which it was opened, which is on.
    pub(crate) channel: Option<ChannelRow>,
    /// By which link it asks for a family member, who is then the person of `row`.
    pub(crate) acting: Option<Acting>,
}

impl Session {
    /// Whose device it is. A phone alone is nobody: whoever uses its number now may be another than before.
    pub fn person(&self) -> Result<PersonId, Error> {
        self.row.person.ok_or(Error::NotRegistered)
    }

    /// Whose affairs are done with it, and by whose hand.
    pub fn hand(&self) -> Result<Hand, Error> {
        let by = match self.acting {
            Some(_) => By::Guardian,
            None => By::Person,
        };
        let person = self.person()?;
        Ok(Hand { person, by })
    }

    /// Whether it asks for a family member.
    pub fn is_for_member(&self) -> bool {
        self.acting.is_some()
    }

    /// The device, where it is a person's.
    pub fn device(&self) -> Option<DeviceId> {
        self.device.as_ref().map(|device| device.id)
    }

    /// The phone or address with which it signed in.
    pub(crate) fn contact(&self) -> Result<Contact, Error> {
        Contact::from_canonical(&self.row.phone).ok_or(Error::NotSignedIn)
    }
}

impl Service {
    /// The session of a secret. Used again on a later date it lasts 90 days from that one.
    #[crate::boxed]
    pub async fn session_of(&self, secret: &str, now: Instant) -> Result<Session, Error> {
        let today = now.date();
        let formed =
            secret.starts_with(SESSION_PREFIX) && secret.len() == secret_length(SESSION_PREFIX);
        if !formed {
            return Err(Error::NotSignedIn);
        }
        let hash = self.store.session_hash(secret);
        let (row, device, alarms) = self.store.session_and_device(hash).await?;
        self.raise(&alarms, now).await?;
        let row = row
            .filter(|row| row.ends > today)
            .ok_or(Error::NotSignedIn)?;
        let channel = match row.channel {
            None => None,
            Some(channel) => Some(self.channel_on(channel, now).await?),
        };
        if row.person.is_some() && device.is_none() {
            // Cut by the person or with their erasure.
            return Err(Error::NotSignedIn);
        }
        let ends = today + SESSION_DAYS;
        if row.ends < ends {
            self.store
                .write(self.store.slide_session(&row, ends))
                .await?;
        }
        Ok(Session {
            row,
            device,
            channel,
            acting: None,
        })
    }

    /// Ends a session; what was issued to its device passes no gate that has a network.
    #[crate::boxed]
    pub async fn sign_out(&self, session: &Session, now: Instant) -> Result<(), Error> {
        let (Some(person), Some(device)) = (session.row.person, &session.device) else {
            let batch = self.store.close_session(session.row.hash);
            return Ok(self.store.write(batch).await?);
        };
        self.cut(person, device.id, Deed::own("sign out"), now)
            .await
    }

    /// Cuts a device from its person. One that is cut already stays so.
    pub(crate) async fn cut(
        &self,
        person: PersonId,
        device: DeviceId,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        self.take_back_family_codes(person, now).await?;
        let cut = self
            .change(person, deed, now, |facts, _, draft| {
                let own = facts.devices.iter().find(|own| own.id == device);
                Ok(match own {
                    Some(own) => {
                        draft.batch.unlink_device(own);
                        Drafted::Write(())
                    }
                    None => Drafted::Leave(()),
                })
            })
            .await;
        match cut {
            Ok(_) | Err(Error::NotRegistered) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Keeps what reading has noticed.
    pub(crate) async fn raise(&self, alarms: &[Alarm], now: Instant) -> Result<(), Error> {
        if alarms.is_empty() {
            return Ok(());
        }
        Ok(self.store.write(self.store.raise(alarms, now)).await?)
    }
}
