//! Mutual recognition (S2-5): a service recognises the codes of others by a trust list, and their states mean here what
//! the list says. An operator publishes it as a file; gates fetch it signed, and judge without a network.
//!
//! The status lists of the others come from their services ([`Service::take_trusted_list`]). Where one is missing or old,
//! the verdict table says what that means, as with one's own.

mod file;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use credential::{Claims, StatusListToken, TrustList, TrustedIssuer};
use domain::time::{Date, Instant};
use domain::verdict::{ListAge, Status, VerdictPolicy};
use storage::{Alarm, TrustRow, WriteError};

use crate::Service;
use crate::error::{Error, Missing};
use crate::keys::{KeyRing, SERVICE};
use crate::log::Deed;
use crate::shared::Shared;
use crate::status_list::MOST_LIST_DAYS;
use file::TrustFile;

/// The longest life of a list in days: whoever is recognised is looked at again.
const MAX_DAYS: i32 = 366;

/// The status lists of others, as they were taken last: by address. In memory alone, they are theirs.
#[derive(Default)]
pub(crate) struct Theirs(Mutex<HashMap<String, StatusListToken>>);

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
    pub async fn trust_file(&self, now: Instant) -> Result<Option<String>, Error> {
        let shared = self.shared(now).await?;
        Ok(shared.trust().map(|trust| trust.text.clone()))
    }

    /// The trust list as gates fetch it, signed now. Without one it recognises nobody.
    pub async fn trust_list(&self, now: Instant) -> Result<Vec<u8>, Error> {
        let shared = self.shared(now).await?;
        let key = shared.keys().signing(SERVICE, now);
        let key =
            key.ok_or_else(|| Error::Signing("the service has no key for its lists".to_owned()))?;
        let list = match shared.trust() {
            Some(trust) => TrustList {
                issued: now,
                ..trust.list.clone()
            },
            None => TrustList {
                issued: now,
                expires: now.date().end(),
                issuers: Vec::new(),
            },
        };
        list.sign(key).map_err(|e| Error::Signing(e.to_string()))
    }

    /// The addresses of the status lists of others that count now: whoever runs the service lets them be fetched.
    pub async fn trusted_lists(&self, now: Instant) -> Result<Vec<String>, Error> {
        let shared = self.shared(now).await?;
        let issuers = shared.trust().map(|trust| &trust.list);
        let issuers = issuers.filter(|list| now < list.expires);
        let days: Vec<Date> = (0..MOST_LIST_DAYS).map(|n| now.date() + n).collect();
        let of = |issuer: &TrustedIssuer| {
            let address = issuer.address.clone();
            days.clone()
                .into_iter()
                .map(move |day| format!("{address}/s/{day}"))
        };
        Ok(issuers
            .iter()
            .flat_map(|list| &list.issuers)
            .flat_map(of)
            .collect())
    }

    /// Takes the status list that was fetched from an address of [`trusted_lists`](Self::trusted_lists).
    pub async fn take_trusted_list(
        &self,
        address: &str,
        bytes: &[u8],
        now: Instant,
    ) -> Result<(), Error> {
        let shared = self.shared(now).await?;
        let issuer = shared.trust().and_then(|trust| {
            let mut issuers = trust.list.issuers.iter();
            issuers.find(|issuer| issuer.has_list(address))
        });
        let issuer = issuer.ok_or(Error::Unknown(Missing::StatusList))?;
        let token = StatusListToken::verify(bytes, &issuer.keys, address, now);
        let token = token.map_err(|e| Error::Refused(e.to_string()))?;
        let mut theirs = self.theirs.0.lock().unwrap_or_else(PoisonError::into_inner);
        theirs.retain(|_, list| now < list.expires);
        theirs.insert(address.to_owned(), token);
        Ok(())
    }

    /// What their status list says of a code of others, and how old it is.
    pub(crate) fn their_status(
        &self,
        claims: &Claims,
        policy: &VerdictPolicy,
        now: Instant,
    ) -> (Status, ListAge) {
        let theirs = self.theirs.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list = theirs.get(claims.status.list());
        let status = list.map_or(Status::AsIssued, |list| {
            list.entries.get(claims.status.index())
        });
        (
            status,
            ListAge::of(list.map(|list| list.issued), now, policy),
        )
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
}
