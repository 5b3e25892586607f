//! The next free place of a day's status list, from a block that is leased and counted in memory.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use domain::time::Date;
use storage::{STATUS_PLACES, WriteError};

use crate::Service;
use crate::error::Error;

/// Numbers of one block. What is left of it at the end of the program is used by nobody.
const BLOCK: u32 = 1_000;

/// The blocks that this server has leased, by list.
#[derive(Default)]
pub(crate) struct Leases(Mutex<HashMap<Date, Vec<Range<u32>>>>);

impl Leases {
    fn take(&self, list: Date) -> Option<u32> {
        let mut leases = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let blocks = leases.get_mut(&list)?;
        while let Some(block) = blocks.last_mut() {
            if let Some(number) = block.next() {
                return Some(number);
            }
            blocks.pop();
        }
        None
    }

    fn put(&self, list: Date, block: Range<u32>, today: Date) {
        let mut leases = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Lists of days that are over are asked for no more.
        leases.retain(|day, _| *day >= today);
        leases.entry(list).or_default().push(block);
    }
}

impl Service {
    /// A place of the list that nobody else gets.
    pub(crate) async fn next_place(&self, list: Date, today: Date) -> Result<u32, Error> {
        loop {
            if let Some(number) = self.leases.take(list) {
                return Ok(self.store.status_index(list, number));
            }
            let first = self.store.next_status(list).await?;
            let end = first.saturating_add(BLOCK).min(STATUS_PLACES);
            if first >= end {
                return Err(Error::Signing("the day's status list is full".to_owned()));
            }
            let lease = self.store.lease_status(list, first, end);
            match self.store.write(lease).await {
                Ok(()) => self.leases.put(list, first..end, today),
                // Somebody else leased it.
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
