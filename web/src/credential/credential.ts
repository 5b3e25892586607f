// The issuer part: what a jurisdiction says of a code, signed. Whether the signature holds is another question
// (`verify.ts`); a phone reads its own credential here to show state and end.
import type { Bytes } from './bytes'
import { Malformed } from './cbor'
import { readClaims, type Claims } from './claims'
import { readSign1, type Sign1 } from './cose'
import { Refused, type Refusal } from './refusal'
import { MOST_BYTES } from './text'

/** A credential that was read. */
export interface Credential {
  /** The id of the key that signed it, as it says. */
  readonly kid: string
  /** What it says. Nobody has looked at the signature yet. */
  readonly claims: Claims
}

/** Reads a credential without looking at its signature; throws `Refused`. */
export function readCredential(bytes: Bytes): Credential {
  return credentialOf(readMessage(bytes))
}

/** The message of a credential that stands alone. */
export function readMessage(bytes: Bytes): Sign1 {
  if (bytes.length > MOST_BYTES) throw new Refused('too_long')
  return orRefuse('structure', () => readSign1(bytes))
}

/** The credential of a message. */
export function credentialOf(message: Sign1): Credential {
  const { header } = message
  if (!('kid' in header)) throw new Refused('structure')
  return { kid: header.kid, claims: orRefuse('claims', () => readClaims(message.payload)) }
}

/** What was read, or this refusal where it is malformed. */
export function orRefuse<T>(refusal: Refusal, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Malformed ? new Refused(refusal) : error
  }
}
