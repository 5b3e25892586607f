//! An address from which the newest list is fetched.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use domain::pending::Origin;
use domain::time::Instant;

use super::{FoundFile, LONGEST_FILE, ListSource, text_of};
use crate::access::Access;
use crate::address::Address;
use crate::call::Caller;
use crate::error::{Neighbour, SetupError};
use crate::{Answer, Chance};

/// The address that is watched.
pub struct ListClient {
    address: Address,
    caller: Caller,
    every_ms: i64,
    /// What was taken last, so that the same bytes are not handed out again.
    taken: Mutex<Option<u64>>,
}

impl ListClient {
    /// The way to an address that is asked every so many milliseconds; nothing is asked yet. `chance` spreads the pauses
    /// between tries.
    pub fn new(access: &Access, every_ms: i64, chance: Chance) -> Result<Self, SetupError> {
        Ok(Self {
            address: access.address.clone(),
            caller: Caller::new(Neighbour::ListSource, "", access, chance)?,
            every_ms,
            taken: Mutex::default(),
        })
    }

    /// The last part of the address, by which the file is named.
    fn name(&self) -> String {
        let address = self.address.to_string();
        let path = address.split_once("://").map_or("", |(_, rest)| rest);
        let name = path
            .split_once('/')
            .and_then(|(_, path)| path.rsplit('/').next());
        name.filter(|name| !name.is_empty())
            .unwrap_or("list.json")
            .to_owned()
    }
}

impl ListSource for ListClient {
    fn look(&self, now: Instant) -> Answer<'_, Vec<FoundFile>> {
        Box::pin(async move {
            let answered = self.caller.get(LONGEST_FILE, now).await?;
            let found = FoundFile {
                name: self.name(),
                text: text_of(answered.bytes.to_vec()),
                saved: None,
            };
            let taken = *self.taken.lock().unwrap_or_else(PoisonError::into_inner);
            if taken == Some(mark(&found)) {
                return Ok(Vec::new());
            }
            Ok(vec![found])
        })
    }

    fn took(&self, file: &FoundFile) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(mark(file));
    }

    fn origin(&self) -> Origin {
        Origin::Address
    }

    fn every_ms(&self) -> i64 {
        self.every_ms
    }

    fn rests(&self) -> bool {
        self.caller.rests()
    }
}

/// Whether bytes came before, within this program; what was taken for good is kept by its digest elsewhere.
fn mark(file: &FoundFile) -> u64 {
    let mut hasher = DefaultHasher::new();
    file.text.as_ref().ok().hash(&mut hasher);
    hasher.finish()
}
