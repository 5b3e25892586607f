//! Short messages to a phone: one-time codes.
//!
//! The exchange: `POST <address>/messages` with `{"to", "text"}`, the phone as E.164, and the header
//! `Idempotency-Key`: however often a message comes with one key, it is sent once and gets one id. The answer is
//! `{"id": "…"}`. A text is always one of [`Text`]: there is no way to send free words.

mod client;
mod simulator;
mod text;

use domain::identity::Phone;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use crate::inbox::Received;
pub use client::SmsClient;
pub use simulator::SimulatedSms;
pub use text::{Language, Purpose, Text, TextError};

/// Where messages are handed over.
pub(crate) const PATH: &str = "/messages";
/// The longest id that is taken, in bytes.
const LONGEST_ID: usize = 64;

/// Whoever sends short messages.
pub trait Sms: Send + Sync {
    /// Hands a text over for a phone. Called again with the same `key` (after an error, or after a restart) it is
    /// sent once. `Ok` says that it was taken, not that it arrived. `now` is the instant of the call.
    fn send<'a>(
        &'a self,
        phone: &'a Phone,
        text: &'a Text,
        key: IdempotencyKey,
        now: Instant,
    ) -> Answer<'a, MessageId>;

    /// Whether it is left alone for a while, because it did not answer.
    fn rests(&self) -> bool {
        false
    }
}

/// What makes one message one, however often it is handed over. Drawn by chance, and kept with what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(u64);

impl IdempotencyKey {
    /// The key of 64 random bits.
    pub const fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// The bits, as they go over the line.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }
}

/// The sender's name for a message: 1 to 64 visible ASCII characters. It says nothing about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct MessageId(String);

impl MessageId {
    /// The id as text, for the log and for questions to the sender.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MessageId {
    type Error = &'static str;
    fn try_from(id: String) -> Result<Self, Self::Error> {
        let well_formed =
            (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        if well_formed {
            Ok(Self(id))
        } else {
            Err("id: 1 to 64 visible ASCII characters")
        }
    }
}

/// What is handed over.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message<T> {
    pub(crate) to: T,
    pub(crate) text: T,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reply {
    pub(crate) id: MessageId,
}
