// The text of a code: `HCP1:` and Base45, so that a QR code stays in its alphanumeric mode. One message has one text.
import { fromBase45, toBase45 } from './base45'
import type { Bytes } from './bytes'
import { Refused } from './refusal'

/** What a text begins with: health code, presentation, version 1. */
export const PREFIX = 'HCP1:'
/** What the text of a certificate of release begins with, which is no code. */
const RELEASE_PREFIX = 'HCR1:'
/** The longest text; it fits version 15 of a QR code. */
export const MOST_CHARACTERS = 600
/** The most bytes that such a text holds. */
export const MOST_BYTES = 396

/** The text of a message. */
export const toText = (bytes: Uint8Array): string => PREFIX + toBase45(bytes)

/** The message of a text, or the refusal of what is none. */
export function fromText(text: string): Bytes {
  if (new TextEncoder().encode(text).length > MOST_CHARACTERS) throw new Refused('too_long')
  if (!text.startsWith(PREFIX)) {
    if (text.startsWith(RELEASE_PREFIX)) throw new Refused('release_certificate')
    throw new Refused(/^HCP[0-9]+:/.test(text) ? 'version' : 'not_a_code')
  }
  const bytes = fromBase45(text.slice(PREFIX.length))
  if (bytes === null) throw new Refused('garbled')
  return bytes
}
