//! The keys of days. A device seals to the public half (an ephemeral key of P-256, HKDF-SHA256, AES-256-GCM: what every
//! browser has); what is kept of the day, purchases and visits to venues, is sealed under keys that follow from the private half. The sweep destroys the
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
/// What the keys of rows are for.
const PURCHASES: &[u8] = b"healthcode 1 purchase rows";
const VISITS: &[u8] = b"healthcode 1 visit rows";

/// Seals words to the public key of a day, bound to `bound`, as a pharmacy's device does; for simulated pharmacies and tests.
/// `None` where it is no key.
pub fn seal_to_day(public: &[u8], bound: &str, words: &[u8]) -> Option<Vec<u8>> {
    let own = PrivateKey::generate(&ECDH_P256).ok()?;
    let point = own.compute_public_key().ok()?.as_ref().to_vec();
    let mut body = words.to_vec();
    key_of(&own, public, &point)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key([0; NONCE_LEN]),
            Aad::from(bound.as_bytes()),
            &mut body,
        )
        .ok()?;
    let mut sealed = point;
    sealed.append(&mut body);
    Some(sealed)
}

/// The key of a box between one's own key and the other's, whose ephemeral point is the salt.
fn key_of(own: &PrivateKey, theirs: &[u8], salt: &[u8]) -> Option<LessSafeKey> {
    let theirs = UnparsedPublicKey::new(&ECDH_P256, theirs);
    let key = agree(own, theirs, (), |secret| {
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
        let okm = prk.expand(&[BOX], &AES_256_GCM).map_err(|_| ())?;
        Ok(LessSafeKey::new(UnboundKey::from(okm)))
    });
    key.ok()
}

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
        let key = key_of(&private, point, point)?;
        let nonce = Nonce::assume_unique_for_key([0; NONCE_LEN]);
        let mut body = Zeroizing::new(body.to_vec());
        let aad = Aad::from(bound.as_bytes());
        let length = key.open_in_place(nonce, aad, &mut body).ok()?.len();
        body.truncate(length);
        Some(body)
    }

    /// The key under which rows of the day lie: one for purchases, another for visits.
    fn rows(&self, what: &[u8]) -> Option<LessSafeKey> {
        let own = hmac::Key::new(hmac::HMAC_SHA256, &self.private);
        let derived = hmac::sign(&own, what);
        let unbound = UnboundKey::new(&AES_256_GCM_SIV, derived.as_ref()).ok()?;
        Some(LessSafeKey::new(unbound))
    }

    pub(super) fn seal(&self, associated: &[u8], words: &[u8]) -> Option<Vec<u8>> {
        seal_with(&self.rows(PURCHASES)?, associated, words)
    }

    pub(crate) fn seal_visit(&self, associated: &[u8], words: &[u8]) -> Option<Vec<u8>> {
        seal_with(&self.rows(VISITS)?, associated, words)
    }

    pub(crate) fn open_visit(
        &self,
        associated: &[u8],
        sealed: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        open_with(&self.rows(VISITS)?, associated, sealed)
    }

    pub(super) fn open(&self, associated: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        open_with(&self.rows(PURCHASES)?, associated, sealed)
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
    #[crate::boxed]
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A key of a day and what the page of a pharmacy sealed to it (`web/src/checkpoint/purchase/seal.ts`).
    const PRIVATE: &str = "3aac2f2f3732cdc314870acf325712419c24e1c537810b9d30b6f53c06946ecf";
    const PUBLIC: &str = "045b42a26a2d13f61a8e7d57c03e4e75ab4f45ffc448b3e7ed3b92e82e0d5dc8d4e622cfa68019018571984717753f06d1339e10476f8053ccfa3ed4df65f01390";
    const SEALED: &str = "0405d0f408df5ce7bb67ed36365be3ec9c7f96e0170c1633435b6b83cfc8d7b39c2197e06c0b1999f443485d4fdce904a08ad3d501e5f4c477241a34416bf66f4acb6a5de32a7d2404634c1bcdc3e74d78206a6ba7e2e6392f225388a1877cb4f45ed825f290a489db758d7f6c34e51181f5";
    const BOUND: &str = "17 2020-02-20 1582164000000";

    fn key() -> DayKey {
        DayKey {
            day: "2020-02-20".parse().unwrap(),
            public: hex::decode(PUBLIC).unwrap(),
            private: Zeroizing::new(hex::decode(PRIVATE).unwrap()),
        }
    }

    #[test]
    fn s1_7_what_the_page_of_a_pharmacy_sealed_is_opened_here() {
        let sealed = hex::decode(SEALED).unwrap();
        let opened = key().open_box(BOUND, &sealed).unwrap();
        assert_eq!(&*opened, br#"{"text":"HCP1:X","class":"fever"}"#);
    }

    #[test]
    fn s1_7_a_box_opens_with_its_own_key_for_its_own_purchase_alone() {
        let (key, other) = (key(), DayKey::draw("2020-02-20".parse().unwrap()).unwrap());
        let sealed = seal_to_day(&key.public, BOUND, b"words").unwrap();
        assert_eq!(&**key.open_box(BOUND, &sealed).unwrap(), b"words");
        assert!(other.open_box(BOUND, &sealed).is_none());
        assert!(
            key.open_box("18 2020-02-20 1582164000000", &sealed)
                .is_none()
        );
        assert!(key.open_box(BOUND, &sealed[..64]).is_none());
        assert!(key.open_box(BOUND, &[]).is_none());
        let mut altered = sealed;
        let last = altered.len() - 1;
        altered[last] ^= 1;
        assert!(key.open_box(BOUND, &altered).is_none());
        assert!(seal_to_day(&[4; 65], BOUND, b"words").is_none());
    }

    #[test]
    fn s1_7_rows_of_a_day_open_with_the_key_of_that_day_alone() {
        let (key, other) = (key(), DayKey::draw("2020-02-21".parse().unwrap()).unwrap());
        let sealed = key.seal(b"row", b"words").unwrap();
        assert_eq!(&**key.open(b"row", &sealed).unwrap(), b"words");
        assert!(other.open(b"row", &sealed).is_none());
        assert!(key.open(b"other row", &sealed).is_none());
    }
}
