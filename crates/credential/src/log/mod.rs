//! The log that outsiders can check: its lines, the tree of an hour, the signed heads, and the audit of all of them.
//!
//! ```text
//! line    = {1: hour, 2: server, 3: number, 4: id, 5: ms, ? 6: alias, 7: by, ? 8: staff, 9: purpose, 10: action, 11: digest}
//! leaf    = SHA-256(0x00 line)                                RFC 9162, section 2.1.1
//! node    = SHA-256(0x01 left right)
//! payload = {1: hour, 2: sealed ms, 3: lines, 4: total, 5: [* [server, last number]], 6: root, 7: previous, 8: kept from}
//! head    = 18(COSE_Sign1), ES256 by a key of the service
//!   protected = {1: -7, 4: key id, 16: "application/vnd.healthcode.log-head+cose"}
//! mark    = [hour, total, SHA-256(payload)]                   what gates remember, label -65540 of a status list
//! export  = "healthcode log 1", [* [key id, public key]], * (head, * line)     a CBOR sequence (RFC 8742)
//! ```
//!
//! An hour without a line has no head. `previous` is the SHA-256 of the payload of the head before, 32 zeros for the
//! first: so one mark vouches for every line up to its hour, and a log that was shortened, put back, told to somebody else
//! otherwise or written anew with the signing key no longer has it. `docs/LOG.md` describes all of it for other programs.

mod audit;
mod export;
mod fault;
mod head;
mod line;
mod mark;
mod tree;

pub use audit::{Audit, Audited};
pub use export::{EXPORT_NAME, audit_export, export_start};
pub use fault::LogFault;
pub use head::{LogHead, SignedHead};
pub use line::{LINE_DIGEST, SealedLine};
pub use mark::LogMark;
pub use tree::{HASH_BYTES, Hash, Tree};
