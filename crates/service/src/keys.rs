//! The keys that sign codes: one of each city from the first start on, and their life (pending, active, retired).
//!
//! A gate knows a key 7 days before it signs, and as long as something that it signed is good: both follow from the
//! instants that the key carries, so that no job has to run for a key to change hands.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use credential::{Hour, IssuerKey, KeyPair, KeySet, KeyState, Kid, PublicKey};
use domain::place::{DivisionCode, cities};
use domain::time::Instant;
use storage::{SigningKeyRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// For how many days a key is published before it signs, so that gates without a network know it by then.
const PENDING_DAYS: i64 = 7;
/// For how many days after its last signature a key is published: longer than any credential lives.
const KEPT_DAYS: i64 = 3;
const DAY_MS: i64 = 86_400_000;

/// Whose key signs what is no code: the service's own. Its lists hold codes of all its cities, and a city's key, were it
/// lost, could take back no code of another.
pub(crate) const SERVICE: DivisionCode = DivisionCode::NATION;

/// A key, for those who look after them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyStanding {
    /// Its id: 16 hexadecimal digits.
    pub kid: String,
    /// The city whose codes it signs; the nation's code where it is the service's own, for lists.
    pub city: DivisionCode,
    /// Where it stands in its life.
    pub state: KeyState,
    /// When it was made.
    pub made: Instant,
    /// From when it signs.
    pub from: Instant,
    /// From when it signs no more; absent while that is not decided.
    pub until: Option<Instant>,
}

/// All keys of one generation of the shared data.
pub(crate) struct KeyRing {
    keys: Vec<Key>,
    demo: bool,
    /// The published set, made once an hour: a key's state changes on the hour.
    published: Mutex<Option<(Hour, Published)>>,
}

/// A key and, once it is needed, its private half.
struct Key {
    row: SigningKeyRow,
    pair: OnceLock<Option<KeyPair>>,
}

/// The set that gates verify by, and its bytes.
#[derive(Clone)]
pub(crate) struct Published {
    pub(crate) set: Arc<KeySet>,
    pub(crate) bytes: Arc<[u8]>,
}

impl Key {
    fn state(&self, now: Instant) -> KeyState {
        let hour = Hour::of(now).start();
        if hour < self.row.from {
            KeyState::Pending
        } else if self.row.until.is_some_and(|until| until <= hour) {
            KeyState::Retired
        } else {
            KeyState::Active
        }
    }

    fn is_published(&self, now: Instant) -> bool {
        let gone = |until: Instant| until.plus_ms(KEPT_DAYS * DAY_MS) <= now;
        !self.row.until.is_some_and(gone)
    }

    fn standing(&self, now: Instant) -> KeyStanding {
        KeyStanding {
            kid: Kid::from_bytes(self.row.kid).to_string(),
            city: self.row.issuer,
            state: self.state(now),
            made: self.row.made,
            from: self.row.from,
            until: self.row.until,
        }
    }

    fn published(&self, now: Instant, demo: bool) -> Option<IssuerKey> {
        Some(IssuerKey {
            key: PublicKey::from_raw(&self.row.public).ok()?,
            issuer: self.row.issuer,
            state: self.state(now),
            from: Hour::of(self.row.from),
            until: self.row.until.map(Hour::of),
            demo,
        })
    }
}

impl KeyRing {
    pub(crate) fn new(rows: Vec<SigningKeyRow>, demo: bool) -> Self {
        let pair = OnceLock::new;
        let keys = rows.into_iter().map(|row| Key { row, pair: pair() });
        Self {
            keys: keys.collect(),
            demo,
            published: Mutex::new(None),
        }
    }

    /// The key that signs a city's codes now.
    pub(crate) fn signing(&self, city: DivisionCode, now: Instant) -> Option<&KeyPair> {
        let active = |key: &&Key| key.row.issuer == city && key.state(now) == KeyState::Active;
        let key = self.keys.iter().find(active)?;
        let pair = key
            .pair
            .get_or_init(|| KeyPair::from_pkcs8(&key.row.private).ok());
        pair.as_ref()
    }

    /// Every public key of an issuer, also those that sign no more: old heads of the log are verified by them.
    pub(crate) fn public_keys(&self, issuer: DivisionCode) -> Vec<PublicKey> {
        let own = self.keys.iter().filter(|key| key.row.issuer == issuer);
        own.filter_map(|key| PublicKey::from_raw(&key.row.public).ok())
            .collect()
    }

