// The holder part: the phone signs its credential with the moment, every half minute anew, and with the answer to a
// gate's challenge where one was asked. A copied credential without its key is worth nothing, and a picture of a
// presentation grows old within a minute.
import { same, type Bytes } from './bytes'
import { Reader, require, writeBytes, writeInt, writeMap } from './cbor'
import { signAsHolder } from './cose'
import { readCredential } from './credential'
import { sign } from './key'
import { MOST_BYTES, toText } from './text'

const [IAT, NONCE] = [6, 10] as const
export const NONCE_BYTES = 8
/** Seconds whose milliseconds fit 64 bits; a later moment is none. */
const LAST_SECOND = 9_223_372_036_854_775n

/** A presentation that could not be made: field and remedy. */
export class PresentError extends Error {}

/**
 * Presents a credential at a moment of the corrected clock: the text of the QR code.
 *
 * `codeKey` is the pair that was made for this credential; its private half may be not extractable. `nonce` is the
 * answer to a challenge.
 */
export async function present(
  credential: Bytes,
  codeKey: CryptoKeyPair,
  nowMs: number,
  nonce?: Bytes,
): Promise<string> {
  const bound = readCredential(credential).claims.codeKey
  if (bound === null) {
    throw new PresentError('credential: a sheet of paper is shown as it is')
  }
  const own = new Uint8Array(await crypto.subtle.exportKey('raw', codeKey.publicKey))
  if (!same(bound, own)) {
    throw new PresentError(
      'codeKey: the credential was issued to another one; sign with the key that was sent when it was asked for',
    )
  }
  if (nowMs < 0) throw new PresentError('nowMs: the clock stands before 1970; set it')
  if (nonce !== undefined && nonce.length !== NONCE_BYTES) {
    throw new PresentError(`nonce: ${NONCE_BYTES} bytes, as the gate shows them`)
  }
  const payload = writePayload(Math.floor(nowMs / 1_000), nonce)
  const bytes = await signAsHolder(credential, payload, (message) => sign(codeKey.privateKey, message))
  if (bytes.length > MOST_BYTES) {
    throw new PresentError(`credential: ${bytes.length} bytes with its signature, ${MOST_BYTES} fit into a code`)
  }
  return toText(bytes)
}

function writePayload(seconds: number, nonce: Bytes | undefined): Bytes {
  const made: [number, Bytes] = [IAT, writeInt(seconds)]
  return nonce === undefined ? writeMap(made) : writeMap(made, [NONCE, writeBytes(nonce)])
}

/** What the holder says, before any signature was looked at. */
export interface Payload {
  readonly madeMs: number
  readonly nonce: Bytes | null
}

/** Reads a payload; one that we would write otherwise is none. */
export function readPayload(bytes: Bytes): Payload {
  const reader = new Reader(bytes)
  const entries = reader.map()
  reader.exactly(IAT)
  const seconds = reader.wideUint()
  require(seconds <= LAST_SECOND)
  const nonce = reader.next(NONCE) ? reader.bytesOf(NONCE_BYTES) : null
  require(entries === 1 + Number(nonce !== null))
  reader.end()
  return { madeMs: Number(seconds) * 1_000, nonce }
}
