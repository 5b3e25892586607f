//! What an application becomes to which the registry agrees.

use domain::application::{Doubt, REVIEW_HOURS};
use domain::hold::{Hold, HoldKind};
use domain::identity::Contact;
use domain::ids::{DeviceId, HoldId, PersonId};
use domain::time::Instant;
use storage::{ApplicationRow, SessionRow};

use super::kept::{Asked, Kept};
use crate::Service;
use crate::chance::random_id;
use crate::change::registered;
use crate::error::Error;
use crate::post::contact_in;
use crate::register::{Beside, Registered};
use crate::sign_in::device;

const HOUR_MS: i64 = 3_600_000;

/// What it became.
pub(super) enum Admitted {
    /// A registration.
    Registered(Registered),
    /// A reviewer decides.
    Review,
    /// The document is registered by somebody else, and whoever applies is not known by a phone in their own name: they hear what the
    /// unproven hear.
    Unproven,
    /// The document is registered with this phone already.
    Before(PersonId),
}

impl Service {
    /// Registers the applicant, held where answers contradict each other; or leaves it to a reviewer, where the document is
    /// registered with another phone. Run again after a crash it goes on where it stopped.
    pub(super) async fn admit(
        &self,
        row: &ApplicationRow,
        now: Instant,
    ) -> Result<Admitted, Error> {
        let asked = Kept::of(row)?.asked()?;
        if let Some((person, same_phone)) = self.holder_for(&asked, now).await? {
            if same_phone {
                return Ok(Admitted::Before(person));
            }
            let contact = asked.applicant.contact.as_ref();
            if contact.and_then(Contact::mainland_phone).is_none() {
                return Ok(Admitted::Unproven);
            }
            self.leave_to_review(row, vec![Doubt::Takeover], now)
                .await?;
            return Ok(Admitted::Review);
        }
        let born = asked.applicant.born;
        let doubts = asked.said.doubts(asked.home(), born, now.date());
        if doubts.is_empty() {
            let registered = self.register_applicant(row, &asked, false, now).await?;
            self.close_application(&Kept::of(row)?.contact, now).await?;
            return Ok(Admitted::Registered(registered));
        }
        // Before the registration, so that nobody is held whom no reviewer finds.
        let waits = self.leave_to_review(row, doubts, now).await?;
        let registered = self.register_applicant(row, &asked, true, now).await?;
        let of_person = ApplicationRow {
            person: Some(registered.person),
            ..waits.clone()
        };
        let change = self.store.change_application(&waits, &of_person);
        self.store.write(change).await?;
        Ok(Admitted::Registered(registered))
    }

    /// What waited of a phone or address that is registered now is done.
    pub(super) async fn close_application(&self, contact: &str, now: Instant) -> Result<(), Error> {
        let Some(row) = self.application_of(contact, now).await? else {
            return Ok(());
        };
        let Ok(application) = row.application.clone().decide(true, None, now) else {
            return Ok(());
        };
        let done = ApplicationRow {
            application,
            ..row.clone()
        };
        Ok(self
            .store
            .write(self.store.change_application(&row, &done))
            .await?)
    }

    async fn leave_to_review(
        &self,
        row: &ApplicationRow,
        doubts: Vec<Doubt>,
        now: Instant,
    ) -> Result<ApplicationRow, Error> {
        let waits = ApplicationRow {
            application: row.application.clone().to_review(doubts, now),
            ..row.clone()
        };
        self.store.write(self.store.put_application(&waits)).await?;
        Ok(waits)
    }

    /// Registers an applicant, on the device that applied, where it is still signed in.
    pub(super) async fn register_applicant(
        &self,
        row: &ApplicationRow,
        asked: &Asked,
        held: bool,
        now: Instant,
    ) -> Result<Registered, Error> {
        let kept = Kept::of(row)?;
        let session = self.applying_session(&kept, now).await?;
        let id = DeviceId(random_id(&*self.chance));
        let linked = session.as_ref().map(|session| device(id, session, now));
        let beside = Beside {
            device: linked.as_ref().zip(session.as_ref()),
            hold: held.then(|| review_hold(HoldId(random_id(&*self.chance)), now)),
            applicant: Some(kept.said.row(now)?),
            ..Beside::default()
        };
        let applicant = (&asked.applicant, asked.door.as_ref());
        let registered = self.register_with(applicant, &beside, now).await;
        registered.map_err(|error| match error {
            // Somebody was faster: to the unproven it says the same.
            Error::AlreadyRegistered => super::apply::not_confirmed(),
            other => other,
        })
    }

    /// The session that applied, where it is still that of the phone alone.
    pub(super) async fn applying_session(
        &self,
        kept: &Kept,
        now: Instant,
    ) -> Result<Option<SessionRow>, Error> {
        let Some(hash) = kept.session() else {
            return Ok(None);
        };
        let (session, alarms) = self.store.session(hash).await?;
        self.raise(&alarms, now).await?;
        Ok(session.filter(|row| {
            row.person.is_none() && row.ends > now.date() && *row.phone == kept.contact
        }))
    }

    /// Who holds the document, and whether with the applicant's phone.
    pub(super) async fn holder_for(
        &self,
        asked: &Asked,
        now: Instant,
    ) -> Result<Option<(PersonId, bool)>, Error> {
        let document = asked.applicant.document.canonical();
        let Some(person) = self.store.holder_of(&document).await? else {
            return Ok(None);
        };
        // A claim without a person is finished by registering, a rest of one who was erased by returning.
        match self.store.facts_of(person).await? {
            Some(facts) if registered(&facts).is_ok() => {}
            _ => return Ok(None),
        }
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let same = contact_in(&words) == asked.applicant.contact;
        Ok(Some((person, same)))
    }
}

/// The hold of somebody whose answers a reviewer looks at.
pub(super) fn review_hold(id: HoldId, now: Instant) -> Hold {
    Hold {
        id,
        kind: HoldKind::ApplicationReview,
        since: now,
        until: now.plus_ms(REVIEW_HOURS * HOUR_MS),
        ended: None,
    }
}
