//! Status lists, as gates fetch them: the whole list of a day, and what has changed since a version.
//!
//! The entries stand in the store, written with the decisions that differ; here they are carried to their lists, packed
//! and signed. A whole list is packed at most every ten minutes, whoever asks how often; what came since is a difference,
//! signed at the moment at which it is asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use credential::{KeyPair, LogMark, MOST_CHANGES, StatusDifference, StatusList, StatusListToken};
use domain::time::{Date, Instant};
use storage::{Carried, ListEntries, STATUS_PLACES, WriteError};

use crate::Service;
use crate::aside::aside;
use crate::error::{Error, Missing};
use crate::keys::SERVICE;

/// How many days ahead there are lists: as far as a sheet of paper is good.
pub const MOST_LIST_DAYS: i32 = 8;
/// Entries that are carried at once.
const PAGE: u32 = 10_000;
/// For how long a whole list is handed out as it was packed.
const PACKED_MS: i64 = 10 * 60_000;

/// The list of a day, for those who fetch it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusListStanding {
    /// The day.
    pub day: Date,
    /// Its address, as codes name it.
    pub address: String,
    /// Its version.
    pub version: u64,
}

/// The lists that were packed last, and the turn of whoever packs one.
#[derive(Default)]
pub(crate) struct Lists {
    packed: Mutex<HashMap<Date, Packed>>,
    packing: tokio::sync::Mutex<()>,
}

/// A whole list as it is handed out.
struct Packed {
    made: Instant,
    bytes: Arc<[u8]>,
}

impl Packed {
    /// Whether it is handed out at `now` still. One of another version counts too: a difference leads from it.
    fn is_fresh(&self, now: Instant) -> bool {
        let age_ms = now.ms() - self.made.ms();
        (0..PACKED_MS).contains(&age_ms)
    }
}

impl Service {
    /// The address of a day's status list.
    pub(crate) fn list_address(&self, day: Date) -> String {
        format!("{}/s/{day}", self.address)
    }

    /// The lists of codes that are good now, or that are handed out for later.
    #[crate::boxed]
    pub async fn status_lists(&self, now: Instant) -> Result<Vec<StatusListStanding>, Error> {
        self.settle_statuses(now).await?;
        let mut lists = Vec::new();
        for ahead in 0..MOST_LIST_DAYS {
            let day = now.date() + ahead;
            if let Some(version) = self.store.list_version(day).await? {
                let address = self.list_address(day);
                lists.push(StatusListStanding {
                    day,
                    address,
                    version,
                });
            }
        }
        Ok(lists)
    }

    /// The whole list of a day, signed (`application/statuslist+cwt`). It may be ten minutes old: whoever takes it asks
    /// for the difference next.
    #[crate::boxed]
    pub async fn status_list(&self, day: Date, now: Instant) -> Result<Arc<[u8]>, Error> {
        there_is(day, now)?;
        if let Some(known) = self.packed(day, now) {
            return Ok(known);
        }
        // Packing takes seconds where a list is long: who comes meanwhile waits for it and packs nothing.
        let _packing = self.lists.packing.lock().await;
        if let Some(known) = self.packed(day, now) {
            return Ok(known);
        }
        self.settle_statuses(now).await?;
        let all = self.store.list_entries(day, 0, STATUS_PLACES).await?;
        let shared = self.shared(now).await?;
        let log = self.log_mark().await?;
        let (address, life) = (self.list_address(day), (now, day.end()));
        let bytes = aside(move || {
            let key = shared.keys().signing(SERVICE, now).ok_or_else(no_key)?;
            pack(&address, life, (&all, log), key)
        });
        let packed = Packed {
            made: now,
            bytes: bytes.await?.into(),
        };
        let bytes = Arc::clone(&packed.bytes);
        let mut lists = self
            .lists
            .packed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        lists.retain(|day, _| *day >= now.date());
        lists.insert(day, packed);
        Ok(bytes)
    }

    /// What has changed in a day's list since a version, signed at `now`; without a change it renews the age of the
    /// list. `None` where the whole list is to be fetched: the version is not known here, or too much has changed.
    #[crate::boxed]
    pub async fn status_difference(
        &self,
        day: Date,
        since: u64,
        now: Instant,
    ) -> Result<Option<Vec<u8>>, Error> {
        there_is(day, now)?;
        self.settle_statuses(now).await?;
        let most = MOST_CHANGES as u32 + 1;
        let changed = self.store.list_entries(day, since, most).await?;
        if changed.version < since || changed.entries.len() > MOST_CHANGES {
            return Ok(None);
        }
        let shared = self.shared(now).await?;
        let key = shared.keys().signing(SERVICE, now).ok_or_else(no_key)?;
        let difference = StatusDifference {
            list: self.list_address(day),
            issued: now,
            expires: day.end(),
            from: since,
            to: changed.version,
            changes: changed.entries,
            log: self.log_mark().await?,
        };
        let signed = difference.sign(key);
        Ok(Some(signed.map_err(|e| Error::Signing(e.to_string()))?))
    }

    /// Carries entries from the people to the lists; whoever asks for a list does it first. How many it were.
    #[crate::boxed]
    pub async fn settle_statuses(&self, now: Instant) -> Result<u64, Error> {
        let mut settled = 0;
        loop {
            let waiting = self.store.waiting_entries(PAGE).await?;
            self.raise(&waiting.alarms, now).await?;
            if waiting.rows.is_empty() {
                return Ok(settled);
            }
            let mut lists: HashMap<Date, Vec<Carried>> = HashMap::new();
            for entry in waiting.rows {
                lists.entry(entry.list).or_default().push(entry);
            }
            for (list, entries) in lists {
                settled += self.carry(list, &entries, now).await?;
            }
        }
    }

    /// Carries entries to one list, or drops them with it. None where somebody else carries at this moment.
    async fn carry(&self, list: Date, entries: &[Carried], now: Instant) -> Result<u64, Error> {
        let version = self.store.list_version(list).await?;
        let batch = match version.filter(|_| list >= now.date()) {
            Some(version) => self.store.carry_entries(list, version, entries),
            None => self.store.drop_waiting(entries),
        };
        match self.store.write(batch).await {
            Ok(()) => Ok(entries.len() as u64),
            Err(WriteError::Conflict) => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    /// The list of a day as it was packed last, where that is not long ago.
    fn packed(&self, day: Date, now: Instant) -> Option<Arc<[u8]>> {
        let lists = self.lists.packed.lock();
        let lists = lists.unwrap_or_else(PoisonError::into_inner);
        let known = lists.get(&day).filter(|list| list.is_fresh(now));
        known.map(|list| Arc::clone(&list.bytes))
    }
}

fn pack(
    address: &str,
    life: (Instant, Instant),
    (all, log): (&ListEntries, Option<LogMark>),
    key: &KeyPair,
) -> Result<Vec<u8>, Error> {
    let mut list = StatusList::new(STATUS_PLACES);
    for (place, status) in &all.entries {
        list.set(*place, *status);
    }
    let signed = StatusListToken::sign(address, life, (all.version, log), &list.pack(), key);
    signed.map_err(|e| Error::Signing(e.to_string()))
}

/// Whether there is a list of this day at `now`.
fn there_is(day: Date, now: Instant) -> Result<(), Error> {
    if (now.date()..now.date() + MOST_LIST_DAYS).contains(&day) {
        Ok(())
    } else {
        Err(Error::Unknown(Missing::StatusList))
    }
}

fn no_key() -> Error {
    Error::Signing("the service has no key for its lists".to_owned())
}
