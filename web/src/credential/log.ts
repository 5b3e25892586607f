// The newest head of the log, as it rides in status lists and differences. The form is that of
// `crates/credential/src/log/mark.rs`; docs/LOG.md says what a head is.
import { toHex } from './bytes'
import { type Reader } from './cbor'

const LOG = -65_540
const DIGEST_BYTES = 32

/** What is remembered of a head: it vouches for every line of the log up to its hour. */
export interface LogMark {
  /** Hours since 1970-01-01T00:00Z. */
  readonly hour: number
  /** Lines up to the end of the hour. */
  readonly total: number
  /** SHA-256 of what was signed, in hexadecimal. */
  readonly digest: string
}

/** Reads the mark, where the message has one. */
export function readMark(reader: Reader, there: boolean): LogMark | null {
  if (!there) return null
  reader.exactly(LOG)
  reader.arrayOf(3)
  return { hour: reader.uint(), total: reader.uint(), digest: toHex(reader.bytesOf(DIGEST_BYTES)) }
}
