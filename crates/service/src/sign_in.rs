//! Signing in: a one-time code proves the phone, the last six of the document prove the person (Channels in the
//! design).
//!
//! A code alone opens a session of the phone and nothing else, whether anybody is registered with the number or
//! not: a number's new owner sees nobody's data and stops nobody's code. A person has one living device
//! a channel: a new one gets the code at once and takes the place of the old.

use domain::identity::Contact;
use domain::ids::{DeviceId, PersonId};
use domain::time::Instant;
use gateway::sms::Purpose;
use storage::{Device, NumberRow, PersonFacts, SessionRow};

use crate::Service;
use crate::chance::{random_id, secret};
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::number::tell_added;
use crate::session::{SESSION_DAYS, SESSION_PREFIX, Session, SessionSecret};

/// Bytes of a device's public key: an uncompressed point of P-256.
pub(crate) const KEY_BYTES: usize = 65;
/// The first byte of an uncompressed point (SEC 1, 2.3.3).
const UNCOMPRESSED: u8 = 4;
/// What a device signs in with.
pub struct SignIn<'a> {
    /// The phone, or the address.
    pub contact: &'a Contact,
    /// The one-time code.
    pub code: &'a str,
    /// The last six characters of the document, where the person gave them.
    pub document_last6: Option<&'a str>,
    /// The public key of the device's enrolment key: an uncompressed point of P-256, 65 bytes.
    pub device_key: &'a [u8],
}

/// A device that has signed in.
pub struct SignedIn {
    /// The secret of its session.
    pub secret: SessionSecret,
    /// As whom.
    pub standing: Standing,
}

/// As whom a device is signed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// A person.
    Person,
    /// A phone alone.
    Phone,
}

impl Service {
    /// Signs a device in. With the right last six it is the person's; with wrong ones, and without, the answer is
    /// the same whether anybody is registered with the number or not.
    pub async fn sign_in(&self, asked: &SignIn<'_>, now: Instant) -> Result<SignedIn, Error> {
        require_device_key(asked.device_key)?;
        if asked.document_last6.is_some() {
            self.last_six_allowed(asked.contact, now).await?;
        }
        self.use_code(asked.contact, Purpose::SignIn, asked.code, now)
            .await?;
        let secret = SessionSecret(secret(&*self.chance, SESSION_PREFIX));
        let row = SessionRow {
            hash: self.store.session_hash(secret.text()),
            person: None,
            phone: asked.contact.canonical().to_owned().into(),
            device_key: asked.device_key.to_vec(),
            made: now,
            ends: now.date() + SESSION_DAYS,
            channel: None,
        };
        self.store.write(self.store.open_session(&row)).await?;
        let standing = match asked.document_last6 {
            Some(last6) => match self.prove(&row, asked.contact, last6, now).await {
                // The code is used up: the phone is signed in all the same.
                Err(Error::TooMany { .. }) => Standing::Phone,
                proven => proven?,
            },
            None => Standing::Phone,
        };
        Ok(SignedIn { secret, standing })
    }

    /// The same for a session of a phone alone, whose person gives the last six later.
    pub async fn sign_in_document(
        &self,
        session: &Session,
        last6: &str,
        now: Instant,
    ) -> Result<Standing, Error> {
        if session.row.person.is_some() {
            return Ok(Standing::Person);
        }
        let contact = session.contact()?;
        self.last_six_allowed(&contact, now).await?;
        self.prove(&session.row, &contact, last6, now).await
    }

    /// Links the session's device to the person who uses the phone and whose document ends so.
    async fn prove(
        &self,
        row: &SessionRow,
        contact: &Contact,
        last6: &str,
        now: Instant,
    ) -> Result<Standing, Error> {
        let Some(person) = self.who_ends_in(contact, last6, now).await? else {
            return Ok(Standing::Phone);
        };
        match self.link(person, (row, None), now).await {
            Ok(()) => Ok(Standing::Person),
            // Erased meanwhile.
            Err(Error::NotRegistered) => Ok(Standing::Phone),
            Err(error) => Err(error),
        }
    }

    /// Links the session's device to a person, with the number with which it came where that is new.
    pub(crate) async fn link(
        &self,
        person: PersonId,
        (row, number): (&SessionRow, Option<&NumberRow>),
        now: Instant,
    ) -> Result<(), Error> {
        self.take_back_family_codes(person, now).await?;
        let id = DeviceId(random_id(&*self.chance));
        let draft = |facts: &PersonFacts, _: &_, draft: &mut Draft| {
            registered(facts)?;
            // One living device a channel: what the old one holds passes no gate any more.
            let old = facts
                .devices
                .iter()
                .filter(|old| old.channel == row.channel);
            for old in old {
                draft.batch.unlink_device(old);
            }
            draft.batch.link_device(&device(id, row, now), row);
            if let Some(number) = number {
                draft.batch.put_number(number);
                tell_added(draft, &number.number, now);
            }
            Ok(Drafted::Write(()))
        };
        self.change(person, Deed::own("sign in"), now, draft)
            .await?;
        Ok(())
    }
}

/// The device of a session.
pub(crate) fn device(id: DeviceId, row: &SessionRow, now: Instant) -> Device {
    Device {
        id,
        session: row.hash,
        key: row.device_key.clone(),
        linked: now,
        channel: row.channel,
    }
}

/// Refuses what is no key of a device.
pub(crate) fn require_device_key(key: &[u8]) -> Result<(), Error> {
    if key.len() == KEY_BYTES && key.first() == Some(&UNCOMPRESSED) {
        return Ok(());
    }
    let (zh, en) = (
        "不是65字节的P-256公钥，请重新打开页面",
        "is no P-256 public key of 65 bytes; load the page again",
    );
    Err(Error::field("device_key", zh, en))
}
