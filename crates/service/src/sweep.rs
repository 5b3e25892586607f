//! What has expired dies: codes, wrong tries, sessions, places in status lists, scans, lines of
//! the log. What was said long ago goes beside it (`retention.rs`). In pages, so that whoever
//! waits meanwhile waits for one page at most; run again, it finds nothing.

use domain::correction_request::KEPT_DAYS;
use domain::family::ENDED_DAYS;
use domain::feedback::LIFE_DAYS;
use domain::help::COUNTED_DAYS;
use domain::ids::DeviceId;
use domain::number::Number;
use domain::time::Instant;
use storage::SessionHash;

use crate::Service;
use crate::code::DAY_MS;
use crate::error::Error;
use crate::event::EVENT_DAYS;
use crate::log::Deed;
use crate::notice::NOTICE_DAYS;
use crate::staff::{STAFF_SESSION_MS, WINDOW_MS};

/// Rows of one page.
const PAGE: u32 = 1_000;
/// For how many days a scan is kept.
pub const SCAN_DAYS: i32 = 14;
/// For how many days notes, requests for help and tasks that were done are kept (P): longer than any quarantine.
pub const CARE_DAYS: i64 = 30;

/// For how many days a propagation that is done stays in the list (P).
const PROPAGATION_DAYS: i64 = 30;

/// How much was swept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    /// One-time codes.
    pub codes: u64,
    /// Sessions.
    pub sessions: u64,
    /// Credentials that are good no more.
    pub credentials: u64,
    /// Scans.
    pub scans: u64,
}

/// The parts of a sweep: one that fails stops none of the others.
#[derive(Default)]
struct Parts {
    /// The first failure. The others are told to the log alone.
    failed: Option<Error>,
}

impl Parts {
    fn note<T: Default>(&mut self, part: &'static str, outcome: Result<T, impl Into<Error>>) -> T {
        outcome.unwrap_or_else(|error| {
            let error = error.into();
            match self.failed {
                Some(_) => tracing::error!(part, %error, "a part of the sweep failed as well"),
                None => self.failed = Some(error),
            }
            T::default()
        })
    }
}

impl Service {
    /// Sweeps what has expired at `now`, each part whatever became of the others; of those that fail the first error.
    #[crate::boxed]
    pub async fn sweep(&self, now: Instant) -> Result<Swept, Error> {
        let mut parts = Parts::default();
        self.sweep_at_once(&mut parts, now).await;
        parts.note("places in lists", self.settle_statuses(now).await);
        parts.note("lists", self.sweep_entries(now).await);
        parts.note("purchases", self.sweep_purchases(now).await);
        parts.note("visits", self.sweep_visits(now).await);
        parts.note("met visits", self.sweep_met_visits(now).await);
        parts.note("organisations", self.sweep_organisations(now).await);
        parts.note("the log", self.sweep_log().await);
        parts.note("applications", self.sweep_applications(now).await);
        parts.note("corrections", self.sweep_corrections(now).await);
        parts.note("itineraries", self.sweep_itineraries(now).await);
        parts.note("files of results", self.sweep_result_files(now).await);
        parts.note("texts", self.sweep_text_hours(now).await);
        parts.note("notices", self.sweep_notices(now).await);
        let swept = Swept {
            codes: parts.note("codes", self.sweep_codes(now).await),
            sessions: parts.note("sessions", self.sweep_sessions(now).await),
            credentials: parts.note("credentials", self.sweep_credentials(now).await),
            scans: parts.note("scans", self.sweep_scans(now).await),
        };
        parts.failed.map_or(Ok(swept), Err)
    }

