//! The signatures of a proposal, whole, so that each can be verified again by whoever has the content.

use domain::ids::{OfficeId, ProposalId, StaffId};
use domain::proposal::{Act, Hand};
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::published::{Published, holding};
use crate::store::Store;
use crate::value::Value;

/// A signature as kept: what an authenticator answered, of whom, with which key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatureRow {
    /// The proposal.
    pub proposal: ProposalId,
    /// What it says.
    pub act: Act,
    /// Who signed.
    pub by: Hand,
    /// The id of the passkey.
    pub passkey: Vec<u8>,
    /// Its public key: an uncompressed point of P-256, 65 bytes.
    pub public_key: Vec<u8>,
    /// What the authenticator said.
    pub authenticator_data: Vec<u8>,
    /// What the browser said.
    pub client_data: Vec<u8>,
    /// The signature over both.
    pub signature: Vec<u8>,
    /// The origin of the pages by which it was asked for.
    pub origin: String,
    /// When it was received.
    pub signed: Instant,
}

const TABLE: &str = "proposal_signature";

const INSERT: &str = "INSERT INTO proposal_signature (proposal_id, act, staff, office, division, passkey, public_key,
authenticator_data, client_data, signature, origin, signed_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

const SELECT: &str = "SELECT proposal_id, act, staff, office, division, passkey, public_key, authenticator_data, client_data,
signature, origin, signed_ms, mac
FROM proposal_signature WHERE proposal_id = ?1 ORDER BY act";

pub(super) fn add(batch: &mut Batch, keys: &Keys, row: &SignatureRow) {
    let mut values: Vec<Value> = vec![
        row.proposal.0.into(),
        row.act.word().into(),
        row.by.staff.0.into(),
        row.by.office.0.into(),
        i64::from(row.by.division.number()).into(),
        row.passkey.clone().into(),
        row.public_key.clone().into(),
        row.authenticator_data.clone().into(),
        row.client_data.clone().into(),
        row.signature.clone().into(),
        row.origin.as_str().into(),
        row.signed.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    batch.guard(INSERT, values);
}

fn read(columns: &mut Columns) -> Result<SignatureRow, ReadError> {
    Ok(SignatureRow {
        proposal: ProposalId(columns.i64("proposal_id")?),
        act: columns.word("act")?,
        by: Hand {
            staff: StaffId(columns.i64("staff")?),
            office: OfficeId(columns.i64("office")?),
            division: columns.place("division")?,
        },
        passkey: columns.bytes("passkey")?,
        public_key: columns.bytes("public_key")?,
        authenticator_data: columns.bytes("authenticator_data")?,
        client_data: columns.bytes("client_data")?,
        signature: columns.bytes("signature")?,
        origin: columns.text("origin")?,
        signed: columns.instant("signed_ms")?,
    })
}

impl Store {
    /// The signatures of a proposal whose rows hold.
    #[crate::boxed]
    pub async fn signatures_of(
        &self,
        id: ProposalId,
    ) -> Result<Published<Vec<SignatureRow>>, ReadError> {
        self.read(|connection| {
            let (mut alarms, bound) = (Vec::new(), [id.0.into()]);
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}
