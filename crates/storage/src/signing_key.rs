//! The keys that sign codes: the private half sealed, the whole row under a MAC, so that a key that somebody put
//! here signs nothing and is published nowhere.

use domain::place::DivisionCode;
use domain::time::Instant;
use zeroize::Zeroizing;

use crate::alarm::AlarmKind;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys};
use crate::log::{self, LogLine};
use crate::published::{Published, holding, raised};
use crate::shared::raise_generation;
use crate::store::Store;
use crate::value::Value;

/// Bytes of a key's id.
pub const KID: usize = 8;

/// A key that signs codes.
#[derive(Clone)]
pub struct SigningKeyRow {
    /// Its id, as codes carry it.
    pub kid: [u8; KID],
    /// The city whose codes it signs.
    pub issuer: DivisionCode,
    /// The public key: an uncompressed point of P-256, 65 bytes.
    pub public: Vec<u8>,
    /// The private key.
    pub private: Zeroizing<Vec<u8>>,
    /// When it was made.
    pub made: Instant,
    /// From when it signs.
    pub from: Instant,
    /// From when it signs no more; absent while no later key is known.
    pub until: Option<Instant>,
}

const TABLE: &str = "signing_key";

const SELECT: &str =
    "SELECT kid, issuer, public_key, sealed, key_id, made_ms, from_ms, until_ms, mac FROM signing_key
ORDER BY issuer, from_ms, kid";

const INSERT: &str =
    "INSERT INTO signing_key (kid, issuer, public_key, sealed, key_id, made_ms, from_ms, until_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const END: &str = "UPDATE signing_key SET sealed = ?4, key_id = ?5, until_ms = ?8, mac = ?9
WHERE kid = ?1 AND issuer = ?2 AND public_key = ?3 AND made_ms = ?6 AND from_ms = ?7 AND until_ms IS NULL";

/// Raises the generation like every publication, but only while the city has no key: whoever comes second at the
/// first start changes no row.
const FIRST: &str = "UPDATE shared SET generation = generation + 1
WHERE id = 1 AND NOT EXISTS (SELECT kid FROM signing_key WHERE issuer = ?1 AND from_ms <= ?2)";

fn cell(kid: [u8; KID]) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: i64::from_be_bytes(kid),
        row: 0,
    }
}

fn with_mac(keys: &Keys, row: &SigningKeyRow) -> Vec<Value> {
    let sealed = keys.seal(cell(row.kid), &row.private);
    let mut values = vec![
        row.kid.into(),
        i64::from(row.issuer.number()).into(),
        row.public.clone().into(),
        sealed.bytes.into(),
        sealed.key_id.into(),
        row.made.into(),
        row.from.into(),
        row.until.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

impl Store {
    /// The batch that adds the first keys of cities. A conflict where one of them has a key already that signs by then.
    pub fn add_first_signing_keys(&self, keys: &[SigningKeyRow], line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        log::add_other(&mut batch, line);
        for key in keys {
            let first = vec![i64::from(key.issuer.number()).into(), key.from.into()];
            batch.guard(FIRST, first);
            batch.add(INSERT, with_mac(self.keys(), key));
        }
        batch
    }

    /// The batch that adds keys, each of which takes over from the last of its city, which has no end yet. A conflict
    /// where another has taken over already.
    pub fn add_next_signing_keys(
        &self,
        keys: &[(&SigningKeyRow, SigningKeyRow)],
        line: &LogLine,
    ) -> Batch {
        let mut batch = Batch::unguarded();
        raise_generation(&mut batch);
        log::add_other(&mut batch, line);
        for (last, key) in keys {
            let ended = SigningKeyRow {
                until: Some(key.from),
                ..(*last).clone()
            };
            batch.guard(END, with_mac(self.keys(), &ended));
            batch.add(INSERT, with_mac(self.keys(), key));
        }
        batch
    }

    /// All keys whose rows hold, by city and the instant from which they sign, and what does not hold.
    #[crate::boxed]
    pub async fn signing_keys(&self) -> Result<Published<Vec<SigningKeyRow>>, ReadError> {
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let read = |columns: &mut Columns| read(keys, columns);
            let rows = holding(connection, keys, TABLE, SELECT, &[], &mut alarms, read)?;
            let found = rows.len();
            let rows: Vec<SigningKeyRow> = rows.into_iter().flatten().collect();
            if rows.len() < found {
                alarms.push(raised(AlarmKind::Altered, TABLE, 0));
            }
            Ok(Published { rows, alarms })
        })
        .await
    }
}

/// The key; `None` where the private half does not open.
fn read(keys: &Keys, columns: &mut Columns) -> Result<Option<SigningKeyRow>, ReadError> {
    let kid = columns.bytes("kid")?.try_into();
    let kid = kid.map_err(|_| columns.unknown("kid"))?;
    let issuer = columns.place("issuer")?;
    let public = columns.bytes("public_key")?;
    let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
    let Some(private) = keys.open_bytes(cell(kid), key_id, &sealed) else {
        return Ok(None);
    };
    Ok(Some(SigningKeyRow {
        kid,
        issuer,
        public,
        private,
        made: columns.instant("made_ms")?,
        from: columns.instant("from_ms")?,
        until: columns.maybe_instant("until_ms")?,
    }))
}
