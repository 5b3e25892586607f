//! Failures by cause (S0-1): counted in memory where they happen, without persons, carried to the disk every minute, and read
//! by the help page, the most frequent first.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::help::{COUNTED_DAYS, Cause, by_frequency};
use domain::masked;
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Service;
use crate::error::{Awaited, Error, TooMany};
use crate::shapes;

const CAUSES: usize = Cause::ALL.len();

/// Failures that are not on the disk yet, by the place of their cause.
pub(crate) struct Failures([AtomicU64; CAUSES]);

impl Default for Failures {
    fn default() -> Self {
        Self(std::array::from_fn(|_| AtomicU64::new(0)))
    }
}

/// The causes for which the help page has an answer, with how often they were met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct HelpTold {
    /// Over how many days they are counted.
    pub days: i32,
    /// The most frequent first.
    pub causes: Vec<CauseCount>,
}

/// How often a cause was met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CauseCount {
    /// The cause.
    #[schema(value_type = shapes::Cause)]
    pub cause: Cause,
    /// How often; absent where it was met, and fewer than five times.
    pub failures: Option<u64>,
}

impl Service {
    /// Counts a failure. Nothing of whoever met it is kept.
    pub fn count_failure(&self, cause: Cause) {
        if let Some(count) = self.failures.0.get(cause.at()) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Carries what was counted to the disk. What cannot be written is carried the next time.
    #[crate::boxed]
    pub async fn write_failures(&self, now: Instant) -> Result<(), Error> {
        let taken = Cause::ALL.iter().zip(&self.failures.0);
        let taken = taken.map(|(cause, count)| (*cause, count.swap(0, Ordering::Relaxed)));
        let counts: Vec<(Cause, u64)> = taken.filter(|(_, count)| *count > 0).collect();
        if counts.is_empty() {
            return Ok(());
        }
        let written = self
            .store
            .write(self.store.add_failures(now.date(), &counts));
        if let Err(error) = written.await {
            for (cause, failures) in counts {
                self.failures.0[cause.at()].fetch_add(failures, Ordering::Relaxed);
            }
            return Err(error.into());
        }
        Ok(())
    }

    /// The causes of the last 30 days, the most frequent first.
    #[crate::boxed]
    pub async fn help(&self, now: Instant) -> Result<HelpTold, Error> {
        let counted = self.store.failures_after(now.date() - COUNTED_DAYS).await?;
        let count = |cause| {
            let found = counted.iter().find(|(known, _)| *known == cause);
            found.map_or(0, |(_, count)| *count)
        };
        let told = |(cause, failures)| CauseCount {
            cause,
            failures: masked::one(failures),
        };
        Ok(HelpTold {
            days: COUNTED_DAYS,
            causes: by_frequency(count).into_iter().map(told).collect(),
        })
    }
}

impl Error {
    /// The cause under which a failure of a resident is counted; none where it is nobody's.
    pub fn cause(&self) -> Option<Cause> {
        Some(match self {
            Self::NotSignedIn => Cause::SignedOut,
            Self::WrongCode => Cause::CodeWrong,
            Self::Invalid(faults) => {
                return faults
                    .iter()
                    .find_map(|fault| Cause::of_field(&fault.field));
            }
            Self::Waits { neighbour, .. } => match neighbour {
                Awaited::Sms | Awaited::Mail => Cause::CodeNotSent,
                Awaited::IdentityRegistry => Cause::RegistryDown,
                Awaited::Carrier => Cause::CarrierDown,
                Awaited::RecognisedService
                | Awaited::Laboratory
                | Awaited::Conveyances
                | Awaited::OutsideWorld => Cause::Busy,
            },
            Self::TooMany { what, .. } => match what {
                TooMany::WrongLastSix | TooMany::WrongIdentities => Cause::LastSixLocked,
                TooMany::CodesSent => Cause::TooManyCodes,
                TooMany::CredentialsToday => Cause::TooManyToday,
                TooMany::Comparisons | TooMany::RecordQueries => Cause::PlaceUndeclared,
                TooMany::StaffSignIns
                | TooMany::VenueFigures
                | TooMany::VenueOpenings
                | TooMany::Tickets => return None,
            },
            Self::Busy | Self::Damaged | Self::Signing(_) | Self::Read(_) | Self::Write(_) => {
                Cause::Busy
            }
            _ => return None,
        })
    }
}
