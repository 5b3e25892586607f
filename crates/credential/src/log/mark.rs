//! What a gate remembers of the log: it rides in status lists and differences, and is compared years later.

use minicbor::Encoder;

use super::tree::Hash;
use crate::cbor::{Malformed, Reader, Written};
use crate::hour::Hour;

/// Our own label in a status list and a difference; other libraries pass over it.
pub(crate) const LOG: i64 = -65_540;

/// The newest head of a log, as far as it is remembered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogMark {
    /// The hour that was sealed.
    pub hour: Hour,
    /// Lines up to its end.
    pub total: u64,
    /// SHA-256 of the head's payload.
    pub digest: Hash,
}

impl LogMark {
    /// Writes label and mark, where there is one.
    pub(crate) fn write(mark: Option<Self>, e: &mut Encoder<Vec<u8>>) -> Written {
        let Some(mark) = mark else {
            return Ok(());
        };
        e.i64(LOG)?.array(3)?;
        e.u32(mark.hour.number())?.u64(mark.total)?;
        e.bytes(&mark.digest)?.ok()
    }

    /// Reads what [`write`](Self::write) wrote; `there` says whether it did.
    pub(crate) fn read(reader: &mut Reader<'_>, there: bool) -> Result<Option<Self>, Malformed> {
        if !there {
            return Ok(None);
        }
        reader.exactly(LOG)?;
        reader.array_of(3)?;
        let hour = u32::try_from(reader.uint()?).map_err(|_| Malformed)?;
        Ok(Some(Self {
            hour: Hour::from_number(hour),
            total: reader.uint()?,
            digest: reader.bytes_of()?,
        }))
    }
}
