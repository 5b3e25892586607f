//! Published policies: every version of every jurisdiction, as its file's text.

use domain::place::DivisionCode;
use domain::time::{Date, Instant};

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::{Published, holding};
use crate::shared::{Generation, raise_generation_from};
use crate::store::Store;
use crate::value::Value;

/// A policy as published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRow {
    /// Whose it is.
    pub jurisdiction: DivisionCode,
    /// The version's name.
    pub version: String,
    /// The first date on which it is in force.
    pub effective: Date,
    /// The file.
    pub text: String,
    /// When it was published.
    pub published: Instant,
}

const TABLE: &str = "policy";

const INSERT: &str =
    "INSERT INTO policy (jurisdiction, version, effective_day, text, published_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const SELECT: &str =
    "SELECT jurisdiction, version, effective_day, text, published_ms, mac FROM policy
ORDER BY jurisdiction, effective_day, published_ms, version";

fn columns(policy: &PolicyRow) -> Vec<Value> {
    vec![
        i64::from(policy.jurisdiction.number()).into(),
        policy.version.as_str().into(),
        policy.effective.into(),
        policy.text.as_str().into(),
        policy.published.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<PolicyRow, ReadError> {
    Ok(PolicyRow {
        jurisdiction: columns.place("jurisdiction")?,
        version: columns.text("version")?,
        effective: columns.date("effective_day")?,
        text: columns.text("text")?,
        published: columns.instant("published_ms")?,
    })
}

/// A row with its MAC behind it.
fn with_mac(keys: &Keys, policy: &PolicyRow) -> Vec<Value> {
    let mut values = columns(policy);
    values.push(keys.mac(TABLE, &values).into());
    values
}

impl Store {
    /// The batch that publishes policies, with its line in the log, and raises the generation. A version that is there
    /// already is a conflict, and so is what others have published since the generation with which it was tried.
    pub fn publish_policies(
        &self,
        policies: &[PolicyRow],
        tried: Generation,
        line: &LogLine,
    ) -> Batch {
        let mut batch = Batch::unguarded();
        raise_generation_from(&mut batch, tried);
        log::add_other(&mut batch, line);
        for policy in policies {
            batch.add(INSERT, with_mac(self.keys(), policy));
        }
        batch
    }

    /// All policies whose rows hold, and what does not.
    #[crate::boxed]
    pub async fn policies(&self) -> Result<Published<Vec<PolicyRow>>, ReadError> {
        self.read(|connection| {
            let mut alarms: Vec<Alarm> = Vec::new();
            let rows = holding(
                connection,
                self.keys(),
                TABLE,
                SELECT,
                &[],
                &mut alarms,
                read,
            )?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}
