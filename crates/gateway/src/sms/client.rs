//! The sender of short messages as we ask it over HTTP.

use domain::identity::Phone;
use domain::time::Instant;
use hyper::header::HeaderValue;

use super::{IdempotencyKey, Message, MessageId, PATH, Reply, Sms, Text};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Neighbour, SetupError};
use crate::{Answer, Chance};

/// A sender that speaks the exchange of this module.
pub struct SmsClient(Caller);

impl SmsClient {
    /// The way to a sender; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        Caller::new(Neighbour::Sms, PATH, access, chance).map(Self)
    }
}

impl Sms for SmsClient {
    fn send<'a>(
        &'a self,
        phone: &'a Phone,
        text: &'a Text,
        key: IdempotencyKey,
        now: Instant,
    ) -> Answer<'a, MessageId> {
        Box::pin(async move {
            let message = Message {
                to: phone.number(),
                text: text.words(),
            };
            let reply: Reply = self.0.ask(&message, Some(&header(key)), now).await?;
            Ok(reply.id)
        })
    }

    fn rests(&self) -> bool {
        self.0.rests()
    }
}

/// The key as a decimal number.
fn header(key: IdempotencyKey) -> HeaderValue {
    HeaderValue::from(key.0)
}
