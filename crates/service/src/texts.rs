//! Short messages, whoever sends one: to which numbers, and how many an hour. What is over the budget raises an alarm and waits; codes
//! come first, because people stand and wait for them.

use domain::identity::{Contact, Phone};
use domain::time::Instant;
use gateway::sms::{IdempotencyKey, Text};
use storage::{Alarm, SmsOutcome};

use crate::Service;
use crate::error::Error;

/// The most short messages of an hour (P), where the operator sets no other: a city of ten million in the morning.
pub const TEXTS_AN_HOUR: i64 = 500_000;
/// Of a hundred of them so many are for codes alone (P).
const FOR_CODES_PERCENT: i64 = 20;
const HOUR_MS: i64 = 3_600_000;

/// To whom short messages go, and how many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextLimits {
    /// The most of an hour, by the clock of the service.
    pub an_hour: i64,
    /// The beginnings of numbers outside of the mainland that get any, as E.164 (`+852`).
    pub prefixes: Vec<String>,
}

impl Default for TextLimits {
    fn default() -> Self {
        Self {
            an_hour: TEXTS_AN_HOUR,
            prefixes: Vec::new(),
        }
    }
}

/// What a short message is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Urgency {
    /// A one-time code, for which somebody waits.
    Code,
    /// Anything else.
    Notice,
}

/// What became of a short message.
pub(crate) enum Handed {
    /// It was handed over, or no number takes it.
    Done(SmsOutcome),
    /// The sender gave no answer.
    Waits(gateway::Error),
    /// The hour has had as many as it may.
    OverBudget,
}

impl TextLimits {
    /// Whether a number gets short messages at all.
    pub(crate) fn reach(&self, phone: &Phone) -> bool {
        let is_ours = |prefix: &String| phone.number().starts_with(prefix.as_str());
        phone.is_mainland() || self.prefixes.iter().any(is_ours)
    }

    const fn most(&self, urgency: Urgency) -> i64 {
        match urgency {
            Urgency::Code => self.an_hour,
            Urgency::Notice => self.an_hour - self.an_hour * FOR_CODES_PERCENT / 100,
        }
    }
}

impl Service {
    /// The use cases with other limits on short messages.
    #[must_use]
    pub fn with_text_limits(mut self, limits: TextLimits) -> Self {
        self.texts = limits;
        self
    }

    /// Hands a short message or a letter over, within the limits.
    pub(crate) async fn hand_text(
        &self,
        (contact, text): (&Contact, &Text),
        (key, urgency): (u64, Urgency),
        now: Instant,
    ) -> Result<Handed, Error> {
        let post = match self.post_to(contact) {
            Ok(post) => post,
            Err(Error::Invalid(_)) if urgency == Urgency::Notice => {
                return Ok(Handed::Done(SmsOutcome::Unreached));
            }
            Err(error) => return Err(error),
        };
        let hour = now.ms().div_euclid(HOUR_MS);
        if self.store.texts_in(hour).await? >= self.texts.most(urgency) {
            self.raise(&[Alarm::of_texts(hour)], now).await?;
            return Ok(Handed::OverBudget);
        }
        match post.send(text, IdempotencyKey::new(key), now).await {
            Ok(()) => {
                self.store.write(self.store.count_text(hour, key)).await?;
                Ok(Handed::Done(SmsOutcome::Sent))
            }
            Err(gateway::Error::Refused { .. }) if urgency == Urgency::Notice => {
                Ok(Handed::Done(SmsOutcome::Unreached))
            }
            Err(error) => Ok(Handed::Waits(error)),
        }
    }

    /// Forgets the hours that are over.
    pub(crate) async fn sweep_text_hours(&self, now: Instant) -> Result<(), Error> {
        let hour = now.ms().div_euclid(HOUR_MS);
        Ok(self.store.write(self.store.drop_text_hours(hour)).await?)
    }
}