    /// What goes in one statement each.
    async fn sweep_at_once(&self, parts: &mut Parts, now: Instant) {
        let (store, today) = (&self.store, now.date());
        let batches = [
            store.drop_document_tries(today),
            store.drop_staff_sessions(now.plus_ms(-STAFF_SESSION_MS)),
            store.drop_staff_tries(now.plus_ms(-WINDOW_MS)),
            store.drop_challenges(now),
            store.drop_status_lists(today),
            store.drop_channel_tokens(now),
            store.drop_assertions(now),
            store.drop_channel_links(now),
            store.drop_channel_codes(today),
            store.drop_numbers(Number::forgotten_before(now)),
            store.drop_yesterdays(today),
            store.drop_corrections(now.plus_ms(-i64::from(KEPT_DAYS) * DAY_MS)),
            store.drop_care(now.plus_ms(-CARE_DAYS * DAY_MS)),
            store.drop_ended_members(now.plus_ms(-i64::from(ENDED_DAYS) * DAY_MS)),
            store.drop_references(now),
            store.drop_feedback((today - LIFE_DAYS).start()),
            store.drop_failures(today - COUNTED_DAYS),
            store.drop_event_files(now.plus_ms(-EVENT_DAYS * DAY_MS)),
            store.forget_propagations(now.plus_ms(-PROPAGATION_DAYS * DAY_MS), now),
        ];
        for batch in batches {
            parts.note("rows of a day", store.write(batch).await);
        }
    }

    async fn sweep_codes(&self, now: Instant) -> Result<u64, Error> {
        let mut swept = 0;
        loop {
            let since = now.plus_ms(-DAY_MS);
            let codes = self.store.codes_made_before(since, PAGE).await?;
            if codes.is_empty() {
                return Ok(swept);
            }
            self.store.write(self.store.drop_codes(&codes)).await?;
            swept += codes.len() as u64;
        }
    }

    async fn sweep_sessions(&self, now: Instant) -> Result<u64, Error> {
        let mut swept = 0;
        loop {
            let ended = self.store.ended_sessions(now.date(), PAGE).await?;
            if ended.is_empty() {
                return Ok(swept);
            }
            for (session, person) in ended {
                if let Some(person) = person
                    && let Some(device) = self.device_of(person, session, now).await?
                {
                    self.cut(person, device, Deed::automatic("session ended"), now)
                        .await?;
                }
                // Cut with its device, or the phone's alone.
                self.store.write(self.store.close_session(session)).await?;
                swept += 1;
            }
        }
    }

    async fn device_of(
        &self,
        person: domain::ids::PersonId,
        session: SessionHash,
        now: Instant,
    ) -> Result<Option<DeviceId>, Error> {
        let (devices, alarms) = self.store.devices_of(person).await?;
        self.raise(&alarms, now).await?;
        let own = devices.iter().find(|device| device.session == session);
        Ok(own.map(|device| device.id))
    }

    async fn sweep_credentials(&self, now: Instant) -> Result<u64, Error> {
        let mut swept = 0;
        loop {
            let over = self.store.statuses_before(now.date(), PAGE).await?;
            if over.is_empty() {
                return Ok(swept);
            }
            swept += over.len() as u64;
            self.store.write(self.store.forget_issued(over)).await?;
        }
    }

    async fn sweep_entries(&self, now: Instant) -> Result<(), Error> {
        while let Some(mark) = self.store.entries_before(now.date(), PAGE).await? {
            self.store.write(self.store.drop_entries(&mark)).await?;
        }
        Ok(())
    }

    async fn sweep_notices(&self, now: Instant) -> Result<(), Error> {
        let since = (now.date() - NOTICE_DAYS).start();
        loop {
            let old = self.store.notices_before(since, PAGE).await?;
            if old.is_empty() {
                return Ok(());
            }
            self.store.write(self.store.drop_notices(old)).await?;
        }
    }

    async fn sweep_scans(&self, now: Instant) -> Result<u64, Error> {
        let mut swept = 0;
        loop {
            let day = now.date() - SCAN_DAYS;
            let Some(mark) = self.store.scans_before(day, PAGE).await? else {
                return Ok(swept);
            };
            self.store.write(self.store.drop_scans(&mark)).await?;
            swept += mark.scans as u64;
        }
    }
}
