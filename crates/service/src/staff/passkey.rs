//! Passkeys: a challenge that lives five minutes, and what answers it.

use credential::PublicKey;
use credential::passkey::{Assertion, Passkey, PasskeyError, Registration, register};
use domain::access::Action;
use domain::time::Instant;
use storage::{StaffPasskey, StaffRow, Strength, WriteError};

use super::Party;
use super::guard::of_staff;
use super::password::sixteen;
use super::session::{StaffSession, StaffSignedIn, device_name};
use crate::Service;
use crate::error::Error;

/// For how long a challenge can be answered.
const CHALLENGE_MS: i64 = 5 * 60_000;
/// The most passkeys of one member.
const MAX_PASSKEYS: usize = 10;
/// What a challenge for a sign-in is for.
const SIGN_IN: &str = "sign in";

/// What an authenticator answered to a challenge.
pub struct PasskeyAnswer<'a> {
    /// The challenge.
    pub challenge: &'a [u8],
    /// The id of the passkey that it took.
    pub id: &'a [u8],
    /// What it signed.
    pub assertion: &'a Assertion,
    /// What the device calls itself.
    pub device: &'a str,
}

/// A passkey that an authenticator has made for a challenge.
pub struct NewPasskey<'a> {
    /// The challenge.
    pub challenge: &'a [u8],
    /// What the authenticator answered.
    pub registration: &'a Registration,
    /// What the member calls the device.
    pub device: &'a str,
}

impl Service {
    /// A challenge for signing in by whatever passkey of this service an authenticator has. It tells nobody who has one.
    pub fn begin_passkey_sign_in(&self, now: Instant) -> Vec<u8> {
        self.staff_challenge(SIGN_IN, now)
    }

    /// Signs a member in by their passkey.
    #[crate::boxed]
    pub async fn sign_in_by_passkey(
        &self,
        answer: &PasskeyAnswer<'_>,
        party: &Party,
        now: Instant,
    ) -> Result<StaffSignedIn, Error> {
        let ends = self.still_asked(SIGN_IN, answer.challenge, now)?;
        let (row, passkey, counter) = self.whose(answer, party, now).await?;
        let (secret, opened) = self.new_session(Strength::Passkey, answer.device, now);
        let deed = of_staff(row.member.id, "sign in by passkey");
        let line = self.note(deed, &opened.id.to_string(), now);
        let asked = (answer.challenge, ends);
        let batch = self
            .store
            .sign_in_by_passkey(&row, (&passkey, counter), asked, &opened, &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(StaffSignedIn { secret }),
            Err(WriteError::Conflict) => Err(Error::ChallengeOver),
            Err(error) => Err(error.into()),
        }
    }

    /// A challenge for adding a passkey to one's account.
    #[crate::boxed]
    pub async fn begin_passkey(
        &self,
        session: &StaffSession,
        now: Instant,
    ) -> Result<Vec<u8>, Error> {
        self.admit_by_passkey(session, Action::AddPasskey, now)
            .await?;
        Ok(self.staff_challenge(&adding(&session.row), now))
    }

