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
        self.change_tries(login, now, |mut at| {
            at.retain(|at| now < at.plus_ms(WINDOW_MS));
            if let Some(oldest) = at.len().checked_sub(MOST) {
                let free = at[oldest].plus_ms(WINDOW_MS);
                let wait_s = (free.ms() - now.ms()).div_euclid(1_000) + 1;
                return Err(Error::TooMany {
                    what: TooMany::StaffSignIns,
                    retry_after_s: u32::try_from(wait_s).unwrap_or(u32::MAX),
                });
            }
            at.push(now);
            Ok(Some(at))
        })
        .await
    }

    /// Takes a try back that was right.
    pub(super) async fn take_back_try(&self, login: &str, now: Instant) -> Result<(), Error> {
        self.change_tries(login, now, |mut at| {
            let own = at.iter().rposition(|at| *at == now);
            Ok(own.map(|own| {
                at.remove(own);
                at
            }))
        })
        .await
    }

    /// Writes what `change` makes of the tries of a login, again where somebody else wrote meanwhile; nothing where it makes nothing.
    async fn change_tries(
        &self,
        login: &str,
        now: Instant,
        change: impl Fn(Vec<Instant>) -> Result<Option<Vec<Instant>>, Error>,
    ) -> Result<(), Error> {
        for _again in 0..TRIES {
            let before = self.store.staff_tries(login).await?;
            let Some(at) = change(before.at.clone())? else {
                return Ok(());
            };
            let batch = self.store.keep_staff_tries(&before, &at, now);
            match self.store.write(batch).await {
                Ok(()) => return Ok(()),
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }
}
