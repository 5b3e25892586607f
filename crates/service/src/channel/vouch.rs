//! A channel vouches for the phone that is bound there, and gets a link by which its user's page opens a session.

use credential::Jws;
use domain::channel::AssertionFault;
use domain::identity::Phone;
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::ChannelLink;
use zeroize::Zeroizing;

use super::token::Channel;
use super::{ChannelRefusal, SESSION_PATH};
use crate::Service;
use crate::chance::{random_id, secret, secret_length};
use crate::error::Error;
use crate::number::mainland;

/// For how long a link waits for its page, in milliseconds (P).
pub const LINK_MS: i64 = 2 * 60_000;
/// By which a link's secret is recognised as one.
const LINK_PREFIX: &str = "hcl_";

/// The secret behind a link. No `Debug`, no `Display`; wiped when dropped.
pub struct ChannelLinkSecret(Zeroizing<String>);

impl ChannelLinkSecret {
    /// The text, for the page that opens it and nobody else.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A phone was vouched for.
pub struct Vouched {
    /// The secret of the link.
    pub secret: ChannelLinkSecret,
    /// The address for the web view: its fragment never reaches a server or its log.
    pub link: Zeroizing<String>,
    /// For how many seconds the link waits.
    pub expires_s: u32,
}

impl Service {
    /// Takes a channel's word for the phone of its user. What comes of it is a session of the phone, as by a one-time
    /// code, and never one of a person.
    #[crate::boxed]
    pub async fn vouch(
        &self,
        channel: &Channel,
        (assertion, city): (&str, Option<DivisionCode>),
        now: Instant,
    ) -> Result<Vouched, Error> {
        let channel = &channel.row;
        if let Some(city) = city {
            serves(channel, city)?;
        }
        let jws = Jws::parse(assertion).ok_or(AssertionFault::Signature)?;
        let said = self.believe(channel, (&jws, SESSION_PATH), now).await?;
        let phone = Phone::parse(said.phone.as_deref().unwrap_or_default()).map_err(|error| {
            let text = error.text();
            Error::field("phone", &text.zh, &text.en)
        })?;
        mainland(&phone)?;
        let secret = ChannelLinkSecret(secret(&*self.chance, LINK_PREFIX));
        let link = ChannelLink {
            hash: self.store.channel_link_hash(secret.text()),
            channel: channel.id,
            id: random_id(&*self.chance),
            phone: phone.canonical().to_owned().into(),
            ends: now.plus_ms(LINK_MS),
        };
        self.store.write(self.store.add_channel_link(&link)).await?;
        let city = city.map(|city| format!("&city={city}"));
        let city = city.unwrap_or_default();
        let address = format!("{}/#channel={}{city}", self.address, secret.text());
        Ok(Vouched {
            secret,
            link: Zeroizing::new(address),
            expires_s: crate::code::seconds(LINK_MS),
        })
    }

    /// The link that a secret opens, where it waits still.
    pub(super) async fn waiting_link(
        &self,
        secret: &str,
        now: Instant,
    ) -> Result<ChannelLink, Error> {
        if !secret.starts_with(LINK_PREFIX) || secret.len() != secret_length(LINK_PREFIX) {
            return Err(ChannelRefusal::LinkOver.into());
        }
        let hash = self.store.channel_link_hash(secret);
        let (link, alarms) = self.store.channel_link(hash).await?;
        self.raise(&alarms, now).await?;
        link.filter(|link| now < link.ends)
            .ok_or(ChannelRefusal::LinkOver.into())
    }
}

/// Refuses a city that a channel does not serve.
pub(super) fn serves(channel: &storage::ChannelRow, city: DivisionCode) -> Result<(), Error> {
    if channel.page.serves(city) {
        return Ok(());
    }
    let (zh, en) = (
        "此入口不服务这个城市，请换一个城市，或打开健康码网页",
        "is not served by this channel; choose another city, or open the health code's own page",
    );
    Err(Error::field("city", zh, en))
}
