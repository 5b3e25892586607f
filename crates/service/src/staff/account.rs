//! Accounts of staff, as whoever runs the service looks after them.

use domain::ids::{OfficeId, StaffId};
use domain::staff::{Duty, Member, Office};
use domain::time::Instant;
use storage::{StaffRow, WriteError};

use super::office::{is_division, named};
use crate::Service;
use crate::chance::random_id;
use crate::enrolment_code::{CODE_MS, EnrolmentCode};
use crate::error::Error;
use crate::log::Deed;

/// Characters of a login.
const LOGIN: std::ops::RangeInclusive<usize> = 3..=32;
/// The most duties of one member.
const MAX_DUTIES: usize = 16;

/// A member of staff who is to be added.
pub struct StaffDraft {
    /// By which they sign in: 3 to 32 letters, digits, dots, hyphens and underscores.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub office: OfficeId,
    /// What they may do, within the division of the office.
    pub duties: Vec<Duty>,
}

/// A member of staff, for whoever looks after accounts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffStanding {
    /// Who.
    pub id: StaffId,
    /// The login.
    pub login: String,
    /// The name.
    pub name: String,
    /// Where they work.
    pub office: Office,
    /// What they may do.
    pub duties: Vec<Duty>,
    /// When they were added.
    pub made: Instant,
    /// When they left; absent while they are there.
    pub ended: Option<Instant>,
    /// When the code that waits for them ends; absent once it was used.
    pub code_ends: Option<Instant>,
    /// How many passkeys they have.
    pub passkeys: usize,
}

impl StaffStanding {
    fn of(row: StaffRow) -> Self {
        Self {
            id: row.member.id,
            login: row.login.as_str().to_owned(),
            name: row.name.as_str().to_owned(),
            office: row.member.office,
            duties: row.member.duties,
            made: row.made,
            ended: row.ended,
            code_ends: row.code_ends,
            passkeys: row.passkeys.len(),
        }
    }
}

impl Service {
    /// Adds a member of staff; they bring their account into use by the code within a day.
    #[crate::boxed]
    pub async fn add_staff(
        &self,
        draft: &StaffDraft,
        now: Instant,
    ) -> Result<EnrolmentCode, Error> {
        let login = login_of(&draft.login).ok_or_else(|| {
            let (zh, en) = (
                "登录名须为3至32个字母、数字、点、连字符或下划线",
                "a login is 3 to 32 letters, digits, dots, hyphens and underscores",
            );
            Error::field("login", zh, en)
        })?;
        let name = named("name", &draft.name)?;
        let offices = self.offices(now).await?;
        let office = offices.into_iter().find(|office| office.id == draft.office);
        let office = office.ok_or_else(|| {
            let (zh, en) = (
                "没有这个机构，请先添加机构",
                "is no office here; add the office first",
            );
            Error::field("office", zh, en)
        })?;
        check_duties(&office, &draft.duties, now)?;
        let member = Member {
            id: StaffId(random_id(&*self.chance)),
            office,
            duties: draft.duties.clone(),
        };
        let code = EnrolmentCode::new(self.chance.bits());
        let ends = now.plus_ms(CODE_MS);
        let words = words_of(&member);
        let line = self.note(Deed::operation("add staff"), &words, now);
        let batch = self.store.add_staff(
            &member,
            (&login, &name),
            now,
            (&code.letters(), ends),
            &line,
        );
        match self.store.write(batch).await {
            Ok(()) => Ok(code),
            Err(WriteError::Conflict) => Err(Error::field(
                "login",
                "该登录名已有人使用，请换一个",
                "somebody has this login; choose another",
            )),
            Err(error) => Err(error.into()),
        }
    }

    /// Everybody who works here or ever did, in the order in which they were added.
    #[crate::boxed]
    pub async fn staff(&self, now: Instant) -> Result<Vec<StaffStanding>, Error> {
        let (rows, alarms) = self.store.staff().await?;
        self.raise(&alarms, now).await?;
        Ok(rows.into_iter().map(StaffStanding::of).collect())
    }

