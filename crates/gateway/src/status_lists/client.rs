//! Other services as we ask them for their lists: one way to each, with a breaker of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::time::Instant;
use hyper::header::HeaderValue;

use super::{ListAsked, ListBytes, StatusLists};
use crate::access::{Access, Authorities};
use crate::address::Address;
use crate::call::Caller;
use crate::error::{Error, Neighbour, SetupError, Why};
use crate::limits::Limits;
use crate::{Answer, Chance};

/// The most bytes of a list.
const LONGEST_LIST: usize = 17 << 20;
/// The most services to which a way is kept; a trust list names fewer.
const MOST_WAYS: usize = 100;

/// Asks every service by the exchange of this module.
pub struct StatusListClient {
    authorities: Authorities,
    limits: Limits,
    chance: Chance,
    ways: Mutex<HashMap<String, Arc<Way>>>,
}

/// The way to one service.
struct Way {
    address: Address,
    caller: Caller,
}

impl StatusListClient {
    /// Ways to services whose certificates come from these authorities; nothing is asked yet. `chance` spreads the
    /// pauses between tries.
    pub fn new(authorities: Authorities, limits: Limits, chance: Chance) -> Self {
        Self {
            authorities,
            limits,
            chance,
            ways: Mutex::default(),
        }
    }

    fn way(&self, address: &str) -> Result<Arc<Way>, SetupError> {
        let mut ways = self.ways.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = ways.get(address) {
            return Ok(Arc::clone(known));
        }
        let parsed = Address::parse(address)?;
        let access = Access {
            address: parsed.clone(),
            token: None,
            authorities: self.authorities.clone(),
            limits: self.limits,
        };
        let chance = Arc::clone(&self.chance);
        let way = Arc::new(Way {
            caller: Caller::new(Neighbour::RecognisedService, "/s", &access, chance)?,
            address: parsed,
        });
        // Services come and go with trust lists over the years; a way is made again in no time.
        if ways.len() >= MOST_WAYS {
            ways.clear();
        }
        ways.insert(address.to_owned(), Arc::clone(&way));
        Ok(way)
    }
}

impl StatusLists for StatusListClient {
    fn fetch<'a>(
        &'a self,
        asked: &'a ListAsked<'a>,
        now: Instant,
    ) -> Answer<'a, Option<ListBytes>> {
        Box::pin(async move {
            let way = self.way(asked.address).map_err(|error| {
                tracing::warn!(%error, "there is no way to a recognised service");
                no_way()
            })?;
            let since = asked.since.map(|version| format!("?since={version}"));
            let path = format!("/s/{}{}", asked.day, since.unwrap_or_default());
            let uri = way.address.at(&path).map_err(|_| no_way())?;
            let shown = format!("HealthcodeService {}", asked.request);
            let mut shown = HeaderValue::from_str(&shown).map_err(|_| no_way())?;
            shown.set_sensitive(true);
            match way.caller.fetch(uri, &shown, LONGEST_LIST, now).await {
                Ok(answered) => Ok(Some(ListBytes {
                    media: answered.media,
                    bytes: answered.bytes.to_vec(),
                })),
                Err(Error::Refused { status: 404, .. }) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }
}

const fn no_way() -> Error {
    Error::Unavailable {
        neighbour: Neighbour::RecognisedService,
        why: Why::NoWay,
    }
}
