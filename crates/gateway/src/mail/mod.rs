//! Letters by e-mail, for people whom no number of the mainland reaches: one-time codes, and that there is something to
//! read on the page.
//!
//! The exchange is that of short messages: `POST <address>/messages` with `{"to", "text"}`, the address in small letters,
//! and the header `Idempotency-Key`; the answer is `{"id": "…"}`. The text is always one of [`Text`]; its first
//! words serve as the subject, and there is no way to send free words.

mod client;
mod simulator;

use domain::identity::MailAddress;
use domain::time::Instant;

use crate::Answer;
use crate::sms::{IdempotencyKey, MessageId, Text};

pub use client::MailClient;
pub use simulator::SimulatedMail;

/// Whoever sends letters by e-mail.
pub trait Mail: Send + Sync {
    /// Hands a text over for an address. Called again with the same `key` (after an error, or after a restart) it is
    /// sent once. `Ok` says that it was taken, not that it arrived. `now` is the instant of the call.
    fn send<'a>(
        &'a self,
        address: &'a MailAddress,
        text: &'a Text,
        key: IdempotencyKey,
        now: Instant,
    ) -> Answer<'a, MessageId>;
}
