//! The neighbours of a service, as clients that ask them over HTTP. Simulated ones are asked the same way.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use gateway::registry::RegistryClient;
use gateway::sms::SmsClient;
use gateway::{Access, Address, Authorities, Token};
use service::{Chance, Neighbours};

use crate::commands::files;

/// Where both are.
pub(super) struct Ways {
    pub(super) registry: Access,
    pub(super) sms: Access,
}

impl Ways {
    /// Clients for both; nothing is asked yet.
    pub(super) fn clients(&self, chance: &Arc<dyn Chance>) -> anyhow::Result<Neighbours> {
        let spread = || {
            let chance = Arc::clone(chance);
            Arc::new(move || chance.bits())
        };
        Ok(Neighbours {
            registry: Arc::new(
                RegistryClient::new(&self.registry, spread()).context("--registry")?,
            ),
            sms: Arc::new(SmsClient::new(&self.sms, spread()).context("--sms")?),
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
    if let Some(file) = authority {
        let authorities = Authorities::from_pem(&files::bytes(file)?);
        access.authorities = authorities.map_err(|e| anyhow!("{}: {e}", file.display()))?;
    }
    Ok(access)
}
