//! Sealing: what is committed is moved into the log and an hour is signed, by one server at a time.
//!
//! An hour is sealed once it is over, and at a stop at once. A line that came too late for its own hour stands in the
//! hour in which it is seen; nothing is dropped. An hour without a line has no head. A crash between the moving and the
//! signing leaves an hour that is open: whoever comes next signs it as it is.

use credential::{HASH_BYTES, Hour, LINE_DIGEST, LogHead, LogMark, SealedLine, SignedHead, Tree};
use domain::time::Instant;
use storage::{DIGEST, HeadRow, Lease, SealedRow, WaitingLine, WriteError};

use crate::Service;
use crate::chance::random_id;
use crate::error::Error;
use crate::keys::SERVICE;

/// For how many days lines are kept: three years. The heads stay.
pub const LOG_DAYS: u32 = 1_096;
/// Lines of one page.
pub(super) const PAGE: u32 = 1_000;
/// For how long a server has the lease without a further batch.
const LEASE_MS: i64 = 60_000;
/// How often a page is read and numbered anew, because a line in it was taken away meanwhile.
const TRIES: usize = 16;
const HOUR_MS: i64 = 3_600_000;

/// Before the first hour and its first number.
const BEFORE_ALL: i64 = -1;

/// What was sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sealed {
    /// Lines that were moved into the log.
    pub lines: u64,
    /// Hours that were signed.
    pub hours: u64,
}

impl Service {
    /// Seals every line of the hours that are over at `now`. Nothing where another server is at it.
    #[crate::boxed]
    pub async fn seal_log(&self, now: Instant) -> Result<Sealed, Error> {
        self.seal_up_to(hour_of(now) - 1, now).await
    }

    /// Seals every line there is, because the server stops: the hour that runs is closed, and what comes about in the rest
    /// of it stands in the next.
    #[crate::boxed]
    pub async fn seal_log_at_stop(&self, now: Instant) -> Result<Sealed, Error> {
        self.seal_up_to(hour_of(now), now).await
    }

    /// The newest head, as it rides in status lists; `None` while nothing was sealed.
    pub(crate) async fn log_mark(&self) -> Result<Option<LogMark>, Error> {
        let newest = self.newest_head().await?;
        Ok(newest.map(|head| head.mark()))
    }

    /// Drops the lines whose life is over, as the newest head says: their heads stay.
    pub(crate) async fn sweep_log(&self) -> Result<(), Error> {
        let Some(newest) = self.newest_head().await? else {
            return Ok(());
        };
        let kept_from = i64::from(newest.kept_from.number());
        while let Some(batch) = self.store.drop_sealed(kept_from, PAGE).await? {
            self.store.write(batch).await?;
        }
        Ok(())
    }

    pub(super) async fn newest_head(&self) -> Result<Option<LogHead>, Error> {
        let newest = self.store.newest_head().await?;
        newest.map(|row| read_head(&row)).transpose()
    }

    async fn seal_up_to(&self, hour: i64, now: Instant) -> Result<Sealed, Error> {
        let newest = self.newest_head().await?;
        let open = self.store.open_hour(number(newest.as_ref())).await?;
        let waiting = self.store.waiting_lines(end_of(hour), 1).await?;
        if open.is_none() && waiting.is_empty() {
            return Ok(Sealed::default());
        }
        let lease = self.log_lease();
        match self
            .store
            .write(self.store.take_lease(lease, held(now)))
            .await
        {
            Ok(()) => {}
            Err(WriteError::Conflict) => return Ok(Sealed::default()),
            Err(error) => return Err(error.into()),
        }
        let sealed = self.seal_leased(lease, hour, now).await;
        self.store.write(self.store.leave_lease(lease)).await?;
        sealed
    }

    fn log_lease(&self) -> Lease {
        let holder = *self.holder.get_or_init(|| random_id(&*self.chance));
        Lease {
            name: "log",
            holder,
        }
    }

    async fn seal_leased(&self, lease: Lease, hour: i64, now: Instant) -> Result<Sealed, Error> {
        let mut sealed = Sealed::default();
        let mut newest = self.newest_head().await?;
        while let Some(open) = self.store.open_hour(number(newest.as_ref())).await?
            && open != hour
        {
            newest = Some(self.sign_hour(lease, open, newest.as_ref(), now).await?);
            sealed.hours += 1;
        }
        if hour <= number(newest.as_ref()) {
            return Ok(sealed);
        }
        sealed.lines = self.move_into(lease, hour, now).await?;
        if self.store.open_hour(number(newest.as_ref())).await? == Some(hour) {
            self.sign_hour(lease, hour, newest.as_ref(), now).await?;
            sealed.hours += 1;
        }
        Ok(sealed)
    }

