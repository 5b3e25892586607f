//! The status lists of whom this service recognises are fetched from their services, and taken once they are verified.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{
    KeyPair, ListError, ListRequest, Media, StatusDifference, StatusListToken, StatusRef,
    TrustedIssuer,
};
use domain::time::{Date, Instant};
use domain::verdict::{ListAge, Status, VerdictPolicy};
use futures_util::future::join_all;
use gateway::Error::Refused;
use gateway::status_lists::{ListAsked, ListBytes, StatusLists};

use super::theirs::{Held, TheirList};
use crate::Service;
use crate::aside::aside;
use crate::error::{Error, Missing};
use crate::keys::SERVICE;
use crate::status_list::MOST_LIST_DAYS;

/// How a fetch went.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ListsFetched {
    /// Lists that are as new as their services had them.
    pub lists: usize,
    /// Services that gave none, or none that is believed.
    pub failed: usize,
}

/// The lists of one service, asked for by ours.
struct Asking<'a> {
    issuer: &'a TrustedIssuer,
    source: &'a dyn StatusLists,
    key: &'a KeyPair,
    now: Instant,
}

impl Asking<'_> {
    /// Asks for the list of a day; `None` where there is none.
    async fn ask(&self, day: Date, since: Option<u64>) -> Result<Option<ListBytes>, Error> {
        let request = ListRequest {
            list: address(self.issuer, day),
            issued: self.now,
        };
        let request = request.sign(self.key);
        let request = request.map_err(|e| Error::Signing(e.to_string()))?;
        let asked = ListAsked {
            address: &self.issuer.address,
            day,
            since,
            request: &URL_SAFE_NO_PAD.encode(request),
        };
        let answer = self.source.fetch(&asked, self.now).await;
        answer.map_err(|error| match error {
            Refused { status: 401, .. } => Error::Refused(
                "it does not recognise this service; give it what `healthcode trust export` writes"
                    .to_owned(),
            ),
            error => Error::Refused(error.to_string()),
        })
    }
}

/// Whether a whole list or a difference was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Taken {
    Whole,
    Difference,
}

impl Service {
    /// When the trust list in force was published; `None` where there is none. Its services are asked as soon as it
    /// changes.
    #[crate::boxed]
    pub async fn trust_published(&self, now: Instant) -> Result<Option<Instant>, Error> {
        let shared = self.shared(now).await?;
        Ok(shared.trust().map(|trust| trust.list.issued))
    }

    /// Fetches the status lists that count now of all whom this service recognises, all services at once. One that
    /// does not answer holds up nobody else: its lists grow old, and the verdict table says what that means.
    #[crate::boxed]
    pub async fn fetch_trusted_lists(&self, now: Instant) -> Result<ListsFetched, Error> {
        let shared = self.shared(now).await?;
        let issuers: Vec<&TrustedIssuer> = shared.trusted_at(now).collect();
        self.theirs.forget(now, |list| {
            issuers.iter().any(|issuer| issuer.has_list(list))
        });
        if issuers.is_empty() {
            return Ok(ListsFetched::default());
        }
        let source = Arc::clone(&self.neighbours()?.lists);
        let key = shared.keys().signing(SERVICE, now);
        let key =
            key.ok_or_else(|| Error::Signing("the service has no key for its lists".to_owned()))?;
        let asking = issuers.iter().map(|issuer| Asking {
            issuer,
            source: &*source,
            key,
            now,
        });
        let fetched = join_all(asking.map(|asking| self.fetch_of(asking))).await;
        let mut all = ListsFetched::default();
        for (issuer, fetched) in issuers.iter().zip(fetched) {
            match fetched {
                Ok(lists) => all.lists += lists,
                Err(error) => {
                    all.failed += 1;
                    tracing::warn!(
                        service = issuer.name,
                        %error,
                        "no status list of a recognised service; its codes are by hand once those that we hold are old"
                    );
                }
            }
        }
        Ok(all)
    }

