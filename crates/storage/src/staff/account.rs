//! The life of an account: added, brought into use by a code, given another code, ended.

use domain::staff::{Duty, Member};
use domain::time::Instant;
use zeroize::Zeroizing;

use super::member::{code_hash, insert, update};
use super::{StaffPasskey, StaffPassword, StaffRow, StaffSessionRow, passkey, password, session};
use crate::batch::Batch;
use crate::log::{self, LogLine};
use crate::store::Store;
use crate::words::Word;

/// Bytes of a secret of one-time passwords (RFC 4226, 4).
const SECRET: usize = 20;

/// By what a member proves from now on who they are.
pub struct Proofs<'a> {
    /// A password with its second factor.
    pub password: Option<&'a StaffPassword>,
    /// A passkey.
    pub passkey: Option<&'a StaffPasskey>,
}

impl Store {
    /// The secret of the one-time passwords that a member who has a code may take, 20 bytes: it follows from the code,
    /// so that asking for it again shows the same.
    pub fn proposed_secret(&self, row: &StaffRow) -> Zeroizing<Vec<u8>> {
        let half = |n: i64| {
            let columns = [
                row.member.id.0.into(),
                row.epoch.into(),
                row.code.into(),
                n.into(),
            ];
            self.keys().mac("staff_password.secret", &columns)
        };
        let mut secret = Zeroizing::new([half(1), half(2)].concat());
        secret.truncate(SECRET);
        secret
    }

    /// The batch that adds a member, whose account comes into use by `code` until `ends`. A conflict where another
    /// has the login.
    pub fn add_staff(
        &self,
        member: &Member,
        (login, name): (&str, &str),
        made: Instant,
        (code, ends): (&str, Instant),
        line: &LogLine,
    ) -> Batch {
        let row = StaffRow {
            member: member.clone(),
            login: Word::new(login.to_owned()),
            name: Word::new(name.to_owned()),
            made,
            ended: None,
            code_ends: Some(ends),
            passkeys: Vec::new(),
            epoch: 1,
            version: 1,
            code: Some(code_hash(self.keys(), code)),
        };
        let mut batch = Batch::unguarded();
        insert(&mut batch, self.keys(), &row);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that brings an account into use: the code is used up, the proofs take the place of all before, and
    /// the device is signed in. A conflict where the member is no longer as they were read.
    pub fn enrol_staff(
        &self,
        row: &StaffRow,
        proofs: &Proofs<'_>,
        opened: &StaffSessionRow,
        line: &LogLine,
    ) -> Batch {
        let enrolled = StaffRow {
            code: None,
            code_ends: None,
            ..row.clone()
        };
        let mut batch = self.with_member(&enrolled, line);
        if let Some(own) = proofs.password {
            password::put(&mut batch, self.keys(), row, own);
        }
        if let Some(own) = proofs.passkey {
            passkey::add(&mut batch, self.keys(), row, own);
        }
        session::open(&mut batch, self.keys(), row, opened);
        batch
    }

    /// The batch that gives a member a new code, good until `ends`: their password, passkeys and sessions count no
    /// more. A conflict where the member is no longer as they were read.
    pub fn renew_staff(
        &self,
        row: &StaffRow,
        (code, ends): (&str, Instant),
        line: &LogLine,
    ) -> Batch {
        let next = StaffRow {
            epoch: row.epoch + 1,
            code: Some(code_hash(self.keys(), code)),
            code_ends: Some(ends),
            ..row.clone()
        };
        self.with_member(&next, line)
    }

    /// The batch that ends an account: its code, password, passkeys and sessions count no more. A conflict where the
    /// member is no longer as they were read.
    pub fn end_staff(&self, row: &StaffRow, now: Instant, line: &LogLine) -> Batch {
        let next = StaffRow {
            epoch: row.epoch + 1,
            ended: Some(now),
            code: None,
            code_ends: None,
            ..row.clone()
        };
        self.with_member(&next, line)
    }

    /// The batch that gives a member other duties. A conflict where the member is no longer as they were read.
    pub fn set_duties(&self, row: &StaffRow, duties: &[Duty], line: &LogLine) -> Batch {
        let mut next = row.clone();
        next.member.duties = duties.to_vec();
        self.with_member(&next, line)
    }

    fn with_member(&self, row: &StaffRow, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        update(&mut batch, self.keys(), row);
        log::add_other(&mut batch, line);
        batch
    }
}
