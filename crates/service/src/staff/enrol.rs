//! An account comes into use: the code that was handed over, then a passkey, or a password with a second factor, or
//! both.

use credential::totp;
use domain::time::Instant;
use storage::{Proofs, StaffPassword, StaffRow, Strength, WriteError};
use zeroize::Zeroizing;

use super::Party;
use super::guard::of_staff;
use super::passkey::NewPasskey;
use super::password::{hash, problem, sixteen};
use super::session::StaffSignedIn;
use crate::Service;
use crate::enrolment_code::letters;
use crate::error::Error;

/// What a member is shown who has a code.
pub struct EnrolmentBegun {
    /// The name, so that they see whose account it is.
    pub name: String,
    /// The login.
    pub login: String,
    /// What an authenticator keeps beside the passkey, and nobody reads: the id of the account.
    pub user: [u8; 8],
    /// What a new passkey answers, for five minutes.
    pub challenge: Vec<u8>,
    /// The secret for an authenticator app, in base32.
    pub secret: Zeroizing<String>,
    /// The same as an address, for a QR code.
    pub otpauth: Zeroizing<String>,
}

/// By what a member wants to be known.
pub struct EnrolStaff<'a> {
    /// The code.
    pub code: &'a str,
    /// A password, and the six digits that the authenticator app shows now.
    pub password: Option<(&'a str, &'a str)>,
    /// A passkey, and by whose name it was asked for.
    pub passkey: Option<(NewPasskey<'a>, &'a Party)>,
    /// What the device calls itself.
    pub device: &'a str,
}

impl Service {
    /// Shows whose account a code brings into use, with a challenge for a passkey and a secret for an authenticator app.
    /// Asked again, it is the same secret.
    #[crate::boxed]
    pub async fn begin_enrolment(&self, code: &str, now: Instant) -> Result<EnrolmentBegun, Error> {
        let row = self.staff_who_enrols(code, now).await?;
        let secret = self.store.proposed_secret(&row);
        let issuer = if self.is_demo() {
            "healthcode-demo"
        } else {
            "healthcode"
        };
        Ok(EnrolmentBegun {
            name: row.name.as_str().to_owned(),
            login: row.login.as_str().to_owned(),
            user: row.member.id.0.to_be_bytes(),
            challenge: self.staff_challenge(&enrolling(&row), now),
            secret: Zeroizing::new(totp::base32(&secret)),
            otpauth: Zeroizing::new(totp::address(&secret, issuer, &row.login)),
        })
    }

    /// Brings an account into use, and signs the member in; the code is used up by it.
    #[crate::boxed]
    pub async fn enrol_staff(
        &self,
        asked: &EnrolStaff<'_>,
        now: Instant,
    ) -> Result<StaffSignedIn, Error> {
        let row = self.staff_who_enrols(asked.code, now).await?;
        if asked.password.is_none() && asked.passkey.is_none() {
            let (zh, en) = (
                "请创建通行密钥，或设置密码和动态口令",
                "make a passkey, or set a password and a one-time password",
            );
            return Err(Error::field("passkey", zh, en));
        }
        let passkey = match &asked.passkey {
            Some((new, party)) => {
                self.still_asked(&enrolling(&row), new.challenge, now)?;
                Some(self.registered_passkey(&row, new, party, now).await?)
            }
            None => None,
        };
        let password = match asked.password {
            Some(given) => Some(self.new_password(&row, given, now).await?),
            None => None,
        };
        let strength = if passkey.is_some() {
            Strength::Passkey
        } else {
            Strength::Password
        };
        let (secret, opened) = self.new_session(strength, asked.device, now);
        let proofs = Proofs {
            password: password.as_ref(),
            passkey: passkey.as_ref(),
        };
        let line = self.note(of_staff(row.member.id, "enrol staff"), strength.word(), now);
        let batch = self.store.enrol_staff(&row, &proofs, &opened, &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(StaffSignedIn { secret }),
            // The code was used at the same moment.
            Err(WriteError::Conflict) => Err(Error::NoEnrolment),
            Err(error) => Err(error.into()),
        }
    }

    /// The member whose account a code brings into use.
    async fn staff_who_enrols(&self, code: &str, now: Instant) -> Result<StaffRow, Error> {
        let letters = letters(code).ok_or(Error::NoEnrolment)?;
        let (row, alarms) = self.store.staff_with_code(&letters).await?;
        self.raise(&alarms, now).await?;
        let waits =
            |row: &StaffRow| row.ended.is_none() && row.code_ends.is_some_and(|ends| now < ends);
        row.filter(waits).ok_or(Error::NoEnrolment)
    }

    /// A password with the second factor that was shown, once the app gives its code.
    async fn new_password(
        &self,
        row: &StaffRow,
        (password, code): (&str, &str),
        now: Instant,
    ) -> Result<StaffPassword, Error> {
        if let Some(problem) = problem(password, &row.login) {
            return Err(Error::Invalid(vec![problem]));
        }
        let secret = self.store.proposed_secret(row);
        let step = totp::step_of(&secret, code.trim(), now).ok_or_else(|| {
            let (zh, en) = (
                "与验证器应用显示的六位数字不符，请核对手机时间后再输入",
                "is not what the authenticator app shows; look at the phone's clock and type the six digits again",
            );
            Error::field("totp_code", zh, en)
        })?;
        let place = self.hashing.place()?;
        let (salt, password) = (sixteen(&*self.chance), Zeroizing::new(password.to_owned()));
        let hash = place.work(move || hash(&password, salt)).await?;
        Ok(StaffPassword {
            hash: hash.ok_or(Error::Busy)?,
            secret,
            used_step: step,
        })
    }
}

/// What a challenge for a first passkey is for: this member's account.
fn enrolling(row: &StaffRow) -> String {
    format!("enrol {}", row.member.id.0)
}
