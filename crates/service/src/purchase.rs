//! Purchase registration at pharmacies (S1-7). The pharmacy's device seals the code that it scanned, with the class of
//! medicine, to the key of the day; here the box is opened, the person is found by the place of the code in its status list,
//! and a row of that person is kept, sealed under the key of the day.
//!
//! *Invariant:* nothing that is answered says who it was, what colour the code had, or that somebody should not be sold
//! something. *Invariant:* no use case lists purchases by day, pharmacy or class: a person reads their own, and nobody else's.

use credential::{Claims, Rules, verify_recognised};
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::policy::Text;
use domain::purchase::{KEYS_AHEAD_DAYS, PURCHASE_DAYS, PurchaseClass, first_kept};
use domain::time::{Date, Instant};
use domain::verdict::{Scene, Status};
use serde::{Deserialize, Serialize};
use storage::{DayKey, PurchaseRow, WriteError};

use crate::Service;
use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shared::Shared;

/// The most purchases of one call.
const MOST: usize = 100;
/// The most bytes of a box: a code, a class, and what the cipher adds.
const MOST_BYTES: usize = 2_048;

/// What a pharmacy's device seals under.
pub struct PurchaseKeys {
    /// The public keys, each with its day, the earliest first.
    pub keys: Vec<(Date, Vec<u8>)>,
    /// The classes from which the pharmacist picks.
    pub classes: Vec<PurchaseClass>,
}

/// A purchase as a pharmacy's device sends it.
pub struct PurchaseSent {
    /// Made on the device: the same id twice is one purchase.
    pub id: i64,
    /// The day of the key under which it was sealed.
    pub day: Date,
    /// When the code was scanned, by the device's corrected clock.
    pub at: Instant,
    /// The box.
    pub sealed: Vec<u8>,
}

/// What a box holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Boxed {
    text: String,
    class: String,
}

/// What is kept of a purchase, under the key of its day.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    class: Text,
    pharmacy: String,
    at_ms: Instant,
}

/// A purchase for whom it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyPurchase {
    /// The class of medicine.
    pub class: Text,
    /// The pharmacy.
    pub pharmacy: String,
    /// When.
    pub at: Instant,
    /// The last date on which it is kept.
    pub kept_until: Date,
}

impl Service {
    /// The keys of today and the next days, under which the device of a pharmacy seals also without a network.
    #[crate::boxed]
    pub async fn purchase_keys(
        &self,
        checkpoint: &Checkpoint,
        now: Instant,
    ) -> Result<PurchaseKeys, Error> {
        pharmacy(checkpoint)?;
        let today = now.date();
        let (first, last) = (today, today + KEYS_AHEAD_DAYS);
        let mut keys = self.day_keys(first, last, now).await?;
        let lacking: Vec<Date> = (0..=KEYS_AHEAD_DAYS).map(|days| today + days).collect();
        let lacking: Vec<Date> = lacking
            .into_iter()
            .filter(|day| keys.iter().all(|key| key.day != *day))
            .collect();
        if !lacking.is_empty() {
            self.store.write(self.store.make_day_keys(&lacking)).await?;
            keys = self.day_keys(first, last, now).await?;
        }
        let policy = self.shared(now).await?.policy(checkpoint.city(), today)?;
        Ok(PurchaseKeys {
            keys: keys.into_iter().map(|key| (key.day, key.public)).collect(),
            classes: policy.purchase_classes.clone(),
        })
    }

    /// Registers purchases, before it answers, in their order: whether each is registered. One whose code is no longer known, or
    /// was never ours, is not kept. Sent again, a purchase is the one that it was.
    #[crate::boxed]
    pub async fn register_purchases(
        &self,
        checkpoint: &Checkpoint,
        sent: &[PurchaseSent],
        now: Instant,
    ) -> Result<Vec<bool>, Error> {
        pharmacy(checkpoint)?;
        if sent.len() > MOST || sent.iter().any(|one| one.sealed.len() > MOST_BYTES) {
            return Err(Error::field(
                "purchases",
                "一次最多100条登记，每条最多2048字节，其余请随后发送",
                "at most 100 at once and 2048 bytes each; send the others after them",
            ));
        }
        let shared = self.shared(now).await?;
        let today = now.date();
        let keys = self.day_keys(first_kept(today), today, now).await?;
        let mut registered = Vec::with_capacity(sent.len());
        for one in sent {
            registered.push(
                self.register_one(checkpoint, one, &keys, &shared, now)
                    .await?,
            );
        }
        Ok(registered)
    }

