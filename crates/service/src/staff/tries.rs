//! At most five tries of a password in a quarter of an hour, for each login, whether anybody has it or not.

use domain::time::Instant;
use storage::WriteError;

use crate::Service;
use crate::change::TRIES;
use crate::error::{Error, TooMany};

/// Tries of one login within the window.
const MOST: usize = 5;
/// A quarter of an hour.
pub(crate) const WINDOW_MS: i64 = 15 * 60_000;

impl Service {
    /// Counts a try before it is looked at: whoever tries many at once is counted as often.
    pub(super) async fn count_try(&self, login: &str, now: Instant) -> Result<(), Error> {
        for _again in 0..TRIES {
            let before = self.store.staff_tries(login).await?;
            let counts = |at: &Instant| now < at.plus_ms(WINDOW_MS);
            let mut at: Vec<Instant> = before.at.iter().copied().filter(counts).collect();
            if at.len() >= MOST {
                let free = at[at.len() - MOST].plus_ms(WINDOW_MS);
                let wait_s = (free.ms() - now.ms()).div_euclid(1_000) + 1;
                return Err(Error::TooMany {
                    what: TooMany::StaffSignIns,
                    retry_after_s: u32::try_from(wait_s).unwrap_or(u32::MAX),
                });
            }
            at.push(now);
            match self
                .store
                .write(self.store.keep_staff_tries(&before, &at, now))
                .await
            {
                Ok(()) => return Ok(()),
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }

    /// Takes a try back that was right.
    pub(super) async fn take_back_try(&self, login: &str, now: Instant) -> Result<(), Error> {
        for _again in 0..TRIES {
            let before = self.store.staff_tries(login).await?;
            let mut at = before.at.clone();
            let Some(own) = at.iter().rposition(|at| *at == now) else {
                return Ok(());
            };
            at.remove(own);
            match self
                .store
                .write(self.store.keep_staff_tries(&before, &at, now))
                .await
            {
                Ok(()) => return Ok(()),
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }
}
