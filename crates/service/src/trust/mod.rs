//! Mutual recognition (S2-5): a service recognises the codes of others by a trust list, and their states mean here what
//! the list says. An operator publishes it as a file; gates fetch it signed, and judge without a network.
//!
//! The status lists of the others are fetched from their services (`fetch.rs`), which hand them to those alone whom they
//! recognise themselves (`asked.rs`). Where one is missing or old, the verdict table says what that means, as with one's
//! own.

mod asked;
mod fetch;
mod file;
mod signed;
mod theirs;

use std::sync::Arc;

use credential::{TrustList, TrustedIssuer};
use domain::time::Instant;
use storage::{Alarm, TrustRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::keys::KeyRing;
use crate::log::Deed;
use crate::shared::Shared;
use file::TrustFile;

pub use fetch::ListsFetched;
pub(crate) use signed::LastSigned;
pub use signed::SignedTrust;
pub use theirs::TheirList;
pub(crate) use theirs::Theirs;

/// The longest life of a list in days: whoever is recognised is looked at again.
const MAX_DAYS: i32 = 366;

/// A trust list as it was published.
pub(crate) struct Trust {
    pub(crate) list: TrustList,
    text: String,
}

impl Trust {
    /// The list of a row, where the file still says something.
    fn of(row: TrustRow, keys: &KeyRing, demo: bool, now: Instant) -> Result<Self, Error> {
        let file = TrustFile::parse(row.text.as_bytes())?;
        let own = keys.published(now)?.set;
        Ok(Self {
            list: TrustList {
                issued: row.published,
                expires: file.expires.end(),
                issuers: file.issuers(&own, demo)?,
            },
            text: row.text,
        })
    }
}

impl Service {
    /// Publishes a trust list: the file that `trust/file.rs` describes. It takes the place of the one before; gates see
    /// it at their next contact. How many issuers it recognises.
    #[crate::boxed]
    pub async fn trust_list_publish(&self, file: &[u8], now: Instant) -> Result<usize, Error> {
        let recognised = self.check_trust_list(file, now).await?;
        let row = TrustRow {
            version: self
                .store
                .trust()
                .await?
                .rows
                .map_or(0, |last| last.version)
                + 1,
            text: String::from_utf8_lossy(file).into_owned(),
            published: now,
        };
        let line = self.note(Deed::operation("publish trust list"), &row.text, now);
        match self
            .store
            .write(self.store.publish_trust(&row, &line))
            .await
        {
            Ok(()) => Ok(recognised),
            // Somebody else published at this moment.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file could be published now: how many issuers it recognises.
    pub(crate) async fn check_trust_list(&self, file: &[u8], now: Instant) -> Result<usize, Error> {
        let parsed = TrustFile::parse(file)?;
        let days = parsed.expires - now.date();
        if !(0..=MAX_DAYS).contains(&days) {
            return Err(Error::field(
                "expires",
                "须为今天起一年内的日期",
                "lies in the past or more than a year ahead; choose a date within a year",
            ));
        }
        let shared = self.shared(now).await?;
        let own = shared.keys().published(now)?.set;
        Ok(parsed.issuers(&own, self.is_demo())?.len())
    }

    /// The file of the trust list in force, for whoever changes it; `None` where nobody is recognised.
    #[crate::boxed]
    pub async fn trust_file(&self, now: Instant) -> Result<Option<String>, Error> {
        let shared = self.shared(now).await?;
        Ok(shared.trust().map(|trust| trust.text.clone()))
    }

    /// The trust list in force. One whose row or words do not hold recognises nobody: that costs a passage by hand, and
    /// betters nothing.
    pub(crate) async fn load_trust(
        &self,
        keys: &KeyRing,
        now: Instant,
    ) -> Result<(Option<Arc<Trust>>, Vec<Alarm>), Error> {
        let published = self.store.trust().await?;
        let trust = published
            .rows
            .map(|row| Trust::of(row, keys, self.is_demo(), now));
        let trust = trust.and_then(|trust| match trust {
            Ok(trust) => Some(Arc::new(trust)),
            Err(error) => {
                tracing::warn!(%error, "the trust list cannot be read; nobody is recognised by it");
                None
            }
        });
        Ok((trust, published.alarms))
    }
}

impl Shared {
    /// Whom this service recognises.
    pub(crate) fn trusted(&self) -> Option<&TrustList> {
        self.trust().map(|trust| &trust.list)
    }

    /// Those of them whose recognition has not ended.
    pub(crate) fn trusted_at(&self, now: Instant) -> impl Iterator<Item = &TrustedIssuer> {
        let list = self.trusted().filter(|list| now < list.expires);
        list.into_iter().flat_map(|list| &list.issuers)
    }
}
