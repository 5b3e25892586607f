//! Whether a member of staff may: every refusal is a line in the log.

use domain::access::Action;
use domain::ids::StaffId;
use domain::log::{By, Purpose};
use domain::place::DivisionCode;
use domain::staff::Member;
use domain::time::Instant;
use storage::{LogLine, Strength};

use super::StaffSession;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// What a member does about their own account or the service.
pub(super) const fn of_staff(staff: StaffId, action: &'static str) -> Deed {
    Deed {
        by: By::Staff(staff),
        purpose: Purpose::Operation,
        action,
    }
}

impl Service {
    /// Lets a member do something that one of their duties opens, wherever.
    #[crate::boxed]
    pub async fn admit_staff(
        &self,
        member: &Member,
        action: Action,
        now: Instant,
    ) -> Result<(), Error> {
        if member.may_somewhere(action) {
            return Ok(());
        }
        self.note_refusal(member, action, "", now).await?;
        Err(Error::NotYourDuty)
    }

    /// Lets a member do something in a division: what concerns a person or a place asks this, beside the table.
    #[crate::boxed]
    pub async fn admit_staff_in(
        &self,
        member: &Member,
        action: Action,
        division: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        self.admit_staff(member, action, now).await?;
        if member.may(action, division) {
            return Ok(());
        }
        let words = division.to_string();
        self.note_refusal(member, action, &words, now).await?;
        Err(Error::OutsideDivision)
    }

    /// The same for whoever uses the code of a city ([`Member::may_for_city`]).
    pub(crate) async fn admit_staff_for_city(
        &self,
        member: &Member,
        action: Action,
        city: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        self.admit_staff(member, action, now).await?;
        if member.may_for_city(action, city) {
            return Ok(());
        }
        self.note_refusal(member, action, &city.to_string(), now)
            .await?;
        Err(Error::OutsideDivision)
    }

    /// Lets only who signed in by a passkey do something: what is signed, and what opens more, needs one.
    #[crate::boxed]
    pub async fn admit_by_passkey(
        &self,
        session: &StaffSession,
        action: Action,
        now: Instant,
    ) -> Result<(), Error> {
        if session.strength() == Strength::Passkey {
            return Ok(());
        }
        self.note_refusal(session.member(), action, "password", now)
            .await?;
        Err(Error::PasskeyNeeded)
    }

    pub(crate) async fn note_refusal(
        &self,
        member: &Member,
        action: Action,
        words: &str,
        now: Instant,
    ) -> Result<(), Error> {
        let deed = of_staff(member.id, "refused");
        let line = LogLine {
            action: format!("refused {action}"),
            ..self.note(deed, words, now)
        };
        Ok(self.store.write(self.store.log(&line)).await?)
    }
}
