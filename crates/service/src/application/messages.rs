//! The short messages about the end of an application that no notice tells: to a phone that stayed without a code, and to the
//! phone of before of somebody who was taken over.

use domain::application::ApplicationState;
use domain::identity::Contact;
use domain::ids::ApplicationId;
use domain::time::Instant;
use gateway::sms::Text;
use storage::{ApplicationRow, SmsOutcome, WriteError};

use super::kept::Kept;
use crate::Service;
use crate::error::Error;
use crate::remind::MessagesSent;

/// Messages of one look.
const MOST: u32 = 1_000;

impl Service {
    /// Hands over what waits, until the sender gives no answer.
    pub(crate) async fn send_application_messages(
        &self,
        total: &mut MessagesSent,
        now: Instant,
    ) -> Result<(), Error> {
        for id in self.store.application_messages(MOST).await? {
            let Some(outcome) = self.send_application_message(id, now).await? else {
                total.waiting += 1;
                return Ok(());
            };
            total.count(outcome);
        }
        Ok(())
    }

    /// One message; nothing where the sender gave no answer.
    async fn send_application_message(
        &self,
        id: ApplicationId,
        now: Instant,
    ) -> Result<Option<SmsOutcome>, Error> {
        let row = self.application_row(id, now).await?;
        let kept = Kept::of(&row)?;
        let moved = row.application.state == ApplicationState::Accepted;
        let (to, text) = if moved {
            (kept.contact_before.unwrap_or_default(), Text::moved())
        } else {
            (kept.contact, Text::notice())
        };
        let outcome = match Contact::from_canonical(&to) {
            None => SmsOutcome::Unreached,
            Some(contact) => {
                let key = self.store.application_message_key(id);
                let handed = self.hand_notice((&contact, &text), key, now).await?;
                let Some(outcome) = handed else {
                    return Ok(None);
                };
                outcome
            }
        };
        let sent = ApplicationRow {
            sms: false,
            ..row.clone()
        };
        match self
            .store
            .write(self.store.change_application(&row, &sent))
            .await
        {
            // The phone has applied anew meanwhile.
            Ok(()) | Err(WriteError::Conflict) => Ok(Some(outcome)),
            Err(error) => Err(error.into()),
        }
    }
}
