//! The reminder before a day without a check-in ends, and the short messages that go with notices; letters to who is reached
//! by e-mail.
//!
//! A notice is on the disk before its message goes out, and each message has a key of its own that follows from the
//! notice: after a crash between the two the same message is handed over again, and the sender sends it once.

use domain::identity::Contact;
use domain::ids::PersonId;
use domain::notice::NoticeKind;
use domain::time::{Date, Instant};
use futures_util::{StreamExt, stream};
use gateway::sms::Text;
use storage::{NoticeKey, SmsOutcome, WriteError};

use crate::Service;
use crate::error::Error;
use crate::post::contact_in;
use crate::texts::{Handed, Urgency};

/// The hour of the day from which on people are reminded (P).
const REMINDER_HOUR: i64 = 20;
const HOUR_MS: i64 = 3_600_000;
/// People of one page.
const PAGE: u32 = 10_000;
/// Messages of one page, and how many are handed over at once.
const MESSAGES: u32 = 2_000;
const AT_ONCE: usize = 16;

/// What became of the messages that waited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MessagesSent {
    /// Handed over.
    pub sent: u64,
    /// Without a number that takes them.
    pub unreached: u64,
    /// Of which the sender gave no answer: they are tried again.
    pub waiting: u64,
}

/// Whether people are reminded at `now`: from 20:00 on (P).
pub fn is_reminder_time(now: Instant) -> bool {
    now.ms() >= now.date().start().ms() + REMINDER_HOUR * HOUR_MS
}

impl Service {
    /// Reminds everybody whose check-in of today is still waited for; how many were looked at. Whoever's declaration
    /// ends soon is asked whether anything has changed. Run again it reminds nobody twice, and after their last day nobody is waited for.
    /// Before 20:00 it does nothing.
    #[crate::boxed]
    pub async fn remind(&self, now: Instant) -> Result<u64, Error> {
        if !is_reminder_time(now) {
            return Ok(0);
        }
        // Whatever is wrong with the ones, the others are reminded.
        let looked_at = self.remind_of_check_ins(now).await;
        self.remind_of_ends(now).await?;
        looked_at
    }

    async fn remind_of_check_ins(&self, now: Instant) -> Result<u64, Error> {
        let mut looked_at = 0;
        let mut after: Option<PersonId> = None;
        // Whoever could not be reminded keeps nobody behind them from it.
        let mut failed: Option<WriteError> = None;
        loop {
            let page = self.store.awaited(now.date(), after, PAGE).await?;
            self.raise(&page.alarms, now).await?;
            let Some(last) = page.rows.last() else {
                return failed.map_or(Ok(looked_at), |error| Err(error.into()));
            };
            after = Some(*last);
            looked_at += page.rows.len() as u64;
            let batches = page
                .rows
                .iter()
                .map(|person| self.store.remind(*person, now));
            let outcomes = self.store.write_many(batches.collect()).await;
            failed = failed.or_else(|| outcomes.into_iter().find_map(Result::err));
        }
    }

    /// Sends the short messages that wait and may go out at `now`. Where the sender gives no answer it stops; they wait.
    #[crate::boxed]
    pub async fn send_notices(&self, now: Instant) -> Result<MessagesSent, Error> {
        self.expire_reminders(now.date()).await?;
        let mut total = MessagesSent::default();
        if self.neighbours.is_none() {
            return Ok(total);
        }
        let applied = self.send_application_messages(&mut total, now).await;
        loop {
            let waiting = self.store.waiting_messages(now, MESSAGES).await?;
            self.raise(&waiting.alarms, now).await?;
            if waiting.rows.is_empty() || total.waiting > 0 {
                return applied.map(|()| total);
            }
            let sending = stream::iter(waiting.rows).map(|notice| async move {
                let outcome = self.send_notice(notice, now).await;
                (notice, outcome)
            });
            let outcomes: Vec<_> = sending.buffer_unordered(AT_ONCE).collect().await;
            self.settle_messages(outcomes, &mut total).await?;
        }
    }

    /// Notes what became of a page of messages, of all that went out first; then the first failure is told.
    async fn settle_messages(
        &self,
        outcomes: Vec<(NoticeKey, Result<Option<SmsOutcome>, Error>)>,
        total: &mut MessagesSent,
    ) -> Result<(), Error> {
        let mut batches = Vec::with_capacity(outcomes.len());
        let mut failed: Option<Error> = None;
        for (notice, outcome) in outcomes {
            match outcome {
                Ok(Some(outcome)) => {
                    total.count(outcome);
                    batches.push(self.store.settle_message(notice, outcome));
                }
                Ok(None) => total.waiting += 1,
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        for outcome in self.store.write_many(batches).await {
            failed = failed.or_else(|| outcome.err().map(Error::from));
        }
        failed.map_or(Ok(()), Err)
    }

    async fn expire_reminders(&self, today: Date) -> Result<(), Error> {
        Ok(self.store.write(self.store.expire_reminders(today)).await?)
    }

    /// Hands one message over; `None` where the sender gave no answer.
    async fn send_notice(
        &self,
        notice: NoticeKey,
        now: Instant,
    ) -> Result<Option<SmsOutcome>, Error> {
        if notice.kind == NoticeKind::NumberAdded {
            return self.tell_other_numbers(notice, now).await;
        }
        let (words, alarms) = self.store.words_of(notice.person).await?;
        self.raise(&alarms, now).await?;
        let contact = match contact_in(&words) {
            Some(own) => Some(own),
            None => self.guardians_contact(notice.person, now).await?,
        };
        let Some(contact) = contact else {
            return Ok(Some(SmsOutcome::Unreached));
        };
        let key = self.store.notice_message_key(notice);
        self.hand_notice((&contact, &text(notice.kind)), key, now)
            .await
    }

    /// Hands over a message that is no code; `None` where it waits.
    pub(crate) async fn hand_notice(
        &self,
        message: (&Contact, &Text),
        key: u64,
        now: Instant,
    ) -> Result<Option<SmsOutcome>, Error> {
        let handed = self.hand_text(message, (key, Urgency::Notice), now);
        match handed.await? {
            Handed::Done(outcome) => Ok(Some(outcome)),
            Handed::OverBudget => Ok(None),
            Handed::Waits(error) => {
                tracing::warn!(%error, "a short message waits");
                Ok(None)
            }
        }
    }
}

impl Service {
    /// Where somebody without a contact of their own is reached: at who has held them longest.
    async fn guardians_contact(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Option<Contact>, Error> {
        let facts = self.store.facts_of(person).await?;
        let links = facts.iter().flat_map(|facts| &facts.family);
        let Some(link) = links.filter(|l| l.by.counts()).min_by_key(|l| l.since) else {
            return Ok(None);
        };
        let (words, alarms) = self.store.words_of(link.guardian).await?;
        self.raise(&alarms, now).await?;
        Ok(contact_in(&words))
    }
}

impl MessagesSent {
    pub(crate) const fn count(&mut self, outcome: SmsOutcome) {
        match outcome {
            SmsOutcome::Sent => self.sent += 1,
            SmsOutcome::Unreached => self.unreached += 1,
        }
    }
}

fn text(kind: NoticeKind) -> Text {
    match kind {
        NoticeKind::Reminder => Text::check_in_reminder(),
        _ => Text::notice(),
    }
}
