//! The neighbours of a service, as clients that ask them over HTTP. Simulated ones are asked the same way.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use gateway::carrier::CarrierClient;
use gateway::conveyance::ConveyanceClient;
use gateway::laboratory::LaboratoryClient;
use gateway::mail::MailClient;
use gateway::registry::RegistryClient;
use gateway::sms::SmsClient;
use gateway::status_lists::StatusListClient;
use gateway::{Access, Address, Authorities, Limits, Token};
use service::{Chance, Neighbours, Service, TextLimits};

use super::arguments::NeighbourOptions;
use crate::commands::files;

/// Where they are, and whose certificates are believed of the services that are recognised.
pub(super) struct Ways {
    pub(super) registry: Access,
    pub(super) sms: Access,
    /// To whom short messages go, and how many.
    pub(super) texts: TextLimits,
    pub(super) recognised: Authorities,
    /// The laboratories' service, where there is one.
    pub(super) laboratory: Option<Access>,
    /// The carriers' record of stays, where there is one.
    pub(super) carrier: Option<Access>,
    /// The conveyance services' record of tickets, where there is one.
    pub(super) conveyance: Option<Access>,
    /// Whoever sends letters by e-mail, where there is one.
    pub(super) mail: Option<Access>,
}

impl Ways {
    /// A service that asks all of them.
    pub(super) fn joined(
        &self,
        service: Service,
        chance: &Arc<dyn Chance>,
    ) -> anyhow::Result<Service> {
        let mut service = service.with_neighbours(self.clients(chance)?);
        if let Some(mail) = &self.mail {
            let spread = Arc::clone(chance);
            let client = MailClient::new(mail, Arc::new(move || spread.bits()));
            service = service.with_mail(Arc::new(client.context("--mail")?));
        }
        if let Some(carrier) = &self.carrier {
            let spread = Arc::clone(chance);
            let client = CarrierClient::new(carrier, Arc::new(move || spread.bits()));
            service = service.with_carrier(Arc::new(client.context("--carrier")?));
        }
        if let Some(conveyance) = &self.conveyance {
            let spread = Arc::clone(chance);
            let client = ConveyanceClient::new(conveyance, Arc::new(move || spread.bits()));
            service = service.with_conveyances(Arc::new(client.context("--conveyance")?));
        }
        let service = service.with_text_limits(self.texts.clone());
        let Some(laboratory) = &self.laboratory else {
            return Ok(service);
        };
        let spread = Arc::clone(chance);
        let client = LaboratoryClient::new(laboratory, Arc::new(move || spread.bits()));
        Ok(service.with_laboratory(Arc::new(client.context("--laboratory")?)))
    }

    /// Clients for all of them; nothing is asked yet.
    fn clients(&self, chance: &Arc<dyn Chance>) -> anyhow::Result<Neighbours> {
        let spread = || {
            let chance = Arc::clone(chance);
            Arc::new(move || chance.bits())
        };
        Ok(Neighbours {
            registry: Arc::new(
                RegistryClient::new(&self.registry, spread()).context("--registry")?,
            ),
            sms: Arc::new(SmsClient::new(&self.sms, spread()).context("--sms")?),
            lists: Arc::new(StatusListClient::new(
                self.recognised.clone(),
                Limits::for_lists(),
                spread(),
            )),
        })
    }
}

/// The way to a neighbour, as an operator names it. `option` is the name of its option.
pub(super) fn way(
    option: &str,
    address: &str,
    token: Option<&Path>,
    authority: Option<&Path>,
) -> anyhow::Result<Access> {
    let address = Address::parse(address).map_err(|e| anyhow!("{option}: {e}"))?;
    let mut access = Access::new(address);
    if let Some(file) = token {
        let token = Token::parse(&files::read(file)?);
        access.token = Some(token.map_err(|e| anyhow!("{}: {e}", file.display()))?);
    }
    access.authorities = authorities(authority)?;
    Ok(access)
}

/// The carriers, without whom a service compares no itinerary.
pub(super) fn carrier(given: &NeighbourOptions) -> anyhow::Result<Option<Access>> {
    let named = given.carrier.as_deref().map(|address| {
        way(
            "--carrier",
            address,
            given.carrier_token.as_deref(),
            given.carrier_authority.as_deref(),
        )
    });
    named.transpose()
}

/// The conveyance services, without whom journeys are typed.
pub(super) fn conveyance(given: &NeighbourOptions) -> anyhow::Result<Option<Access>> {
    let named = given.conveyance.as_deref().map(|address| {
        way(
            "--conveyance",
            address,
            given.conveyance_token.as_deref(),
            given.conveyance_authority.as_deref(),
        )
    });
    named.transpose()
}

/// The authorities in a file; those of the system where none is named.
pub(super) fn authorities(file: Option<&Path>) -> anyhow::Result<Authorities> {
    let Some(file) = file else {
        return Ok(Authorities::system());
    };
    let read = Authorities::from_pem(&files::bytes(file)?);
    read.map_err(|e| anyhow!("{}: {e}", file.display()))
}