    /// The set that gates verify by at this hour.
    pub(crate) fn published(&self, now: Instant) -> Result<Published, Error> {
        let hour = Hour::of(now);
        let mut published = self
            .published
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = published.as_ref().filter(|(made, _)| *made == hour) {
            return Ok(known.clone());
        }
        let shown = self.keys.iter().filter(|key| key.is_published(now));
        let keys = shown.filter_map(|key| key.published(now, self.demo));
        let set = KeySet::new(keys.collect()).map_err(|e| Error::Signing(e.to_string()))?;
        let made = Published {
            bytes: set.encode().into(),
            set: Arc::new(set),
        };
        *published = Some((hour, made.clone()));
        Ok(made)
    }
}

impl Service {
    /// Makes a key, active at once, for each city that has none yet and for the service itself: at the first start for all. Others may do the
    /// same at the same instant; one of them does it. Where the clock was set back to before the first key, one more
    /// signs until then.
    #[crate::boxed]
    pub async fn ensure_signing_keys(&self, now: Instant) -> Result<(), Error> {
        let shared = self.shared(now).await?;
        let from = Hour::of(now).start();
        let mut first: HashMap<DivisionCode, Instant> = HashMap::new();
        for key in &shared.keys().keys {
            let earliest = first.entry(key.row.issuer).or_insert(key.row.from);
            *earliest = key.row.from.min(*earliest);
        }
        let mut rows = Vec::new();
        for issuer in cities().iter().map(|city| city.code).chain([SERVICE]) {
            let next = first.get(&issuer).copied();
            if next.is_none_or(|next| from < next) {
                let key = draw(issuer, now, from)?;
                rows.push(SigningKeyRow { until: next, ..key });
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        let line = self.note(Deed::operation("make keys"), &kids(&rows), now);
        let batch = self.store.add_first_signing_keys(&rows, &line);
        match self.store.write(batch).await {
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The keys that gates trust, as a COSE key set: what stands at its well-known address.
    #[crate::boxed]
    pub async fn key_set(&self, now: Instant) -> Result<Arc<[u8]>, Error> {
        Ok(self.shared(now).await?.keys().published(now)?.bytes)
    }

    /// All keys, by city and the instant from which they sign.
    #[crate::boxed]
    pub async fn keys(&self, now: Instant) -> Result<Vec<KeyStanding>, Error> {
        let shared = self.shared(now).await?;
        let keys = shared.keys().keys.iter();
        Ok(keys.map(|key| key.standing(now)).collect())
    }

    /// Makes the next key of one city, or of all: published now, signing after 7 days. A city whose next key waits
    /// already keeps it.
    #[crate::boxed]
    pub async fn rotate_keys(
        &self,
        city: Option<DivisionCode>,
        now: Instant,
    ) -> Result<Vec<KeyStanding>, Error> {
        let shared = self.shared(now).await?;
        let from = Hour::of(now.plus_ms(PENDING_DAYS * DAY_MS)).start();
        let wanted = |key: &&Key| city.is_none_or(|city| city == key.row.issuer);
        let mut last: HashMap<DivisionCode, &SigningKeyRow> = HashMap::new();
        for key in shared.keys().keys.iter().filter(wanted) {
            if key.row.until.is_none() && key.state(now) == KeyState::Active {
                last.insert(key.row.issuer, &key.row);
            }
        }
        let mut next = Vec::with_capacity(last.len());
        for (issuer, row) in last {
            next.push((row, draw(issuer, now, from)?));
        }
        if !next.is_empty() {
            let words = kids(next.iter().map(|(_, key)| key));
            let line = self.note(Deed::operation("rotate keys"), &words, now);
            let batch = self.store.add_next_signing_keys(&next, &line);
            self.store.write(batch).await?;
        }
        let shared = self.shared(now).await?;
        let pending = shared.keys().keys.iter().filter(wanted);
        let pending = pending.filter(|key| key.state(now) == KeyState::Pending);
        Ok(pending.map(|key| key.standing(now)).collect())
    }
}

/// The ids of keys, for the log.
fn kids<'k>(rows: impl IntoIterator<Item = &'k SigningKeyRow>) -> String {
    let kids = rows.into_iter().map(|row| Kid::from_bytes(row.kid));
    let kids: Vec<String> = kids.map(|kid| kid.to_string()).collect();
    kids.join(" ")
}

fn draw(issuer: DivisionCode, now: Instant, from: Instant) -> Result<SigningKeyRow, Error> {
    let refused = |error: credential::KeyError| Error::Signing(error.to_string());
    let pair = KeyPair::generate().map_err(refused)?;
    Ok(SigningKeyRow {
        kid: *pair.public().kid().bytes(),
        issuer,
        public: pair.public().raw().to_vec(),
        private: pair.to_pkcs8().map_err(refused)?,
        made: now,
        from,
        until: None,
    })
}
