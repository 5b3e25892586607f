//! Watched places: what is new there is taken, once, by one server.

use std::sync::Arc;

use domain::pending::{Origin, PendingState};
use domain::time::Instant;
use gateway::list_sources::{FoundFile, ListSource};
use storage::{Alarm, AlarmKind, Lease, PendingChange, WriteError};

use super::bring::{Arrived, Arriving};
use super::kept::json;
use super::leave::Counted;
use crate::Service;
use crate::chance::random_id;
use crate::error::Error;
use crate::list::{ListStanding, parsed};
use crate::proposal::digits;

/// For how long a server has the lease of a place; who dies within leaves it to the others after that.
const LEASE_MS: i64 = 10 * 60_000;

/// What came of a look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Watched {
    /// Files that came into force.
    pub in_force: u64,
    /// Files that wait for two.
    pub waiting: u64,
    /// Files that cannot be taken.
    pub broken: u64,
}

impl Service {
    /// The use cases with places that are watched for new lists.
    #[must_use]
    pub fn with_list_sources(mut self, sources: Vec<Arc<dyn ListSource>>) -> Self {
        self.sources = sources;
        self
    }

    /// The places that are watched.
    pub fn list_sources(&self) -> &[Arc<dyn ListSource>] {
        &self.sources
    }

    /// Takes what is new in a place. Nothing where another server is at it. A place that gives no answer is looked at again
    /// the next time.
    pub async fn watch_lists(
        &self,
        source: &dyn ListSource,
        now: Instant,
    ) -> Result<Watched, Error> {
        let found = match source.look(now).await {
            Ok(found) if found.is_empty() => return Ok(Watched::default()),
            Ok(found) => found,
            Err(error) => {
                tracing::warn!(%error, "a watched place gives no lists; it is looked at again");
                return Ok(Watched::default());
            }
        };
        let holder = *self.holder.get_or_init(|| random_id(&*self.chance));
        let lease = Lease {
            name: match source.origin() {
                Origin::Address => "watch address",
                Origin::Command | Origin::Folder => "watch folder",
            },
            holder,
        };
        let held = (now, now.plus_ms(LEASE_MS));
        match self.store.write(self.store.take_lease(lease, held)).await {
            Ok(()) => {}
            Err(WriteError::Conflict) => return Ok(Watched::default()),
            Err(error) => return Err(error.into()),
        }
        let watched = self.take_found(source, found, now).await;
        self.store.write(self.store.leave_lease(lease)).await?;
        watched
    }

    /// Takes files in the order of their instants, so that the newest is what is in force or waits.
    async fn take_found(
        &self,
        source: &dyn ListSource,
        mut found: Vec<FoundFile>,
        now: Instant,
    ) -> Result<Watched, Error> {
        let as_of = |file: &FoundFile| {
            let text = file.text.as_ref().ok()?;
            parsed(text, None, now).ok().map(|list| list.as_of)
        };
        found.sort_by_cached_key(as_of);
        let mut watched = Watched::default();
        for file in found {
            match self.take_one(source, &file, now).await {
                Ok(one) => {
                    watched.in_force += one.in_force;
                    watched.waiting += one.waiting;
                    watched.broken += one.broken;
                    source.took(&file);
                }
                // The others are taken all the same; this one is found again.
                Err(error) => {
                    tracing::error!(%error, file = file.name, "a file was not taken; it is tried again");
                }
            }
        }
        Ok(watched)
    }

    async fn take_one(
        &self,
        source: &dyn ListSource,
        file: &FoundFile,
        now: Instant,
    ) -> Result<Watched, Error> {
        let mut watched = Watched::default();
        let text = match &file.text {
            Ok(text) => text.as_str(),
            Err(fault) => {
                let fault = fault.to_string();
                let instead = format!("{} {fault}", file.name);
                let arrived = arrived(source, file, &instead);
                watched.broken += self.note_broken(&arrived, &fault, now).await?;
                return Ok(watched);
            }
        };
        let arrived = arrived(source, file, text);
        if self.kept_of(&digits(text), now).await?.is_some() {
            return Ok(watched);
        }
        match self.bring_list(&arrived, now, |_| {}).await {
            Ok(import) => match import.standing {
                ListStanding::Pending => watched.waiting += 1,
                ListStanding::Contradiction => {
                    let fault = "another list of the same instant is in force, and nobody can tell which was saved last";
                    watched.broken += self.note_broken(&arrived, fault, now).await?;
                }
                _ => {
                    tracing::info!(file = file.name, "a list that came is in force");
                    watched.in_force += 1;
                }
            },
            Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
                watched.broken += self.note_broken(&arrived, &error.to_string(), now).await?;
            }
            Err(error) => return Err(error),
        }
        Ok(watched)
    }

    /// Notes a file that cannot be taken, loudly and once; the last good list stays in force.
    async fn note_broken(
        &self,
        file: &Arrived<'_>,
        fault: &str,
        now: Instant,
    ) -> Result<u64, Error> {
        let arriving = Arriving::list(file, now);
        if self.kept_of(&arriving.digest, now).await?.is_some() {
            return Ok(0);
        }
        let to = PendingChange {
            state: PendingState::Broken,
            alone: false,
            reason: Some(fault.to_owned()),
            by: None,
            proposal: None,
            trial: json(&Counted::default())?,
            tried: now,
        };
        let row = self.row(&arriving, to, now);
        let line = self.note(
            crate::log::Deed::automatic("file is broken"),
            &arriving.digest,
            now,
        );
        self.write_or_leave(self.store.add_pending(&row, None, &line))
            .await?;
        let alarm = Alarm::of_pending(AlarmKind::Broken, row.id);
        self.raise(&[alarm], now).await?;
        tracing::error!(
            file = file.name,
            fault,
            "a file that came cannot be taken; the last good list stays in force"
        );
        Ok(1)
    }
}

fn arrived<'a>(source: &dyn ListSource, file: &'a FoundFile, text: &'a str) -> Arrived<'a> {
    Arrived {
        name: &file.name,
        text,
        saved: file.saved,
        origin: source.origin(),
    }
}
