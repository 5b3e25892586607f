//! That a number joined a person's is told in the app and by a short message to all their other numbers: who did not do it
//! themself reads there what to do (S0-14). The new number itself gets none.

use domain::identity::{Contact, Phone};
use domain::ids::NumberId;
use domain::notice::NoticeKind;
use domain::number::Number;
use domain::time::Instant;
use gateway::sms::Text;
use storage::{NoticeKey, NumberRow, SmsOutcome};

use super::Numbers;
use crate::Service;
use crate::change::Draft;
use crate::error::Error;
use crate::post::contact_in;

/// Notes in the batch that adds it that a number joined. The message goes out at once, at night too.
pub(crate) fn tell_added(draft: &mut Draft, number: &Number, now: Instant) {
    let kind = NoticeKind::NumberAdded;
    draft.batch.tell(kind, number.id.0, now, now);
}

impl Service {
    /// Hands the message over to every number that was the person's when another joined, and to their address; `None` where the
    /// sender gave no answer for one of them: then all are handed over again, each under its own key, and sent once.
    pub(crate) async fn tell_other_numbers(
        &self,
        notice: NoticeKey,
        now: Instant,
    ) -> Result<Option<SmsOutcome>, Error> {
        let mut reached = SmsOutcome::Unreached;
        for (number, contact) in self.other_contacts(notice, now).await? {
            let key = self.store.number_message_key(notice, number);
            let text = Text::number_added();
            match self.hand_notice((&contact, &text), key, now).await? {
                Some(SmsOutcome::Sent) => reached = SmsOutcome::Sent,
                Some(SmsOutcome::Unreached) => {}
                None => return Ok(None),
            }
        }
        Ok(Some(reached))
    }

    async fn other_contacts(
        &self,
        notice: NoticeKey,
        now: Instant,
    ) -> Result<Vec<(NumberId, Contact)>, Error> {
        let numbers = match self.numbers_of(notice.person, now).await {
            Ok(numbers) => numbers,
            // Erased meanwhile.
            Err(Error::NotRegistered) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let others = numbers
            .rows
            .iter()
            .filter(|row| is_told(row, &numbers, notice));
        let phones = others.filter_map(|row| {
            let phone = Phone::parse(&row.phone).ok()?;
            Some((row.number.id, Contact::from(phone)))
        });
        let mut contacts: Vec<_> = phones.collect();
        let (words, alarms) = self.store.words_of(notice.person).await?;
        self.raise(&alarms, now).await?;
        let main = contact_in(&words).filter(|contact| contact.mainland_phone().is_none());
        contacts.extend(main.map(|address| (super::FIRST, address)));
        Ok(contacts)
    }
}

/// Whether a number is told. One that was given back since the other joined is, too: whoever adds a number of their own to somebody
/// else's code must not silence theirs by giving it back.
fn is_told(row: &NumberRow, numbers: &Numbers, notice: NoticeKey) -> bool {
    let is_joined = |row: &NumberRow| row.number.id.0 == notice.about;
    let joined = numbers.rows.iter().find(|row| is_joined(row));
    let was_theirs = match (row.number.given_back, joined) {
        (None, _) => true,
        (Some(given_back), Some(joined)) => given_back >= joined.number.since,
        (Some(_), None) => false,
    };
    was_theirs && !is_joined(row)
}
