//! The life of an account: added, brought into use by a code, given another code, ended.

use domain::staff::{Duty, Member};
use domain::time::Instant;

use super::member::{code_hash, insert, update};
use super::{StaffPasskey, StaffPassword, StaffRow, StaffSessionRow, passkey, password, session};
use crate::batch::Batch;
use crate::store::Store;
use crate::words::Word;

/// By what a member proves from now on who they are.
pub struct Proofs<'a> {
    /// A password with its second factor.
    pub password: Option<&'a StaffPassword>,
    /// A passkey.
    pub passkey: Option<&'a StaffPasskey>,
}

impl Store {
    /// The batch that adds a member, whose account comes into use by `code` until `ends`. A conflict where another
    /// has the login.
    pub fn add_staff(
        &self,
        member: &Member,
        (login, name): (&str, &str),
        made: Instant,
        (code, ends): (&str, Instant),
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
        batch
    }

    /// The batch that brings an account into use: the code is used up, the proofs take the place of all before, and
    /// the device is signed in. A conflict where the member is no longer as they were read.
    pub fn enrol_staff(
        &self,
        row: &StaffRow,
        proofs: &Proofs<'_>,
        opened: &StaffSessionRow,
    ) -> Batch {
        let enrolled = StaffRow {
            code: None,
            code_ends: None,
            ..row.clone()
        };
        let mut batch = self.with_member(&enrolled);
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
    pub fn renew_staff(&self, row: &StaffRow, code: &str, ends: Instant) -> Batch {
        self.with_member(&StaffRow {
            epoch: row.epoch + 1,
            code: Some(code_hash(self.keys(), code)),
            code_ends: Some(ends),
            ..row.clone()
        })
    }

    /// The batch that ends an account: its code, password, passkeys and sessions count no more. A conflict where the
    /// member is no longer as they were read.
    pub fn end_staff(&self, row: &StaffRow, now: Instant) -> Batch {
        self.with_member(&StaffRow {
            epoch: row.epoch + 1,
            ended: Some(now),
            code: None,
            code_ends: None,
            ..row.clone()
        })
    }

    /// The batch that gives a member other duties. A conflict where the member is no longer as they were read.
    pub fn set_duties(&self, row: &StaffRow, duties: &[Duty]) -> Batch {
        let mut next = row.clone();
        next.member.duties = duties.to_vec();
        self.with_member(&next)
    }

    fn with_member(&self, row: &StaffRow) -> Batch {
        let mut batch = Batch::unguarded();
        update(&mut batch, self.keys(), row);
        batch
    }
}
