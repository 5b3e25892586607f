//! Signing in by login, password and one-time password.
//!
//! An unknown login, a wrong password and a wrong one-time password are answered alike, after the same work: one hash,
//! and the one-time passwords of three steps.

use credential::totp;
use domain::time::Instant;
use storage::{StaffPassword, StaffRow, Strength, WriteError};
use zeroize::Zeroizing;

use super::account::login_of;
use super::guard::of_staff;
use super::password::{NOBODYS, is_password};
use super::session::StaffSignedIn;
use crate::Service;
use crate::error::Error;

/// The longest password that is looked at, in bytes.
const MOST_PASSWORD: usize = 1_024;
/// Of a text that is no login so many characters are counted under.
const COUNTED: usize = 64;

/// What a member signs in with.
pub struct PasswordSignIn<'a> {
    /// The login, however it is typed.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// The six digits that the authenticator app shows.
    pub code: &'a str,
    /// What the device calls itself.
    pub device: &'a str,
}

impl Service {
    /// Signs a member in by login, password and one-time password.
    #[crate::boxed]
    pub async fn sign_in_staff(
        &self,
        asked: &PasswordSignIn<'_>,
        now: Instant,
    ) -> Result<StaffSignedIn, Error> {
        let place = self.hashing.place()?;
        let login =
            login_of(asked.login).unwrap_or_else(|| asked.login.chars().take(COUNTED).collect());
        self.count_try(&login, now).await?;
        let known = self.staff_and_password(&login, now).await?;
        let hash = known.as_ref().map(|(_, own)| own.hash.clone());
        let hash = hash.unwrap_or_else(|| Zeroizing::new(NOBODYS.to_owned()));
        let password = Zeroizing::new(asked.password.to_owned());
        let right = place
            .work(move || password.len() <= MOST_PASSWORD && is_password(&password, &hash))
            .await?;
        let no_secret = Zeroizing::new(vec![0; totp::SECRET_BYTES]);
        let secret = known.as_ref().map_or(&no_secret, |(_, own)| &own.secret);
        let step = totp::step_of(secret, asked.code.trim(), now);
        let Some(((row, own), step)) = known.zip(step) else {
            return Err(Error::WrongSignIn);
        };
        if !right || step <= own.used_step {
            return Err(Error::WrongSignIn);
        }
        let (secret, opened) = self.new_session(Strength::Password, asked.device, now);
        let deed = of_staff(row.member.id, "sign in by password");
        let line = self.note(deed, &opened.id.to_string(), now);
        let batch = self
            .store
            .sign_in_by_password(&row, (&own, step), &opened, &line);
        match self.store.write(batch).await {
            Ok(()) => {}
            // The same one-time password at the same moment.
            Err(WriteError::Conflict) => return Err(Error::WrongSignIn),
            Err(error) => return Err(error.into()),
        }
        self.take_back_try(&login, now).await?;
        Ok(StaffSignedIn { secret })
    }

    /// Who has a login, works here, and has a password.
    async fn staff_and_password(
        &self,
        login: &str,
        now: Instant,
    ) -> Result<Option<(StaffRow, StaffPassword)>, Error> {
        let (row, alarms) = self.store.staff_with_login(login).await?;
        self.raise(&alarms, now).await?;
        let Some(row) = row.filter(|row| row.ended.is_none()) else {
            return Ok(None);
        };
        let (password, alarms) = self.store.password_of(&row).await?;
        self.raise(&alarms, now).await?;
        Ok(password.map(|password| (row, password)))
    }
}
