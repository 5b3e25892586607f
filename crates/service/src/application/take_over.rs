//! The later applicant who proved themself takes a person over: the phone and devices of before are cut, what was issued is dead,
//! and both are told. Orders and facts stay: nobody gets a better code by it.

use domain::identity::Contact;
use domain::ids::{DeviceId, PersonId};
use domain::log::By;
use domain::notice::NoticeKind;
use domain::time::Instant;
use storage::{ApplicationRow, PersonFacts};

use super::decide::{of_reviewer, review_holds};
use super::kept::Kept;
use crate::Service;
use crate::chance::random_id;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::post::contact_in;
use crate::register::kept_contact;
use crate::shared::Shared;
use crate::sign_in::device;

impl Service {
    /// Hands a person over to an applicant, as `to` says.
    pub(super) async fn take_over(
        &self,
        person: PersonId,
        (row, to): (&ApplicationRow, ApplicationRow),
        by: By,
        now: Instant,
    ) -> Result<(), Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let kept = Kept {
            contact_before: contact_in(&words).map(|c| c.canonical().to_owned()),
            ..Kept::of(&to)?
        };
        // The phone of before gets a short message; the new one gets a notice with one.
        let to = ApplicationRow {
            person: Some(person),
            sms: kept.contact_before.is_some(),
            words: kept.sealed()?,
            ..to
        };
        self.take_back_family_codes(person, now).await?;
        let session = self.applying_session(&kept, now).await?;
        let id = DeviceId(random_id(&*self.chance));
        let linked = session.as_ref().map(|session| device(id, session, now));
        let contact = Contact::from_canonical(&kept.contact).ok_or(Error::Damaged)?;
        let contact = kept_contact(&contact);
        let applicant = kept.said.row(now)?;
        let about = row.application.id;
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let before = facts.person.as_ref().ok_or(Error::Damaged)?;
            for old in &facts.devices {
                draft.batch.unlink_device(old);
            }
            draft.batch.take_back_codes();
            // Whoever was let in by the phone of before is no longer.
            for link in &facts.family {
                draft.batch.cut_family(link);
            }
            draft.batch.move_to_contact(before, &contact);
            if let Some((device, session)) = linked.as_ref().zip(session.as_ref()) {
                draft.batch.link_device(device, session);
            }
            draft.batch.settle_applicant(&applicant);
            for hold in review_holds(draft) {
                draft.end_hold(hold, now);
            }
            draft.tell(NoticeKind::TakenOver, about.0, now);
            draft.batch.settle_application(row, &to);
            Ok(Drafted::Write(()))
        };
        let deed = of_reviewer(by, "take over");
        self.decided(person, deed, now, draft).await?;
        // Gates know it with the next list.
        self.settle_statuses(now).await?;
        Ok(())
    }
}
