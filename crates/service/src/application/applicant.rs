//! Changing as what one applied. What contradicts itself is looked at again; what no longer does ends the review.

use domain::application::{ApplicantSaid, Application, ApplicationState, Doubt};
use domain::identity::Document;
use domain::ids::{ApplicationId, HoldId, PersonId};
use domain::notice::NoticeKind;
use domain::time::Instant;
use storage::{ApplicantRow, ApplicationRow, Field, PersonFacts, Word};

use super::ApplicantTold;
use super::admit::review_hold;
use super::decide::review_holds;
use super::kept::{Kept, Said};
use crate::Service;
use crate::chance::random_id;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::me::word;
use crate::session::Session;
use crate::shared::Shared;

impl Service {
    /// Says as what the person of a session applies from now on.
    #[crate::boxed]
    pub async fn change_applicant(
        &self,
        session: &Session,
        said: &ApplicantSaid,
        now: Instant,
    ) -> Result<Option<ApplicantTold>, Error> {
        let person = session.person()?;
        let slips = said.problems(now.date());
        if !slips.is_empty() {
            return Err(Error::Invalid(slips));
        }
        let (before, alarms) = self.store.applicant_of(person).await?;
        self.raise(&alarms, now).await?;
        let row = ApplicantRow {
            // The link names the unit and the day of before.
            link: None,
            ..Said::of(said).row(now)?
        };
        if before.is_some_and(|before| *before.words == *row.words) {
            return self.applicant_told(session, now).await;
        }
        let (kept, doubts) = self.doubted(person, session, said, now).await?;
        if doubts.is_empty() {
            self.settle_clean(person, session, row, now).await?;
        } else {
            self.settle_doubted(person, (kept, doubts), row, now)
                .await?;
        }
        self.applicant_told(session, now).await
    }

    /// What contradicts what, and the application that a reviewer would read.
    async fn doubted(
        &self,
        person: PersonId,
        session: &Session,
        said: &ApplicantSaid,
        now: Instant,
    ) -> Result<(Kept, Vec<Doubt>), Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let of = |field| word(&words, field).unwrap_or_default().to_owned();
        let contact = session.contact()?;
        let kept = Kept {
            name: of(Field::Name),
            document: of(Field::Document),
            contact: contact.canonical().to_owned(),
            born: word(&words, Field::BirthDate).and_then(|born| born.parse().ok()),
            street: of(Field::Street),
            door: None,
            said: Said::of(said),
            session: String::new(),
            reason: String::new(),
            contact_before: None,
            hands: Vec::new(),
        };
        let before = self.application_of(contact.canonical(), now).await?;
        let kept = kept.after(before.as_ref())?;
        let of_number = || Document::from_canonical(&kept.document).and_then(|d| d.birth_date());
        let born = kept.born.or_else(of_number);
        let doubts = said.doubts(kept.asked()?.home(), born, now.date());
        Ok((kept, doubts))
    }

    /// Nothing contradicts: whoever was held for that is held no more.
    async fn settle_clean(
        &self,
        person: PersonId,
        session: &Session,
        row: ApplicantRow,
        now: Instant,
    ) -> Result<(), Error> {
        let contact = session.contact()?;
        let waiting = self.application_of(contact.canonical(), now).await?;
        let waiting = waiting.filter(|row| row.application.state == ApplicationState::Review);
        let done = match &waiting {
            Some(row) => Some(ApplicationRow {
                application: row
                    .application
                    .clone()
                    .decide(true, None, now)
                    .map_err(Error::Application)?,
                ..row.clone()
            }),
            None => None,
        };
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.settle_applicant(&row);
            for hold in review_holds(draft) {
                draft.end_hold(hold, now);
            }
            if let (Some(read), Some(done)) = (&waiting, &done) {
                draft.batch.settle_application(read, done);
                draft.tell(NoticeKind::ApplicationAccepted, read.application.id.0, now);
            }
            Ok(Drafted::Write(()))
        };
        self.decided(person, Deed::own("change applicant"), now, draft)
            .await
    }

    /// A reviewer looks; until then the person is held.
    async fn settle_doubted(
        &self,
        person: PersonId,
        (kept, doubts): (Kept, Vec<Doubt>),
        row: ApplicantRow,
        now: Instant,
    ) -> Result<(), Error> {
        let id = ApplicationId(random_id(&*self.chance));
        let application = Application::new(id, kept.asked()?.city(), now).to_review(doubts, now);
        let words: Word = kept.sealed()?;
        let waits = ApplicationRow {
            person: Some(person),
            ..self.store.application(&kept.contact, application, words)
        };
        self.store.write(self.store.put_application(&waits)).await?;
        let hold = HoldId(random_id(&*self.chance));
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.settle_applicant(&row);
            if review_holds(draft).is_empty() {
                draft.hold(review_hold(hold, now));
            }
            Ok(Drafted::Write(()))
        };
        self.change(person, Deed::own("change applicant"), now, draft)
            .await?;
        Ok(())
    }
}
