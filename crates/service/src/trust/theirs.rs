//! The status lists of others, as they were fetched last. In memory alone: they are theirs.
//!
//! A whole list is held as it was signed, and beside it the newest difference that leads from it: so a gate, which
//! believes their signature and not ours, can be given both.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use credential::{ListError, StatusDifference, StatusList, StatusListToken};
use domain::time::Instant;
use domain::verdict::Status;

/// After so long a whole list is fetched anew.
const WHOLE_MS: i64 = 24 * 3_600_000;
/// A longer difference than this is worth a new whole list.
const LONG_DIFFERENCE: usize = 100_000;
/// Of more entries than this the packed list itself is smaller.
const FEW: usize = 1 << 20;

/// The lists by address.
#[derive(Default)]
pub(crate) struct Theirs(Mutex<HashMap<String, Arc<Held>>>);

/// A list of others.
#[derive(Clone)]
pub(crate) struct Held {
    whole: Arc<[u8]>,
    issued: Instant,
    expires: Instant,
    pub(crate) version: u64,
    entries: Arc<Entries>,
    newer: Option<Newer>,
}

/// What has changed since the whole list.
#[derive(Clone)]
struct Newer {
    bytes: Arc<[u8]>,
    difference: Arc<StatusDifference>,
}

/// The entries of a whole list: most are as issued, and take no room.
enum Entries {
    Few {
        places: u32,
        changed: Vec<(u32, Status)>,
    },
    Many(StatusList),
}

/// What a gate is given that holds a version already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TheirList {
    /// The whole list.
    Whole(Arc<[u8]>),
    /// What has changed since the version that it holds.
    Difference(Arc<[u8]>),
    /// It holds the newest.
    Known,
}

impl Entries {
    fn of(list: StatusList) -> Self {
        if list.changed().take(FEW + 1).count() > FEW {
            return Self::Many(list);
        }
        Self::Few {
            places: list.places(),
            changed: list.changed().collect(),
        }
    }

    fn get(&self, place: u32) -> Status {
        match self {
            Self::Many(list) => list.get(place),
            Self::Few { places, .. } if place >= *places => Status::Unused,
            Self::Few { changed, .. } => among(changed, place).unwrap_or(Status::AsIssued),
        }
    }
}

/// The entry of a place among those that stand in their order.
fn among(changed: &[(u32, Status)], place: u32) -> Option<Status> {
    let found = changed.binary_search_by_key(&place, |(place, _)| *place);
    changed.get(found.ok()?).map(|(_, status)| *status)
}

impl Held {
    /// A whole list that was verified.
    pub(crate) fn of(whole: Vec<u8>, token: StatusListToken) -> Self {
        Self {
            whole: whole.into(),
            issued: token.issued,
            expires: token.expires,
            version: token.version,
            entries: Arc::new(Entries::of(token.entries)),
            newer: None,
        }
    }

    /// The same with a difference that was verified, where it leads from the whole list.
    pub(crate) fn with(
        &self,
        bytes: Vec<u8>,
        difference: StatusDifference,
    ) -> Result<Self, ListError> {
        if difference.from != self.version {
            return Err(ListError::Other);
        }
        Ok(Self {
            newer: Some(Newer {
                bytes: bytes.into(),
                difference: Arc::new(difference),
            }),
            ..self.clone()
        })
    }

    /// Whether it goes on by a difference; else the whole list is fetched.
    fn goes_on(&self, now: Instant) -> bool {
        let age_ms = now.ms() - self.issued.ms();
        let short = |newer: &Newer| newer.bytes.len() <= LONG_DIFFERENCE;
        age_ms < WHOLE_MS && self.newer.as_ref().is_none_or(short)
    }

    /// What it says of a place, and when it was made.
    pub(crate) fn says(&self, place: u32) -> (Status, Instant) {
        let Some(Newer { difference, .. }) = &self.newer else {
            return (self.entries.get(place), self.issued);
        };
        let status = among(&difference.changes, place);
        let status = status.unwrap_or_else(|| self.entries.get(place));
        (status, self.issued.max(difference.issued))
    }

    /// What a gate is given that holds the whole list of version `since`.
    pub(crate) fn for_gate(&self, since: Option<u64>) -> TheirList {
        match (&self.newer, since == Some(self.version)) {
            (Some(newer), true) => TheirList::Difference(Arc::clone(&newer.bytes)),
            (None, true) => TheirList::Known,
            (_, false) => TheirList::Whole(Arc::clone(&self.whole)),
        }
    }
}

impl Theirs {
    /// The list at an address.
    pub(crate) fn get(&self, list: &str, now: Instant) -> Option<Arc<Held>> {
        let held = self.held().get(list).cloned();
        held.filter(|held| now < held.expires)
    }

    /// The version from which the list at an address goes on by a difference; `None` where it is fetched whole.
    pub(crate) fn since(&self, list: &str, now: Instant) -> Option<u64> {
        let held = self.get(list, now)?;
        held.goes_on(now).then_some(held.version)
    }

    /// Holds a list in place of the one before.
    pub(crate) fn hold(&self, list: &str, held: Held) {
        self.held().insert(list.to_owned(), Arc::new(held));
    }

    /// Forgets lists that are over, and those of services that are recognised no more.
    pub(crate) fn forget(&self, now: Instant, recognised: impl Fn(&str) -> bool) {
        let kept = |list: &String, held: &mut Arc<Held>| now < held.expires && recognised(list);
        self.held().retain(kept);
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, Arc<Held>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
