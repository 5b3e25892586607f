// What a gate shows to a phone that it challenges: `HCN1:` and the eight bytes in Base45 as a QR code, or six figures
// to type. The phone answers with them in its next presentation (`present`), so that codes made ahead and given away
// end there.
import { fromBase45, toBase45 } from './base45'
import type { Bytes } from './bytes'
import { NONCE_BYTES } from './presentation'

const PREFIX = 'HCN1:'

/** The text of the QR code that a gate shows. */
export const challengeText = (nonce: Bytes): string => PREFIX + toBase45(nonce)

/** The challenge of a text that a phone has scanned; `null` where it is none. */
export function readChallenge(text: string): Bytes | null {
  if (!text.startsWith(PREFIX)) return null
  const nonce = fromBase45(text.slice(PREFIX.length))
  return nonce?.length === NONCE_BYTES ? nonce : null
}

/** The challenge of six figures that a person types: their eight ASCII digits, `00` first. `null` from a million on. */
export function nonceFromFigures(figures: number): Bytes | null {
  if (!Number.isInteger(figures) || figures < 0 || figures >= 1_000_000) return null
  return new TextEncoder().encode(String(figures).padStart(NONCE_BYTES, '0'))
}
