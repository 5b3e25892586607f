//! The sender of letters as we ask it over HTTP.

use domain::identity::MailAddress;
use domain::time::Instant;
use hyper::header::HeaderValue;

use super::Mail;
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Neighbour, SetupError};
use crate::sms::{IdempotencyKey, Message, MessageId, PATH, Reply, Text};
use crate::{Answer, Chance};

/// A sender that speaks the exchange of this module.
pub struct MailClient(Caller);

impl MailClient {
    /// The way to a sender; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        Caller::new(Neighbour::Mail, PATH, access, chance).map(Self)
    }
}

impl Mail for MailClient {
    fn send<'a>(
        &'a self,
        address: &'a MailAddress,
        text: &'a Text,
        key: IdempotencyKey,
        now: Instant,
    ) -> Answer<'a, MessageId> {
        Box::pin(async move {
            let message = Message {
                to: address.canonical(),
                text: text.words(),
            };
            let header = HeaderValue::from(key.bits());
            let reply: Reply = self.0.ask(&message, Some(&header), now).await?;
            Ok(reply.id)
        })
    }
}