    /// Adds a passkey to the account of the member who is signed in. Who signed in by a password cannot: whoever
    /// learned it would have more than it gives.
    #[crate::boxed]
    pub async fn add_passkey(
        &self,
        session: &StaffSession,
        new: &NewPasskey<'_>,
        party: &Party,
        now: Instant,
    ) -> Result<(), Error> {
        self.admit_by_passkey(session, Action::AddPasskey, now)
            .await?;
        let row = &session.row;
        let ends = self.still_asked(&adding(row), new.challenge, now)?;
        if row.passkeys.len() >= MAX_PASSKEYS {
            let (zh, en) = (
                "通行密钥已达10个，请联系系统管理员重新启用账号",
                "there are ten passkeys already; have whoever runs the service renew the account",
            );
            return Err(Error::field("passkey", zh, en));
        }
        let passkey = self.registered_passkey(row, new, party, now).await?;
        let line = self.note(of_staff(row.member.id, "add passkey"), "", now);
        let batch = self
            .store
            .add_passkey(row, &passkey, (new.challenge, ends), &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(()),
            Err(WriteError::Conflict) => Err(Error::ChallengeOver),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn staff_challenge(&self, purpose: &str, now: Instant) -> Vec<u8> {
        let random = sixteen(&*self.chance);
        self.store
            .challenge(purpose, random, now.plus_ms(CHALLENGE_MS))
    }

    /// When a challenge ends that was asked for a purpose and can be answered.
    pub(super) fn still_asked(
        &self,
        purpose: &str,
        challenge: &[u8],
        now: Instant,
    ) -> Result<Instant, Error> {
        let ends = self.store.challenge_ends(purpose, challenge);
        ends.filter(|ends| now < *ends).ok_or(Error::ChallengeOver)
    }

    /// The passkey that an authenticator has made for a member, of an id that no other has.
    pub(super) async fn registered_passkey(
        &self,
        row: &StaffRow,
        new: &NewPasskey<'_>,
        party: &Party,
        now: Instant,
    ) -> Result<StaffPasskey, Error> {
        let made = register(new.registration, new.challenge, &party.relying()).map_err(refused)?;
        let (holders, alarms) = self.store.staff_with_passkey(&made.id).await?;
        self.raise(&alarms, now).await?;
        if holders.iter().any(|holder| *holder != row.member.id) {
            return Err(refused(PasskeyError::Malformed));
        }
        let device = device_name(new.device);
        Ok(StaffPasskey::new(
            made.id,
            made.key.raw().to_vec(),
            0,
            &device,
            now,
        ))
    }

    /// Whose passkey answered, and its authenticator's count.
    async fn whose(
        &self,
        answer: &PasskeyAnswer<'_>,
        party: &Party,
        now: Instant,
    ) -> Result<(StaffRow, StaffPasskey, u32), Error> {
        let (holders, alarms) = self.store.staff_with_passkey(answer.id).await?;
        self.raise(&alarms, now).await?;
        for holder in holders {
            let (row, alarms) = self.store.staff_member(holder).await?;
            self.raise(&alarms, now).await?;
            let Some(row) = row.filter(|row| row.ended.is_none()) else {
                continue;
            };
            let own = row.passkeys.iter().find(|own| own.id == answer.id);
            if let Some(own) = own.cloned()
                && let Some(counter) = counted(&own, answer, party)
            {
                return Ok((row, own, counter));
            }
        }
        Err(Error::WrongSignIn)
    }
}

/// What a challenge for adding a passkey is for: this member's account.
fn adding(row: &StaffRow) -> String {
    format!("add passkey {}", row.member.id.0)
}

/// The count of the authenticator, where the answer holds. One that counts and does not go on was copied.
fn counted(own: &StaffPasskey, answer: &PasskeyAnswer<'_>, party: &Party) -> Option<u32> {
    let passkey = Passkey {
        id: own.id.clone(),
        key: PublicKey::from_raw(&own.public_key).ok()?,
    };
    let counter = passkey.verify(answer.assertion, answer.challenge, &party.relying());
    let counter = counter.ok()?;
    (counter > own.counter || (counter, own.counter) == (0, 0)).then_some(counter)
}

/// Why a new passkey is not taken, in words.
fn refused(error: PasskeyError) -> Error {
    let (zh, en) = match error {
        PasskeyError::Unverified => (
            "请用指纹、面容或PIN码解锁通行密钥",
            "unlock the passkey by finger, face or PIN",
        ),
        PasskeyError::Key => (
            "该验证器不支持ES256，请换一个",
            "the authenticator has no key of ES256; use another one",
        ),
        PasskeyError::Origin | PasskeyError::RelyingParty => (
            "通行密钥属于别的网站，请从本服务的网址打开页面",
            "the passkey was made for another site; open the page at the service's own address",
        ),
        PasskeyError::Malformed
        | PasskeyError::Purpose
        | PasskeyError::Challenge
        | PasskeyError::Signature => (
            "验证器的回答无效，请重新开始",
            "is no answer of an authenticator to this question; begin again",
        ),
    };
    Error::field("passkey", zh, en)
}
