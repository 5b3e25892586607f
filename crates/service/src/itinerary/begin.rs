//! Beginning a check: the day of arrival, and that one agrees (S0-2).

use domain::declaration::Problem;
use domain::itinerary::{Next, opens};
use domain::place::DivisionCode;
use domain::time::{Date, Instant};
use storage::{CheckRow, CheckState};

use super::stand::{Stand, Whose};
use super::texts::{CONSENT_VERSION, by_staff};
use super::told::ItineraryCheck;
use crate::Service;
use crate::error::Error;
use crate::session::Session;

impl Service {
    /// Begins a check of a city for a day of arrival, from 24 hours before it (P). Begun again while one goes on, its numbers stay
    /// confirmed and its places declared; `consent` is the version of the text that was agreed to.
    #[crate::boxed]
    pub async fn begin_itinerary(
        &self,
        session: &Session,
        city: DivisionCode,
        (arrival, consent): (Date, &str),
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let person = session.person()?;
        let whose = Whose { person, city };
        let make = |stand: &Stand| begun(stand, arrival, consent);
        self.step(whose, "begin itinerary check", now, make).await?;
        self.itinerary(session, city, now).await
    }
}

fn begun(stand: &Stand, arrival: Date, consent: &str) -> Result<CheckRow, Error> {
    stand.require()?;
    let (policy, now) = (&stand.policy, stand.now);
    let opens = opens(
        arrival,
        now,
        policy.verify_hours_before,
        policy.look_back_days,
    );
    if let Err(error) = opens {
        let text = error.text();
        return Err(Error::Invalid(vec![Problem::new(
            "arrival", text.zh, text.en,
        )]));
    }
    if consent != CONSENT_VERSION {
        let (zh, en) = (
            "同意的文本已更新，请重新阅读并同意",
            "is not the text in force; load it again, read it and agree",
        );
        return Err(Error::field("consent_version", zh, en));
    }
    if stand.next() == Next::ByStaff {
        return Err(by_staff());
    }
    let goes_on = stand.check().filter(|row| row.state != CheckState::Passed);
    let words = match goes_on {
        Some(_) => stand.kept.sealed()?,
        None => stand.kept.anew().sealed()?,
    };
    Ok(CheckRow {
        jurisdiction: stand.city,
        arrival,
        begun: goes_on.map_or(now, |row| row.begun),
        changed: now,
        consent: CONSENT_VERSION.to_owned(),
        consented: now,
        state: CheckState::InProgress,
        causes: Vec::new(),
        passed: None,
        words,
        mark: stand
            .row
            .as_ref()
            .map(|row| row.mark.clone())
            .unwrap_or_default(),
    })
}
