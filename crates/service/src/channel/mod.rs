//! Channels: vendors' front ends. One registers with a key, signs an assertion for an access token (`token`), vouches
//! for the phone that is bound there (`vouch`), and its user's page opens a session by the link (`open`). Where its
//! runtime cannot sign, the server presents (`present`).
//!
//! A channel proves a phone and never a person: beside it the last six of the document are asked for, as elsewhere.

mod look_after;
mod open;
mod present;
mod token;
mod vouch;

pub use look_after::{ChannelDraft, ChannelStanding};
pub use open::OpenedLink;
pub use present::{PRESENT_S, Presented};
pub use token::{CHANNEL_TOKEN_MS, Channel, ChannelToken};
pub use vouch::{ChannelLinkSecret, LINK_MS, Vouched};

use credential::{Jws, PublicKey};
use domain::channel::{Assertion, AssertionFault};
use domain::ids::ChannelId;
use domain::policy::Text;
use domain::time::Instant;
use storage::{ChannelRow, WriteError};

use crate::Service;
use crate::error::Error;

/// Where a channel gets its access token.
pub const TOKEN_PATH: &str = "/api/channels/token";
/// Where a channel vouches for a phone.
pub const SESSION_PATH: &str = "/api/channels/session";

/// Why a channel, or who came by one, is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChannelRefusal {
    /// No channel has this name or this token, or no longer.
    Unknown,
    /// It is switched off.
    Off,
    /// What it signed is not believed.
    Assertion(AssertionFault),
    /// The link was used, is over, or is none.
    LinkOver,
    /// The device can sign by itself, or did not come by a channel.
    SignsItself,
}

/// What whoever was refused is told.
pub(crate) fn refusal_text(refusal: ChannelRefusal) -> Text {
    let (zh, en) = match refusal {
        ChannelRefusal::Assertion(fault) => return fault.text(),
        ChannelRefusal::Unknown => (
            "没有以此登记的入口，或令牌已过期；请重新取得令牌，或联系服务运营方",
            "no channel is registered with this, or the token has ended; get a new token, or ask whoever runs the service",
        ),
        ChannelRefusal::Off => (
            "此入口已停用；请改用健康码网页或其他入口，您的健康码不受影响",
            "this channel is switched off; use the health code's own page or another channel, your code is not touched",
        ),
        ChannelRefusal::LinkOver => (
            "链接已用过或已过期，请回到小程序重新打开",
            "the link was used or has ended; go back to the app and open it again",
        ),
        ChannelRefusal::SignsItself => (
            "本设备可以自己出示健康码，请在健康码页面打开",
            "this device can show its code by itself; open the page of the code",
        ),
    };
    Text::new(zh, en)
}

impl From<ChannelRefusal> for Error {
    fn from(refusal: ChannelRefusal) -> Self {
        Self::Channel(refusal)
    }
}

impl From<AssertionFault> for Error {
    fn from(fault: AssertionFault) -> Self {
        Self::Channel(ChannelRefusal::Assertion(fault))
    }
}

impl Service {
    /// For whom an assertion must be: the public address with a path behind it.
    pub fn channel_audience(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The channel of an id, where it is on.
    pub(crate) async fn channel_on(
        &self,
        id: ChannelId,
        now: Instant,
    ) -> Result<ChannelRow, Error> {
        let (row, alarms) = self.store.channel(id).await?;
        self.raise(&alarms, now).await?;
        let row = row.ok_or(ChannelRefusal::Unknown)?;
        row.is_on.then_some(row).ok_or(ChannelRefusal::Off.into())
    }

    /// The claims of an assertion that `channel` signed for `path`, used up by it.
    async fn believe(
        &self,
        channel: &ChannelRow,
        (jws, path): (&Jws<'_>, &str),
        now: Instant,
    ) -> Result<Assertion, Error> {
        let key = PublicKey::from_raw(&channel.key).map_err(|_| Error::Damaged)?;
        let claims = jws.verify(&key).ok_or(AssertionFault::Signature)?;
        let assertion = Assertion::parse(claims)?;
        assertion.check(&channel.page.name, &self.channel_audience(path), now)?;
        let used = self
            .store
            .use_assertion(channel.id, &assertion.id, assertion.expires);
        match self.store.write(used).await {
            Ok(()) => Ok(assertion),
            Err(WriteError::Conflict) => Err(AssertionFault::Used.into()),
            Err(error) => Err(error.into()),
        }
    }
}
