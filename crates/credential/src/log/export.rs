//! The file of an export: a CBOR sequence (RFC 8742) of a name, the keys, and each head with its lines behind it.

use minicbor::Decoder;

use super::audit::{Audit, Audited};
use super::fault::LogFault;
use super::head::SignedHead;
use super::mark::LogMark;
use crate::cbor::{Malformed, Reader, require, write};
use crate::hour::Hour;
use crate::key::{KeyError, Kid, PublicKey};

/// What stands first in the file.
pub const EXPORT_NAME: &str = "healthcode log 1";

/// The most keys of a service, old ones among them.
const MOST_KEYS: u64 = 10_000;

/// Tag 18 in front of a head.
const HEAD: u8 = 0xD2;

/// The beginning of the file: its name, and the keys of the service. Heads and lines follow as they are.
pub fn export_start(keys: &[PublicKey]) -> Vec<u8> {
    write(|e| {
        e.str(EXPORT_NAME)?.array(keys.len() as u64)?;
        for key in keys {
            e.array(2)?.bytes(key.kid().bytes())?.bytes(key.raw())?;
        }
        e.ok()
    })
}

/// Audits an export, with marks that were kept elsewhere.
pub fn audit_export(file: &[u8], seen: Vec<LogMark>) -> Audited {
    let told = |seen: &[LogMark]| {
        let missing = seen.iter().map(|mark| LogFault::NoHead(mark.hour));
        Audited {
            faults: std::iter::once(LogFault::File).chain(missing).collect(),
            ..Audited::default()
        }
    };
    let Ok((keys, items)) = start(file) else {
        return told(&seen);
    };
    let Ok(items) = split(items) else {
        return told(&seen);
    };
    let newest = items.iter().rev().find(|item| item.first() == Some(&HEAD));
    let newest = newest.and_then(|bytes| SignedHead::read(bytes));
    let kept_from = newest.map_or(Hour::from_number(0), |signed| signed.head.kept_from);
    let mut audit = Audit::new(keys, seen, kept_from);
    for item in items {
        if item.first() == Some(&HEAD) {
            audit.head(item);
        } else {
            audit.line(item);
        }
    }
    audit.end()
}

/// The keys, and what follows them.
fn start(file: &[u8]) -> Result<(Vec<PublicKey>, &[u8]), Malformed> {
    let mut reader = Reader::new(file);
    reader.word(EXPORT_NAME)?;
    let count = reader.array()?;
    require(count <= MOST_KEYS)?;
    let mut keys = Vec::new();
    for _ in 0..count {
        reader.array_of(2)?;
        let kid = Kid::from_bytes(reader.bytes_of()?);
        let key: Result<PublicKey, KeyError> = PublicKey::from_raw(reader.bytes()?);
        let key = key.map_err(|_| Malformed)?;
        require(key.kid() == kid)?;
        keys.push(key);
    }
    let start = export_start(&keys);
    let rest = file.strip_prefix(&start[..]).ok_or(Malformed)?;
    Ok((keys, rest))
}

/// The items one by one.
fn split(bytes: &[u8]) -> Result<Vec<&[u8]>, Malformed> {
    let mut decoder = Decoder::new(bytes);
    let mut items = Vec::new();
    while decoder.position() < bytes.len() {
        let from = decoder.position();
        decoder.skip().map_err(|_| Malformed)?;
        items.push(bytes.get(from..decoder.position()).ok_or(Malformed)?);
    }
    Ok(items)
}