    /// The lists of one service; ends with the first that fails.
    async fn fetch_of(&self, asking: Asking<'_>) -> Result<usize, Error> {
        let mut lists = 0;
        for ahead in 0..MOST_LIST_DAYS {
            let day = asking.now.date() + ahead;
            lists += usize::from(self.renew(&asking, day).await?);
        }
        Ok(lists)
    }

    /// Brings the list of a day up to date; whether there is one.
    async fn renew(&self, asking: &Asking<'_>, day: Date) -> Result<bool, Error> {
        let list = address(asking.issuer, day);
        let since = self.theirs.since(&list, asking.now);
        let Some(answer) = asking.ask(day, since).await? else {
            return Ok(false);
        };
        let taken = self.take(asking.issuer, &list, answer, asking.now).await;
        let taken = match taken {
            // A difference that does not fit: the whole list does.
            Err(_) if since.is_some() => match asking.ask(day, None).await? {
                Some(whole) => self.take(asking.issuer, &list, whole, asking.now).await?,
                None => return Ok(false),
            },
            taken => taken?,
        };
        // A whole list may be ten minutes old; what came since is asked for by its version.
        if taken == Taken::Whole
            && let Some(since) = self.theirs.since(&list, asking.now)
            && let Some(more) = asking.ask(day, Some(since)).await?
        {
            self.take(asking.issuer, &list, more, asking.now).await?;
        }
        Ok(true)
    }

    /// Takes what came from the address of a list, once it is verified.
    async fn take(
        &self,
        issuer: &TrustedIssuer,
        list: &str,
        answer: ListBytes,
        now: Instant,
    ) -> Result<Taken, Error> {
        match Media::from_word(&answer.media) {
            Some(Media::StatusList) => {
                let (keys, address) = (issuer.keys.clone(), list.to_owned());
                let verify = move || {
                    let token = StatusListToken::verify(&answer.bytes, &keys, &address, now)?;
                    Ok(Held::of(answer.bytes, token))
                };
                let held = aside(verify).await.map_err(unbelieved)?;
                self.theirs.hold(list, held);
                Ok(Taken::Whole)
            }
            Some(Media::StatusDifference) => {
                let held = self.theirs.get(list, now);
                let held = held.ok_or(Error::Unknown(Missing::StatusList))?;
                let difference = StatusDifference::verify(&answer.bytes, &issuer.keys, list, now);
                let newer = difference.and_then(|newer| held.with(answer.bytes, newer));
                self.theirs.hold(list, newer.map_err(unbelieved)?);
                Ok(Taken::Difference)
            }
            _ => Err(Error::Refused(format!(
                "{list} is no status list but {:?}",
                answer.media
            ))),
        }
    }

    /// A status list of others for a gate, whole or from the version on that it holds whole.
    pub fn their_list(
        &self,
        list: &str,
        since: Option<u64>,
        now: Instant,
    ) -> Result<TheirList, Error> {
        let held = self.theirs.get(list, now);
        let held = held.ok_or(Error::Unknown(Missing::StatusList))?;
        Ok(held.for_gate(since))
    }

    /// What their status list says of an entry of it, and how old it is.
    pub(crate) fn their_status(
        &self,
        entry: &StatusRef,
        policy: &VerdictPolicy,
        now: Instant,
    ) -> (Status, ListAge) {
        let held = self.theirs.get(entry.list(), now);
        let said = held.map(|held| held.says(entry.index()));
        let status = said.map_or(Status::AsIssued, |(status, _)| status);
        let age = ListAge::of(said.map(|(_, issued)| issued), now, policy);
        (status, age)
    }
}

fn address(issuer: &TrustedIssuer, day: Date) -> String {
    format!("{}/s/{day}", issuer.address)
}

fn unbelieved(error: ListError) -> Error {
    Error::Refused(error.to_string())
}
