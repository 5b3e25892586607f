// What a status list, its differences and a trust list have in common: from when, until when, and how a signature on it is
// believed. The claims are those of Token Status List (draft-ietf-oauth-status-list); the version is our own.
import { type Bytes } from './bytes'
import { Malformed, Reader, require } from './cbor'
import { readTagged, type Media, type Sign1 } from './cose'
import { verifies } from './key'
import { inUse, type KeySet } from './key-set'

const [SUB, EXP, IAT] = [2, 4, 6] as const
export const VERSION = -65_538
/** The issuer that stands for the service itself: the keys of cities sign codes and nothing else. */
const SERVICE = '000000'
const ADDRESS_BYTES = 48
const HOUR_MS = 3_600_000
/** How far ahead of a gate's clock a list may have been made. */
const AHEAD_MS = 5 * 60_000
/** The year 10000. */
const LAST_SECOND = 253_402_300_800

/** Why a list is not believed, in the order of the checks. */
export type ListFault =
  | 'too_long'
  | 'structure'
  | 'claims'
  | 'unknown_key'
  | 'signature'
  | 'key_out_of_use'
  | 'other'
  | 'from_the_future'
  | 'expired'

export class ListError extends Error {
  readonly fault: ListFault

  constructor(fault: ListFault) {
    super(`list: ${fault}`)
    this.name = 'ListError'
    this.fault = fault
  }
}

/** From when, until when. */
export interface Times {
  readonly issuedMs: number
  /** From when it is no longer good: its last code is over. */
  readonly expiresMs: number
}

/** Which list, from when, until when. */
export interface Head extends Times {
  /** The address of the list, as codes name it. */
  readonly uri: string
}

/** Reads `sub`, `exp` and `iat`. */
export function readHead(reader: Reader): Head {
  reader.exactly(SUB)
  const uri = reader.text()
  require(new TextEncoder().encode(uri).length <= ADDRESS_BYTES)
  return { uri, ...readTimes(reader) }
}

/** Reads `exp` and `iat`. */
export function readTimes(reader: Reader): Times {
  reader.exactly(EXP)
  const expiresMs = readMoment(reader)
  reader.exactly(IAT)
  return { issuedMs: readMoment(reader), expiresMs }
}

function readMoment(reader: Reader): number {
  const seconds = reader.uint()
  require(seconds < LAST_SECOND)
  return seconds * 1_000
}

/** Reads and verifies a signed message of this kind, made for the list at this address and good now. */
export function believe<T extends Head>(
  bytes: Bytes,
  media: Media,
  keys: KeySet,
  uri: string,
  nowMs: number,
  read: (reader: Reader) => T,
): Promise<T> {
  return believeSigned(bytes, media, keys, nowMs, read, (claims) => claims.uri === uri)
}

/** Reads and verifies a signed message of this kind that is good now; `fits` says whether it is the one asked for. */
export async function believeSigned<T extends Times>(
  bytes: Bytes,
  media: Media,
  keys: KeySet,
  nowMs: number,
  read: (reader: Reader) => T,
  fits: (claims: T) => boolean = () => true,
): Promise<T> {
  const message = orFault('structure', () => readTagged(bytes, media))
  const claims = orFault('claims', () => readWhole(message.payload, read))
  await checkSignature(message, keys, claims.issuedMs)
  if (!fits(claims)) throw new ListError('other')
  if (claims.issuedMs > nowMs + AHEAD_MS) throw new ListError('from_the_future')
  if (nowMs >= claims.expiresMs) throw new ListError('expired')
  return claims
}

/** The address of the list that a signed message of this kind claims to be, before anything was verified. */
export function claimedAddress(bytes: Bytes, media: Media): string {
  return orFault('claims', () => {
    const reader = new Reader(readTagged(bytes, media).payload)
    reader.map()
    return readHead(reader).uri
  })
}

function readWhole<T>(payload: Bytes, read: (reader: Reader) => T): T {
  const reader = new Reader(payload)
  const claims = read(reader)
  reader.end()
  return claims
}

async function checkSignature(message: Sign1 & { kid: string }, keys: KeySet, issuedMs: number): Promise<void> {
  const key = keys.keys.get(message.kid)
  if (key === undefined || key.issuer !== SERVICE) throw new ListError('unknown_key')
  if (!(await verifies(key.raw, message.signed, message.signature))) throw new ListError('signature')
  const hourMs = Math.floor(issuedMs / HOUR_MS) * HOUR_MS
  if (!inUse(key, hourMs)) throw new ListError('key_out_of_use')
}

/** What was read, or this fault where it is malformed. */
export function orFault<T>(fault: ListFault, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Malformed ? new ListError(fault) : error
  }
}