    /// Gives a member a new code, good within a day. What they had before, password, passkeys and sessions, ends now.
    #[crate::boxed]
    pub async fn renew_staff(&self, login: &str, now: Instant) -> Result<EnrolmentCode, Error> {
        let row = self.staff_named(login, now).await?;
        let code = EnrolmentCode::new(self.chance.bits());
        let ends = now.plus_ms(CODE_MS);
        let line = self.note(Deed::operation("renew staff"), &words_of(&row.member), now);
        let batch = self.store.renew_staff(&row, (&code.letters(), ends), &line);
        self.write_staff(batch).await?;
        Ok(code)
    }

    /// Ends an account: whoever leaves is signed in nowhere from now on, and their passkeys and password open nothing.
    #[crate::boxed]
    pub async fn end_staff(&self, login: &str, now: Instant) -> Result<(), Error> {
        let row = self.staff_named(login, now).await?;
        let line = self.note(Deed::operation("end staff"), &words_of(&row.member), now);
        let batch = self.store.end_staff(&row, now, &line);
        self.write_staff(batch).await
    }

    /// Gives a member other duties; they hold from the next request on.
    #[crate::boxed]
    pub async fn set_duties(
        &self,
        login: &str,
        duties: &[Duty],
        now: Instant,
    ) -> Result<(), Error> {
        let mut row = self.staff_named(login, now).await?;
        check_duties(&row.member.office, duties, now)?;
        let before = row.clone();
        row.member.duties = duties.to_vec();
        let line = self.note(Deed::operation("set duties"), &words_of(&row.member), now);
        let batch = self.store.set_duties(&before, duties, &line);
        self.write_staff(batch).await
    }

    /// The member with a login who has not left.
    async fn staff_named(&self, login: &str, now: Instant) -> Result<StaffRow, Error> {
        let unknown = || {
            let (zh, en) = (
                "没有以此登录的在职人员，请核对登录名",
                "is the login of nobody who works here; look at the list of staff",
            );
            Error::field("login", zh, en)
        };
        let login = login_of(login).ok_or_else(unknown)?;
        let (row, alarms) = self.store.staff_with_login(&login).await?;
        self.raise(&alarms, now).await?;
        row.filter(|row| row.ended.is_none()).ok_or_else(unknown)
    }

    async fn write_staff(&self, batch: storage::Batch) -> Result<(), Error> {
        match self.store.write(batch).await {
            Err(WriteError::Conflict) => Err(Error::Busy),
            written => Ok(written?),
        }
    }
}

/// A login in its one form; none where it is none.
pub(super) fn login_of(text: &str) -> Option<String> {
    let login = text.trim().to_ascii_lowercase();
    let formed = login
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    (formed && LOGIN.contains(&login.len())).then_some(login)
}

fn check_duties(office: &Office, duties: &[Duty], now: Instant) -> Result<(), Error> {
    let lies_within = |duty: &Duty| is_division(duty.division(), now) && office.covers(*duty);
    if duties.is_empty() || duties.len() > MAX_DUTIES || !duties.iter().all(lies_within) {
        let (zh, en) = (
            "请给出1至16项职责，且都在机构所辖区划之内",
            "give 1 to 16 duties, each within the division of the office",
        );
        return Err(Error::field("role", zh, en));
    }
    Ok(())
}

/// What the log's digest is of: who may do what, and no name.
fn words_of(member: &Member) -> String {
    let duties: Vec<String> = member.duties.iter().map(Duty::to_string).collect();
    format!(
        "{} {} {}",
        member.id.0,
        member.office.id.0,
        duties.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_one_form() {
        assert_eq!(login_of(" Wang.Min "), Some("wang.min".into()));
        for other in [
            "",
            "ab",
            "王敏王敏",
            "wang min",
            "a\u{0}bc",
            &"a".repeat(33),
        ] {
            assert_eq!(login_of(other), None, "{other}");
        }
    }
}
