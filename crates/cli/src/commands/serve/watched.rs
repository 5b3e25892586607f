//! The places that are watched for new lists, as an operator names them.

use std::sync::Arc;

use anyhow::{Context, bail};
use gateway::Limits;
use gateway::list_sources::{ListClient, ListFolder, ListSource};
use service::Chance;

use super::arguments::WatchOptions;
use super::neighbours::way;

/// How often a folder is looked at (P).
const FOLDER_S: u32 = 60;
/// How often an address is asked (P).
const ADDRESS_S: u32 = 600;

/// The places of a command line; none where it names none.
pub(super) fn sources(
    options: &WatchOptions,
    chance: &Arc<dyn Chance>,
) -> anyhow::Result<Vec<Arc<dyn ListSource>>> {
    let every_ms = |usual: u32| i64::from(options.watch_every.unwrap_or(usual)) * 1_000;
    let mut sources: Vec<Arc<dyn ListSource>> = Vec::new();
    if let Some(folder) = &options.watch {
        if !folder.is_dir() {
            bail!(
                "--watch {}: is no folder that can be read",
                folder.display()
            );
        }
        sources.push(Arc::new(ListFolder::new(folder, every_ms(FOLDER_S))));
    }
    if let Some(address) = &options.watch_url {
        let authority = options.watch_authority.as_deref();
        let mut access = way("--watch-url", address, None, authority)?;
        access.limits = Limits::for_lists();
        let chance = Arc::clone(chance);
        let client = ListClient::new(
            &access,
            every_ms(ADDRESS_S),
            Arc::new(move || chance.bits()),
        );
        sources.push(Arc::new(client.context("--watch-url")?));
    }
    Ok(sources)
}
