//! The keys of days. A device seals to the public half (an ephemeral key of P-256, HKDF-SHA256, AES-256-GCM: what every
//! browser has); what is kept of the day is sealed under a key that follows from the private half. The sweep destroys the
//! key before the rows.
//!
//! A box is 65 bytes of the ephemeral public key, then the ciphertext with its tag. The key is used for one box, so the nonce is
//! nought throughout.

use aws_lc_rs::aead::{
    AES_256_GCM, AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey,
};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::encoding::{AsBigEndian, EcPrivateKeyBin};
use aws_lc_rs::{hkdf, hmac};
use domain::time::Date;
use zeroize::Zeroizing;

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys, open_with, seal_with};
use crate::published::{holding, raised};
use crate::store::Store;
use crate::value::Value;

/// Bytes of an uncompressed point of P-256.
const POINT: usize = 65;
/// What the key of a box is for.
const BOX: &[u8] = b"healthcode purchase 1";

/// The key of a day. No `Debug`, no `Display`; the private half is wiped when dropped.
pub struct DayKey {
    /// The day.
    pub day: Date,
    /// The public key: an uncompressed point of P-256, 65 bytes.
    pub public: Vec<u8>,
    private: Zeroizing<Vec<u8>>,
}

const TABLE: &str = "day_key";

const SELECT: &str = "SELECT on_day, public_key, sealed, key_id, mac FROM day_key
WHERE on_day >= ?1 AND on_day <= ?2 ORDER BY on_day";

/// Of two servers that make the key of a day at one moment, the first wins.
const INSERT: &str =
    "INSERT INTO day_key (on_day, public_key, sealed, key_id, mac) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (on_day) DO NOTHING";

const DROP: &str = "DELETE FROM day_key WHERE on_day < ?1";

fn cell(day: Date) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: i64::from(day.day()),
        row: 0,
    }
}

impl DayKey {
    /// A new key of a day; `None` where the system gives no random numbers.
    fn draw(day: Date) -> Option<Self> {
        let key = PrivateKey::generate(&ECDH_P256).ok()?;
        let public = key.compute_public_key().ok()?.as_ref().to_vec();
        let bytes: EcPrivateKeyBin<'static> = key.as_be_bytes().ok()?;
        let private = Zeroizing::new(bytes.as_ref().to_vec());
        Some(Self {
            day,
            public,
            private,
        })
    }

    /// What a device sealed to this key, bound to `bound`; `None` where it was sealed to another, for something else, or altered.
    pub fn open_box(&self, bound: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (point, body) = sealed.split_at_checked(POINT)?;
        let private = PrivateKey::from_private_key(&ECDH_P256, &self.private).ok()?;
        let theirs = UnparsedPublicKey::new(&ECDH_P256, point);
        let key = agree(&private, &theirs, (), |secret| {
            let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, point).extract(secret);
            let okm = prk.expand(&[BOX], &AES_256_GCM).map_err(|_| ())?;
            Ok(LessSafeKey::new(UnboundKey::from(okm)))
        });
        let nonce = Nonce::assume_unique_for_key([0; NONCE_LEN]);
        let mut body = Zeroizing::new(body.to_vec());
        let aad = Aad::from(bound.as_bytes());
        let length = key.ok()?.open_in_place(nonce, aad, &mut body).ok()?.len();
        body.truncate(length);
        Some(body)
    }

    /// The key under which the rows of the day lie.
    fn rows(&self) -> Option<LessSafeKey> {
        let own = hmac::Key::new(hmac::HMAC_SHA256, &self.private);
        let derived = hmac::sign(&own, b"healthcode 1 purchase rows");
        let unbound = UnboundKey::new(&AES_256_GCM_SIV, derived.as_ref()).ok()?;
        Some(LessSafeKey::new(unbound))
    }

    pub(super) fn seal(&self, associated: &[u8], words: &[u8]) -> Option<Vec<u8>> {
        seal_with(&self.rows()?, associated, words)
    }

    pub(super) fn open(&self, associated: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        open_with(&self.rows()?, associated, sealed)
    }
}

fn with_mac(keys: &Keys, key: &DayKey) -> Vec<Value> {
    let sealed = keys.seal(cell(key.day), &key.private);
    let mut values = vec![
        key.day.into(),
        key.public.clone().into(),
        sealed.bytes.into(),
        sealed.key_id.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

impl Store {
    /// The batch that makes the keys of days that have none yet. One that is there stays.
    pub fn make_day_keys(&self, days: &[Date]) -> Batch {
        let mut batch = Batch::unguarded();
        for key in days.iter().filter_map(|day| DayKey::draw(*day)) {
            batch.add(INSERT, with_mac(self.keys(), &key));
        }
        batch
    }

    /// The keys of the days from `first` to `last`, both included, and what does not hold.
    pub async fn day_keys(
        &self,
        first: Date,
        last: Date,
    ) -> Result<(Vec<DayKey>, Vec<Alarm>), ReadError> {
        let bound = [first.into(), last.into()];
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let read = |columns: &mut Columns| read(keys, columns);
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, read)?;
            let found = rows.len();
            let rows: Vec<DayKey> = rows.into_iter().flatten().collect();
            if rows.len() < found {
                alarms.push(raised(AlarmKind::Altered, TABLE, 0));
            }
            Ok((rows, alarms))
        })
        .await
    }

    /// The batch that destroys the keys of the days before `day`: what was sealed under them is lost.
    pub fn drop_day_keys(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![day.into()]);
        batch
    }
}

/// The key; `None` where the private half does not open.
fn read(keys: &Keys, columns: &mut Columns) -> Result<Option<DayKey>, ReadError> {
    let day = columns.date("on_day")?;
    let public = columns.bytes("public_key")?;
    let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
    let private = keys.open_bytes(cell(day), key_id, &sealed);
    Ok(private.map(|private| DayKey {
        day,
        public,
        private,
    }))
}
