//! An access token for a channel: OAuth 2.1 client credentials, the client proven by a signed assertion (RFC 7523, 2.2).

use credential::Jws;
use domain::channel::{Assertion, AssertionFault};
use domain::ids::ChannelId;
use domain::time::Instant;
use storage::ChannelRow;
use zeroize::Zeroizing;

use super::{ChannelRefusal, TOKEN_PATH};
use crate::Service;
use crate::chance::{secret, secret_length};
use crate::error::Error;

/// For how long an access token is good, in milliseconds (P).
pub const CHANNEL_TOKEN_MS: i64 = 10 * 60_000;
/// By which a token is recognised as one.
const TOKEN_PREFIX: &str = "hca_";

/// An access token. No `Debug`, no `Display`; wiped when dropped.
pub struct ChannelToken(Zeroizing<String>);

impl ChannelToken {
    /// The text, for the channel and nobody else.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A channel that asks with a token that holds.
pub struct Channel {
    pub(crate) row: ChannelRow,
}

impl Channel {
    /// Its id, by which its requests are counted.
    pub const fn id(&self) -> ChannelId {
        self.row.id
    }
}

impl Service {
    /// An access token for the channel that signed the assertion. Good for ten minutes, for this channel alone; it ends
    /// when the channel is switched off or gets another key.
    #[crate::boxed]
    pub async fn channel_token(
        &self,
        assertion: &str,
        now: Instant,
    ) -> Result<ChannelToken, Error> {
        let jws = Jws::parse(assertion).ok_or(AssertionFault::Signature)?;
        let said = Assertion::parse(jws.unverified())?;
        let (channel, alarms) = self.store.channel_named(&said.issuer).await?;
        self.raise(&alarms, now).await?;
        let channel = channel.ok_or(ChannelRefusal::Unknown)?;
        if !channel.is_on {
            return Err(ChannelRefusal::Off.into());
        }
        if said.subject != said.issuer {
            return Err(AssertionFault::Subject.into());
        }
        self.believe(&channel, (&jws, TOKEN_PATH), now).await?;
        let token = ChannelToken(secret(&*self.chance, TOKEN_PREFIX));
        let ends = now.plus_ms(CHANNEL_TOKEN_MS);
        let noted = self.store.add_channel_token(channel.id, token.text(), ends);
        self.store.write(noted).await?;
        Ok(token)
    }

    /// The channel of an access token.
    #[crate::boxed]
    pub async fn channel_of(&self, token: &str, now: Instant) -> Result<Channel, Error> {
        if !token.starts_with(TOKEN_PREFIX) || token.len() != secret_length(TOKEN_PREFIX) {
            return Err(ChannelRefusal::Unknown.into());
        }
        let (found, alarms) = self.store.channel_token(token).await?;
        self.raise(&alarms, now).await?;
        let found = found.filter(|(_, ends)| now < *ends);
        let (id, _) = found.ok_or(ChannelRefusal::Unknown)?;
        let row = self.channel_on(id, now).await?;
        Ok(Channel { row })
    }
}