    /// Moves everything that waits of before the end of an hour into its tree. How many lines it were.
    async fn move_into(&self, lease: Lease, hour: i64, now: Instant) -> Result<u64, Error> {
        let (mut moved, mut tries) = (0, 0);
        loop {
            let waiting = self.store.waiting_lines(end_of(hour), PAGE).await?;
            if waiting.is_empty() {
                return Ok(moved);
            }
            let lines = numbered(waiting, self.store.last_numbers(hour).await?);
            let batch = self.store.move_lines(lease, held(now), hour, &lines);
            match self.store.write(batch).await {
                Ok(()) => {
                    moved += lines.len() as u64;
                    tries = 0;
                }
                // A person was erased at this moment, and their lines wait elsewhere; or the lease was lost.
                Err(WriteError::Conflict) if tries < TRIES => tries += 1,
                Err(WriteError::Conflict) => return Err(Error::Busy),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Signs an hour as its lines stand in the log, behind the newest head.
    async fn sign_hour(
        &self,
        lease: Lease,
        hour: i64,
        newest: Option<&LogHead>,
        now: Instant,
    ) -> Result<LogHead, Error> {
        let mut tree = Tree::default();
        let mut after = (BEFORE_ALL, BEFORE_ALL);
        loop {
            let page = self.store.sealed_lines(hour, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = (last.server, last.number);
            for row in &page {
                let line = sealed_line(row).ok_or_else(|| damaged(hour))?;
                tree.push(&line.bytes());
            }
        }
        let hour_number = u32::try_from(hour).map_err(|_| damaged(hour))?;
        let kept_from = Hour::from_number(hour_number.saturating_sub(24 * LOG_DAYS));
        let head = LogHead {
            hour: Hour::from_number(hour_number),
            sealed: now,
            lines: tree.leaves(),
            total: newest.map_or(0, |head| head.total) + tree.leaves(),
            last: self.store.last_numbers(hour).await?,
            root: tree.root(),
            previous: newest.map_or([0; HASH_BYTES], LogHead::digest),
            kept_from: newest.map_or(kept_from, |head| head.kept_from.max(kept_from)),
        };
        let shared = self.shared(now).await?;
        let key = shared.keys().signing(SERVICE, now);
        let key = key.ok_or_else(|| Error::Signing("the service has no key for its log".into()))?;
        let row = HeadRow {
            hour,
            sealed: now,
            total: i64::try_from(head.total).map_err(|_| damaged(hour))?,
            digest: head.digest().to_vec(),
            signed: head
                .sign(key)
                .map_err(|error| Error::Signing(error.to_string()))?,
        };
        self.store
            .write(self.store.seal_hour(lease, held(now), &row))
            .await?;
        Ok(head)
    }
}

/// The line of a row, as it is sealed; `None` where no program of ours has written it.
pub(super) fn sealed_line(row: &SealedRow) -> Option<SealedLine> {
    const { assert!(DIGEST == LINE_DIGEST) };
    let line = row.line.as_ref()?;
    Some(SealedLine {
        hour: Hour::from_number(u32::try_from(row.hour).ok()?),
        server: row.server,
        number: row.number,
        id: line.id,
        instant: line.instant,
        alias: line.alias.map(|alias| alias.0),
        by: line.by,
        purpose: line.purpose,
        action: line.action.clone(),
        digest: line.digest,
    })
}

/// Lines with their numbers behind the last of their servers.
fn numbered(waiting: Vec<WaitingLine>, mut last: Vec<(i64, i64)>) -> Vec<(i64, WaitingLine)> {
    let mut next = |server: i64| {
        if let Some(known) = last.iter_mut().find(|known| known.0 == server) {
            known.1 += 1;
            return known.1;
        }
        last.push((server, 1));
        1
    };
    let number = |waiting: WaitingLine| (next(waiting.line.server), waiting);
    waiting.into_iter().map(number).collect()
}

fn read_head(row: &HeadRow) -> Result<LogHead, Error> {
    let signed = SignedHead::read(&row.signed).ok_or_else(|| damaged(row.hour))?;
    Ok(signed.head)
}

fn damaged(hour: i64) -> Error {
    Error::Refused(format!(
        "the log of hour {hour} holds what no program of ours has written; run healthcode audit verify"
    ))
}

fn number(newest: Option<&LogHead>) -> i64 {
    newest.map_or(BEFORE_ALL, |head| i64::from(head.hour.number()))
}

const fn hour_of(now: Instant) -> i64 {
    now.ms().div_euclid(HOUR_MS)
}

const fn end_of(hour: i64) -> Instant {
    Instant::from_ms((hour + 1) * HOUR_MS)
}

/// From when until when the lease is held by a batch of this moment.
fn held(now: Instant) -> (Instant, Instant) {
    (now, now.plus_ms(LEASE_MS))
}
