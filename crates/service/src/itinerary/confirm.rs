//! Confirming a number by a one-time code whose text says what it opens, one number after the other (S0-14, S0-16..18).

use domain::identity::{Contact, Phone};
use domain::ids::NumberId;
use domain::itinerary::may_confirm;
use domain::place::DivisionCode;
use domain::time::Instant;
use gateway::sms::{Language, Purpose};
use storage::{CheckRow, CheckState};

use super::stand::{Stand, Whose};
use super::told::ItineraryCheck;
use crate::Service;
use crate::code::CodeSent;
use crate::error::Error;
use crate::session::Session;

impl Service {
    /// Sends a code to the number that comes next.
    #[crate::boxed]
    pub async fn send_itinerary_code(
        &self,
        session: &Session,
        city: DivisionCode,
        (number, language): (NumberId, Language),
        now: Instant,
    ) -> Result<CodeSent, Error> {
        let person = session.person()?;
        let stand = self.stand(Whose { person, city }, now).await?;
        stand.begun()?;
        let contact = contact(&stand, number)?;
        if !may_confirm(&stand.states(), number) {
            return Err(not_next());
        }
        self.send_code(&contact, Purpose::Itinerary, language, now)
            .await
    }

    /// Confirms the number that comes next by its code. One that is confirmed stays so.
    #[crate::boxed]
    pub async fn confirm_itinerary_number(
        &self,
        session: &Session,
        city: DivisionCode,
        (number, code): (NumberId, &str),
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let person = session.person()?;
        let whose = Whose { person, city };
        let stand = self.stand(whose, now).await?;
        stand.begun()?;
        let contact = contact(&stand, number)?;
        if !stand.kept.is_confirmed(number, now) {
            if !may_confirm(&stand.states(), number) {
                return Err(not_next());
            }
            self.use_code(&contact, Purpose::Itinerary, code, now)
                .await?;
            let make = |stand: &Stand| confirmed(stand, number);
            self.step(whose, "confirm itinerary number", now, make)
                .await?;
        }
        self.itinerary(session, city, now).await
    }
}

fn contact(stand: &Stand, number: NumberId) -> Result<Contact, Error> {
    let phone = Phone::parse(&stand.number(number)?.phone);
    Ok(phone.map_err(|_| Error::Damaged)?.into())
}

fn confirmed(stand: &Stand, number: NumberId) -> Result<CheckRow, Error> {
    let row = stand.begun()?;
    let mut kept = stand.kept.clone();
    kept.confirm(number, stand.now);
    Ok(CheckRow {
        changed: stand.now,
        state: CheckState::InProgress,
        causes: Vec::new(),
        words: kept.sealed()?,
        ..row.clone()
    })
}

fn not_next() -> Error {
    let (zh, en) = (
        "还没轮到这个号码，请先完成前一个号码的验证码和行程",
        "is not next; finish the code and the places of the number before it",
    );
    Error::field("number", zh, en)
}
