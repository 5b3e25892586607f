//! A real service: real people, real neighbours, the machine's clock.

use std::sync::Arc;

use anyhow::{anyhow, bail};
use gateway::{Access, Address};
use serde::Serialize;
use service::{Nature, Service, TEXTS_AN_HOUR, TextLimits};

use super::arguments::NeighbourOptions;
use super::door::Door;
use super::neighbours::{Ways, authorities, carrier, conveyance, way};
use super::stop::Stop;
use super::{Behind, Serve, watched};
use crate::arguments::DATABASE;
use crate::clock::Clock;
use crate::edge;
use crate::output::Output;

/// The longest address that a code has room for.
const LONGEST_ADDRESS: usize = 35;

#[derive(Serialize)]
struct Served {
    resident: String,
    checkpoint: String,
    console: String,
    description: String,
}

pub(super) async fn serve(
    database: Option<&str>,
    options: &Serve,
    output: &Output,
    stop: Stop,
) -> anyhow::Result<()> {
    let (ways, address) = named(options)?;
    let mut door = Door::of(options).await?;
    door.secure = address.starts_with("https:");
    let store = edge::store_as(database.unwrap_or(DATABASE), Nature::Real).await?;
    let chance = edge::chance()?;
    let service = Service::new(store, Arc::clone(&chance));
    let service = ways
        .joined(service, &chance)?
        .with_list_sources(watched::sources(&options.watch, &chance)?)
        .with_address(&address);
    let clock = Clock::of_the_machine();
    service.publish_builtin(clock.now()).await?;
    service.ensure_signing_keys(clock.now()).await?;
    let at = door.address()?;
    let served = Served {
        resident: format!("{at}/"),
        checkpoint: format!("{at}/checkpoint"),
        console: format!("{at}/console"),
        description: format!("{at}/openapi.json"),
    };
    output.answer(&served, |served| {
        format!(
            "healthcode serves; Ctrl-C ends it\n  residents    {}\n  checkpoints  {}\n  rules        {}\n  interface    {}",
            served.resident, served.checkpoint, served.console, served.description
        )
    });
    let behind = Behind {
        service: Arc::new(service),
        clock: Arc::new(clock),
        demo: None,
    };
    behind.serve(vec![door], &options.web, stop).await
}

/// The laboratories' service, which a service can be without.
fn laboratory(given: &NeighbourOptions) -> anyhow::Result<Option<Access>> {
    let named = given.laboratory.as_deref().map(|address| {
        way(
            "--laboratory",
            address,
            given.laboratory_token.as_deref(),
            given.laboratory_authority.as_deref(),
        )
    });
    named.transpose()
}

/// Whoever sends letters by e-mail, whom a service can be without.
fn mail(given: &NeighbourOptions) -> anyhow::Result<Option<Access>> {
    let named = given.mail.as_deref().map(|address| {
        way(
            "--mail",
            address,
            given.mail_token.as_deref(),
            given.mail_authority.as_deref(),
        )
    });
    named.transpose()
}

/// The limits on short messages.
fn texts(given: &NeighbourOptions) -> anyhow::Result<TextLimits> {
    for prefix in &given.text_prefix {
        let digits = prefix.strip_prefix('+').unwrap_or_default();
        if !(1..=6).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            bail!("--text-prefix {prefix}: a + and 1 to 6 digits, such as +852");
        }
    }
    Ok(TextLimits {
        an_hour: given.texts_an_hour.map_or(TEXTS_AN_HOUR, i64::from),
        prefixes: given.text_prefix.clone(),
    })
}

/// The neighbours and the public address. Without them there is no service: a missing one is no default.
fn named(options: &Serve) -> anyhow::Result<(Ways, String)> {
    let given = &options.neighbours;
    let (Some(registry), Some(sms), Some(address)) =
        (&given.registry, &given.sms, &options.address)
    else {
        let of = |option, missing| if missing { vec![option] } else { Vec::new() };
        let missing = [
            of(
                "--registry URL (the identity registry)",
                given.registry.is_none(),
            ),
            of(
                "--sms URL (whoever sends short messages)",
                given.sms.is_none(),
            ),
            of(
                "--address URL (where people reach this service)",
                options.address.is_none(),
            ),
        ];
        bail!(
            "serve does not start without {}; to look around without neighbours: healthcode serve --demo",
            missing.concat().join(", ")
        );
    };
    let ways = Ways {
        registry: way(
            "--registry",
            registry,
            given.registry_token.as_deref(),
            given.registry_authority.as_deref(),
        )?,
        sms: way(
            "--sms",
            sms,
            given.sms_token.as_deref(),
            given.sms_authority.as_deref(),
        )?,
        recognised: authorities(given.recognised_authority.as_deref())?,
        laboratory: laboratory(given)?,
        carrier: carrier(given)?,
        conveyance: conveyance(given)?,
        mail: mail(given)?,
        texts: texts(given)?,
    };
    let address = Address::parse(address).map_err(|e| anyhow!("--address: {e}"))?;
    let address = address.to_string();
    if address.len() > LONGEST_ADDRESS || !address.is_ascii() {
        bail!(
            "--address {address}: every code carries it; at most {LONGEST_ADDRESS} characters of ASCII"
        );
    }
    Ok((ways, address))
}
