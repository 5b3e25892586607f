// The keys that a gate trusts: a COSE key set (RFC 9052, section 7), as it stands at its well-known address.
//
// Each key says whose it is and in which hours it signs; a gate judges by these hours alone, so a pending key is
// known days before its first hour. The form is that of `crates/credential/src/key_set.rs`.
import { toHex, type Bytes } from './bytes'
import { Malformed, Reader, require } from './cbor'
import { readDivision, readHour } from './claims'
import { keyId, readPoint } from './key'

const MOST_KEYS = 1_200
const MOST_KEY_SET_BYTES = 200 * MOST_KEYS
/** Our parameter of a key: whose it is and when it signs. */
const USE = -65_537

export const KEY_STATES = ['pending', 'active', 'retired'] as const
export type KeyState = (typeof KEY_STATES)[number]

/** A key of an issuer. */
export interface IssuerKey {
  readonly kid: string
  /** Its 65 raw bytes. */
  readonly raw: Bytes
  readonly issuer: string
  readonly state: KeyState
  /** The first moment in which it signs. */
  readonly fromMs: number
  /** The first moment in which it signs no more; `null` while that is not decided. */
  readonly untilMs: number | null
  readonly demo: boolean
}

/** The keys that a gate trusts, by id. */
export interface KeySet {
  readonly keys: ReadonlyMap<string, IssuerKey>
  /** Whether it is that of a demo. A set without keys is none. */
  readonly demo: boolean
}

/** A set that is none, with the remedy. */
export class KeySetError extends Error {}

/** Whether a key signs in the hour that begins at this moment. */
export function inUse(key: IssuerKey, hourMs: number): boolean {
  return key.fromMs <= hourMs && (key.untilMs === null || hourMs < key.untilMs)
}

/** Reads a set; one that we would write otherwise is none. */
export async function readKeySet(bytes: Bytes): Promise<KeySet> {
  if (bytes.length > MOST_KEY_SET_BYTES) {
    throw new KeySetError(`key set: at most ${MOST_KEY_SET_BYTES} bytes`)
  }
  try {
    const list = readKeys(bytes)
    const ids = await Promise.all(list.map((key) => keyId(key.raw)))
    require(list.every((key, i) => key.kid === ids[i]))
    const demo = list.some((key) => key.demo)
    require(list.every((key) => key.demo === demo))
    return { keys: new Map(list.map((key) => [key.kid, key])), demo }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw new KeySetError(
      'key set: not a COSE key set of this service; fetch it again from its well-known address',
    )
  }
}

function readKeys(bytes: Bytes): IssuerKey[] {
  const reader = new Reader(bytes)
  const count = reader.array()
  require(count <= MOST_KEYS)
  const keys = Array.from({ length: count }, () => readKey(reader))
  reader.end()
  // Ordered by id, so that the same keys are the same bytes and none stands there twice.
  require(keys.every((key, i) => i === 0 || keys[i - 1]!.kid < key.kid))
  return keys
}

function readKey(reader: Reader): IssuerKey {
  reader.mapOf(7)
  reader.exactly(1)
  reader.exactly(2)
  reader.exactly(2)
  const kid = toHex(reader.bytesOf(8))
  reader.exactly(3)
  reader.exactly(-7)
  const raw = readPoint(reader)
  reader.exactly(USE)
  const entries = reader.map()
  reader.exactly(1)
  const issuer = readDivision(reader)
  reader.exactly(2)
  const state = KEY_STATES[reader.uint()]
  require(state !== undefined)
  reader.exactly(3)
  const fromMs = readHour(reader)
  const untilMs = reader.next(4) ? readHour(reader) : null
  const demo = reader.next(5)
  if (demo) reader.true()
  require(entries === 3 + Number(untilMs !== null) + Number(demo))
  return { kid, raw, issuer, state, fromMs, untilMs, demo }
}
