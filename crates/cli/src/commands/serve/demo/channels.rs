//! Two sample channels, each with a vendor's server of its own on this machine: what a vendor builds, to be looked at.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use credential::KeyPair;
use domain::channel::ChannelPage;
use domain::identity::Phone;
use domain::policy::Text;
use service::{ChannelDraft, Error, Service};
use simulation::vendor::{Vendor, VendorSetup};

use super::house::House;
use super::identities;
use crate::clock::Clock;

/// A sample channel: its name, and what people call it.
struct Sample {
    name: &'static str,
    zh: &'static str,
    en: &'static str,
}

const SAMPLES: [Sample; 2] = [
    Sample {
        name: "sample-a",
        zh: "示例小程序甲",
        en: "Sample app A",
    },
    Sample {
        name: "sample-b",
        zh: "示例小程序乙",
        en: "Sample app B",
    },
];

/// The second number of the first of the ready identities, for the other front end.
pub(super) const SECOND_PHONE: &str = "13900000011";

/// A sample channel that runs.
pub(super) struct Channel {
    pub(super) name: &'static str,
    pub(super) vendor: Vendor,
}

/// Registers the sample channels with keys of this start, and starts their vendors' servers, which find the service at an address
/// without TLS.
pub(super) async fn start(house: &House, at: SocketAddr) -> anyhow::Result<Vec<Channel>> {
    let first = identities::ready()
        .into_iter()
        .find_map(|ready| ready.identity);
    if let (Some(first), Ok(phone)) = (first, Phone::parse(SECOND_PHONE)) {
        house.registry.know_phone(&first.document, &phone);
    }
    let mut channels = Vec::new();
    for sample in SAMPLES {
        let key = KeyPair::generate()?;
        register(&house.service, &sample, &key, &house.clock).await?;
        let clock = Arc::clone(&house.clock);
        let vendor = Vendor::start(VendorSetup {
            name: sample.name.to_owned(),
            key,
            service: at,
            address: house.service.channel_audience(""),
            now: Arc::new(move || clock.now()),
        });
        channels.push(Channel {
            name: sample.name,
            vendor: vendor
                .await
                .context("a sample vendor's server does not start")?,
        });
    }
    Ok(channels)
}

async fn register(
    service: &Service,
    sample: &Sample,
    key: &KeyPair,
    clock: &Clock,
) -> anyhow::Result<()> {
    let raw = key.public().raw();
    let renewed = service
        .renew_channel_key(sample.name, raw, clock.now())
        .await;
    match renewed {
        Err(Error::Unknown(_)) => {
            let draft = ChannelDraft {
                page: ChannelPage {
                    name: sample.name.to_owned(),
                    title: Text::new(sample.zh, sample.en),
                    cities: Vec::new(),
                },
                key: raw.to_vec(),
            };
            Ok(service.add_channel(&draft, clock.now()).await?)
        }
        renewed => Ok(renewed?),
    }
}
