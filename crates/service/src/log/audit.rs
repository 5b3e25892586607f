//! The log for outsiders: written to a file, or looked through here.

use credential::{Audit, Audited, Hour, LogMark, PublicKey, export_start};
use domain::time::Instant;
use storage::HeadRow;

use super::seal::{PAGE, sealed_line};
use crate::Service;
use crate::error::Error;
use crate::keys::SERVICE;

/// Before the first hour and its first number.
const BEFORE_ALL: i64 = -1;

/// Heads of one page.
const HEADS: u32 = 100;

/// Heads and lines, one after the other.
enum Item<'r> {
    Head(&'r [u8]),
    /// A line's bytes; absent where its row cannot be read.
    Line(Option<Vec<u8>>),
}

impl Service {
    /// Looks the whole log through, with marks that were kept elsewhere. An empty one holds.
    #[crate::boxed]
    pub async fn audit_log(&self, seen: Vec<LogMark>, now: Instant) -> Result<Audited, Error> {
        let keys = self.log_keys(now).await?;
        let kept_from = self.kept_from().await;
        let mut audit = Audit::new(keys, seen, kept_from);
        self.walk_log(kept_from, |item| {
            match item {
                Item::Head(bytes) => audit.head(bytes),
                Item::Line(bytes) => audit.line(&bytes.unwrap_or_default()),
            }
            Ok(())
        })
        .await?;
        Ok(audit.end())
    }

    /// The whole log as a file (`docs/LOG.md`), a piece at a time.
    pub async fn export_log(
        &self,
        now: Instant,
        mut write: impl FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        let mut write = |bytes: &[u8]| {
            write(bytes)
                .map_err(|error| Error::Refused(format!("the file cannot be written: {error}")))
        };
        write(&export_start(&self.log_keys(now).await?))?;
        let kept_from = self.kept_from().await;
        self.walk_log(kept_from, |item| match item {
            Item::Head(bytes) => write(bytes),
            Item::Line(Some(bytes)) => write(&bytes),
            Item::Line(None) => Err(Error::Refused(
                "the log holds a line that no program of ours has written; run healthcode audit verify".into(),
            )),
        })
        .await
    }

    /// How many lines wait to be sealed, up to a page.
    #[crate::boxed]
    pub async fn unsealed_lines(&self) -> Result<u64, Error> {
        let waiting = self.store.waiting_lines(Instant::from_ms(i64::MAX), PAGE);
        Ok(waiting.await?.len() as u64)
    }

    /// The keys that may have signed heads, old ones among them.
    async fn log_keys(&self, now: Instant) -> Result<Vec<PublicKey>, Error> {
        Ok(self.shared(now).await?.keys().public_keys(SERVICE))
    }

    /// From which hour on there are lines, as the newest head says; from the first where it cannot be read.
    async fn kept_from(&self) -> Hour {
        let newest = self.newest_head().await.ok().flatten();
        newest.map_or(Hour::from_number(0), |head| head.kept_from)
    }

    async fn walk_log(
        &self,
        kept_from: Hour,
        mut each: impl FnMut(Item<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut after = BEFORE_ALL;
        loop {
            let heads = self.store.log_heads(after, HEADS).await?;
            let Some(last) = heads.last() else {
                return Ok(());
            };
            after = last.hour;
            for head in &heads {
                each(Item::Head(&head.signed))?;
                if head.hour >= i64::from(kept_from.number()) {
                    self.walk_hour(head, &mut each).await?;
                }
            }
        }
    }

    async fn walk_hour(
        &self,
        head: &HeadRow,
        each: &mut impl FnMut(Item<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut after = (BEFORE_ALL, BEFORE_ALL);
        loop {
            let page = self.store.sealed_lines(head.hour, after, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = (last.server, last.number);
            for row in &page {
                each(Item::Line(sealed_line(row).map(|line| line.bytes())))?;
            }
        }
    }
}
