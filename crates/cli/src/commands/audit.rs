//! `healthcode audit export` and `verify`: the log for outsiders, and whether it is still the one that was sealed.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use credential::{Audited, HASH_BYTES, Hour, LogFault, LogMark, audit_export};
use serde::{Deserialize, Serialize};

use crate::commands::files;
use crate::edge::{self, House};
use crate::output::{Answer, Output};

/// What stands first in a file of heads that a gate has seen.
const HEADS_FORMAT: &str = "healthcode log heads 1";

/// The largest export that is read, in bytes.
const MOST_BYTES: u64 = 8 << 30;

#[derive(Serialize)]
struct Exported {
    file: String,
    bytes: u64,
}

/// Writes the whole log, about nobody by name.
pub(crate) fn export(database: &str, out: &Path, output: &Output) -> anyhow::Result<Answer> {
    let file =
        File::create(out).with_context(|| format!("{}: cannot be written", out.display()))?;
    let mut file = BufWriter::new(file);
    let mut bytes = 0;
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let write = |part: &[u8]| {
            bytes += part.len() as u64;
            file.write_all(part)
        };
        Ok(service.export_log(clock.now(), write).await?)
    })?;
    file.flush()
        .with_context(|| format!("{}: cannot be written", out.display()))?;
    let exported = Exported {
        file: out.display().to_string(),
        bytes,
    };
    output.answer(&exported, |e| format!("{}: {} bytes", e.file, e.bytes));
    Ok(Answer::Yes)
}

/// A file of heads, as a gate saves it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heads {
    format: String,
    heads: Vec<Seen>,
}

/// A head that a gate has seen; also the newest one of an audit.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    /// Hours since 1970-01-01T00:00Z.
    hour: u32,
    /// Lines up to its end.
    total: u64,
    /// Its digest in hexadecimal.
    digest: String,
}

#[derive(Serialize)]
struct Verified {
    holds: bool,
    hours: u64,
    lines: u64,
    newest: Option<Seen>,
    key: Option<String>,
    seen: usize,
    unsealed: Option<u64>,
    faults: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    fault: &'static str,
    hour: Option<u32>,
    words: String,
}

/// Says whether the log of the database, or of an export, is still the one that was sealed and that gates have seen.
pub(crate) fn verify(
    database: &str,
    file: Option<&Path>,
    heads: &[PathBuf],
    output: &Output,
) -> anyhow::Result<Answer> {
    let seen = heads.iter().map(|path| marks(path));
    let seen: Vec<LogMark> = seen.collect::<anyhow::Result<Vec<_>>>()?.concat();
    let count = seen.len();
    let (audited, unsealed) = match file {
        Some(file) => (
            audit_export(&files::bytes_up_to(file, MOST_BYTES)?, seen),
            None,
        ),
        None => edge::block_on(async {
            let House { service, clock } = edge::open(database).await?;
            let audited = service.audit_log(seen, clock.now()).await?;
            Ok((audited, Some(service.unsealed_lines().await?)))
        })?,
    };
    let verified = Verified::of(&audited, count, unsealed);
    output.answer(&verified, Verified::words);
    Ok(Answer::of(verified.holds))
}

fn marks(path: &Path) -> anyhow::Result<Vec<LogMark>> {
    let heads: Heads = serde_json::from_str(&files::read(path)?).map_err(|e| {
        anyhow!(
            "{}: is no file of heads as a gate saves it: {e}",
            path.display()
        )
    })?;
    if heads.format != HEADS_FORMAT {
        bail!(
            "{}: format: should be \"{HEADS_FORMAT}\"; save the heads again on the gate's page",
            path.display()
        );
    }
    let mark = |seen: &Seen| {
        let mut digest = [0; HASH_BYTES];
        hex::decode_to_slice(&seen.digest, &mut digest).map_err(|e| {
            anyhow!(
                "{}: digest: {e}; it has 64 hexadecimal digits",
                path.display()
            )
        })?;
        Ok(LogMark {
            hour: Hour::from_number(seen.hour),
            total: seen.total,
            digest,
        })
    };
    heads.heads.iter().map(mark).collect()
}

impl Verified {
    fn of(audited: &Audited, seen: usize, unsealed: Option<u64>) -> Self {
        let newest = audited.newest.map(|mark| Seen {
            hour: mark.hour.number(),
            total: mark.total,
            digest: hex::encode(mark.digest),
        });
        let fault = |fault: &LogFault| Found {
            fault: fault.word(),
            hour: fault.hour().map(Hour::number),
            words: fault.to_string(),
        };
        Self {
            holds: audited.faults.is_empty(),
            hours: audited.hours,
            lines: audited.lines,
            newest,
            key: audited.key.map(|key| key.to_string()),
            seen,
            unsealed,
            faults: audited.faults.iter().map(fault).collect(),
        }
    }

    fn words(&self) -> String {
        let mut lines: Vec<String> = self.faults.iter().map(|f| f.words.clone()).collect();
        lines.push(match (&self.newest, self.holds) {
            (_, false) => "the log does not hold".to_owned(),
            (None, true) => "the log holds: it is empty".to_owned(),
            (Some(newest), true) => format!(
                "the log holds: {} hours, {} lines, up to the hour of {}, signed by key {}",
                self.hours,
                self.lines,
                Hour::from_number(newest.hour),
                self.key.as_deref().unwrap_or_default(),
            ),
        });
        if self.seen > 0 && self.holds {
            lines.push(format!(
                "it has all {} heads that were seen elsewhere",
                self.seen
            ));
        }
        if let Some(unsealed) = self.unsealed.filter(|unsealed| *unsealed > 0) {
            lines.push(format!(
                "{unsealed} lines or more wait for the end of their hour"
            ));
        }
        lines.join("\n")
    }
}