    async fn register_one(
        &self,
        checkpoint: &Checkpoint,
        sent: &PurchaseSent,
        keys: &[DayKey],
        shared: &Shared,
        now: Instant,
    ) -> Result<bool, Error> {
        let key = keys.iter().find(|key| key.day == sent.day);
        let opened = key.and_then(|key| Some((key, opened(key, sent)?)));
        let Some((key, opened)) = opened else {
            return Ok(false);
        };
        let policy = shared.policy(checkpoint.city(), now.date())?;
        let mut classes = policy.purchase_classes.iter();
        let class = classes.find(|class| class.id == opened.class);
        let person = self
            .buyer(&opened.text, sent.at.min(now), shared, now)
            .await?;
        let (Some(class), Some(person)) = (class, person) else {
            return Ok(false);
        };
        let kept = Kept {
            class: class.name.clone(),
            pharmacy: checkpoint.name.clone(),
            at_ms: sent.at.min(now),
        };
        let words = serde_json::to_string(&kept).map_err(|e| Error::Refused(e.to_string()))?;
        let row = PurchaseRow {
            id: sent.id,
            day: sent.day,
            words: words.into(),
        };
        self.keep_purchase(person, (&row, key), now).await
    }

    async fn keep_purchase(
        &self,
        person: PersonId,
        (row, key): (&PurchaseRow, &DayKey),
        now: Instant,
    ) -> Result<bool, Error> {
        let deed = Deed {
            by: By::System,
            purpose: Purpose::Purchase,
            action: "register purchase",
        };
        let line = self.line_about(person, deed, "", now).await?;
        let batch = self.store.register_purchase(person, (row, key), &line);
        let batch = batch.ok_or_else(|| Error::Signing("a purchase was not sealed".to_owned()))?;
        match self.store.write(batch).await {
            Ok(()) => Ok(true),
            // Registered before, or the person was erased in between.
            Err(WriteError::Conflict) => {
                let rows = self.store.purchases_of(person, std::slice::from_ref(key));
                let (rows, alarms) = rows.await?;
                self.raise(&alarms, now).await?;
                Ok(rows.iter().any(|known| known.id == row.id))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whose code it is, where it is one of ours that still counts.
    async fn buyer(
        &self,
        text: &str,
        at: Instant,
        shared: &Shared,
        now: Instant,
    ) -> Result<Option<PersonId>, Error> {
        let keys = shared.keys().published(now)?.set;
        let recognised = verify_recognised(text, &keys, shared.trusted(), at, &Rules::default());
        let Some(recognised) = recognised.ok().filter(|code| code.by.is_none()) else {
            return Ok(None);
        };
        self.holder_of_code(&recognised.code.claims).await
    }

    /// To whom one of our codes was issued, where it still counts: by its place in its status list.
    pub(crate) async fn holder_of_code(&self, claims: &Claims) -> Result<Option<PersonId>, Error> {
        let Some((_, day)) = claims.status.list().rsplit_once('/') else {
            return Ok(None);
        };
        let Ok(list) = day.parse::<Date>() else {
            return Ok(None);
        };
        let issued = self.store.issued_at(list, claims.status.index()).await?;
        let issued = issued.filter(|(_, known)| {
            known.jurisdiction == claims.issuer
                && known.kind == claims.bearer.kind()
                && known.status != Status::Replaced
        });
        Ok(issued.map(|(person, _)| person))
    }

    /// What was registered under the codes of the holder of a session, the newest first.
    #[crate::boxed]
    pub async fn my_purchases(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<Vec<MyPurchase>, Error> {
        let person = session.person()?;
        let today = now.date();
        let keys = self.day_keys(first_kept(today), today, now).await?;
        let (rows, alarms) = self.store.purchases_of(person, &keys).await?;
        self.raise(&alarms, now).await?;
        let mut mine: Vec<MyPurchase> = rows
            .iter()
            .filter_map(|row| {
                let kept: Kept = serde_json::from_str(&row.words).ok()?;
                Some(MyPurchase {
                    class: kept.class,
                    pharmacy: kept.pharmacy,
                    at: kept.at_ms,
                    kept_until: row.day + (PURCHASE_DAYS - 1),
                })
            })
            .collect();
        mine.sort_by_key(|purchase| std::cmp::Reverse(purchase.at));
        Ok(mine)
    }

    async fn day_keys(&self, first: Date, last: Date, now: Instant) -> Result<Vec<DayKey>, Error> {
        let (keys, alarms) = self.store.day_keys(first, last).await?;
        self.raise(&alarms, now).await?;
        Ok(keys)
    }

    /// Destroys the keys of days that are over, and then what lies under them.
    pub(crate) async fn sweep_purchases(&self, now: Instant) -> Result<(), Error> {
        let first = first_kept(now.date());
        self.store.write(self.store.drop_day_keys(first)).await?;
        Ok(self.store.write(self.store.drop_purchases(first)).await?)
    }
}

/// What a box is bound to, as the device writes it too.
fn bound(sent: &PurchaseSent) -> String {
    format!("{} {} {}", sent.id, sent.day, sent.at.ms())
}

fn opened(key: &DayKey, sent: &PurchaseSent) -> Option<Boxed> {
    let bytes = key.open_box(&bound(sent), &sent.sealed)?;
    serde_json::from_slice(&bytes).ok()
}

fn pharmacy(checkpoint: &Checkpoint) -> Result<(), Error> {
    if checkpoint.scene == Scene::Pharmacy {
        return Ok(());
    }
    Err(Error::field(
        "scene",
        "只有药店的检查点登记购药，请用药店的设备",
        "purchases are registered at pharmacies alone; use the device of a pharmacy",
    ))
}
