// A trust list: the foreign issuers that a service recognises, with their keys, and what their states mean here. The form
// is that of `crates/credential/src/trust_list.rs`. Their keys are read only where the service's signature held.
import type { Bytes } from './bytes'
import { require, type Reader } from './cbor'
import { readDivision, STATES, type State } from './claims'
import { KeySetError, readKeySet, type KeySet } from './key-set'
import { believeSigned, ListError, readTimes, type Times } from './status-claims'
import type { Refusal } from './refusal'
import { verifyPresentation, type Rules, type Verified } from './verify'

const ISSUERS = -65_539
const MOST_TRUST_BYTES = 2 << 20
const [MOST_ISSUERS, MOST_DIVISIONS] = [40, 40] as const
const [NAME_BYTES, ADDRESS_BYTES] = [120, 48] as const
/** From the mildest to the strictest. */
const SEVERITY: readonly State[] = ['green', 'none', 'unconfirmed', 'yellow', 'red']

/** A foreign issuer that is recognised. */
export interface TrustedIssuer {
  readonly name: string
  /** What stands in front of its status lists. */
  readonly address: string
  /** The divisions whose codes are recognised, their cities included. */
  readonly divisions: readonly string[]
  /** Their keys, and that of the service itself, which signs its lists. */
  readonly keys: KeySet
  /** What their states mean here; never anything milder. */
  readonly states: Readonly<Record<State, State>>
}

/** The foreign issuers that a service recognises. */
export interface TrustList extends Times {
  readonly issuers: readonly TrustedIssuer[]
}

/** Verifies a list with the keys of the service that this gate belongs to. Throws `ListError`. */
export async function verifyTrustList(bytes: Bytes, keys: KeySet, nowMs: number): Promise<TrustList> {
  if (bytes.length > MOST_TRUST_BYTES) throw new ListError('too_long')
  const read = await believeSigned(bytes, 'application/vnd.healthcode.trust-list+cwt', keys, nowMs, readList)
  const issuers = read.issuers.map(async (issuer) => ({ ...issuer, keys: await keysOf(issuer.keys) }))
  return { ...read, issuers: await Promise.all(issuers) }
}

type Unread = Omit<TrustedIssuer, 'keys'> & { keys: Bytes }

function readList(reader: Reader): Times & { issuers: Unread[] } {
  reader.mapOf(3)
  const times = readTimes(reader)
  reader.exactly(ISSUERS)
  const count = reader.array()
  require(count <= MOST_ISSUERS)
  return { ...times, issuers: Array.from({ length: count }, () => readIssuer(reader)) }
}

function readIssuer(reader: Reader): Unread {
  reader.arrayOf(5)
  const name = readShort(reader, NAME_BYTES)
  const address = readShort(reader, ADDRESS_BYTES)
  const count = reader.array()
  require(count >= 1 && count <= MOST_DIVISIONS)
  const divisions = Array.from({ length: count }, () => readDivision(reader))
  return { name, address, divisions, keys: reader.bytes(), states: readStates(reader) }
}

function readShort(reader: Reader, most: number): string {
  const text = reader.text()
  require(new TextEncoder().encode(text).length <= most)
  return text
}

function readStates(reader: Reader): Record<State, State> {
  reader.arrayOf(STATES.length)
  const pairs = STATES.map((theirs) => {
    const here = STATES[reader.uint()]
    require(here !== undefined && SEVERITY.indexOf(here) >= SEVERITY.indexOf(theirs))
    return [theirs, here] as const
  })
  return Object.fromEntries(pairs) as Record<State, State>
}

function keysOf(bytes: Bytes): Promise<KeySet> {
  return readKeySet(bytes).catch((error: unknown) => {
    throw error instanceof KeySetError ? new ListError('claims') : error
  })
}

/** Whether codes of this division are recognised. */
function recognises({ divisions }: TrustedIssuer, division: string): boolean {
  // A province is two digits and zeros, a city four: what they hold begins with these.
  return divisions.some((own) => division.startsWith(own.replace(/(00)+$/, '')))
}

/** Whether its status lists stand under this address. */
export function hasList({ address }: TrustedIssuer, uri: string): boolean {
  return uri.startsWith(`${address}/`)
}

/** A code that is believed, and by whose word: `by` is `null` where it is one's own. */
export interface Recognised {
  readonly ok: Verified
  readonly by: TrustedIssuer | null
}

/** The state that counts here: the stricter of what they say and what it means here. */
export const stateHere = ({ ok: { claims }, by }: Recognised): State => by?.states[claims.state] ?? claims.state

/**
 * Verifies the text of a code with one's own keys, and where they do not know its issuer, with those of the issuers that
 * are recognised. A trust list whose time is over recognises nobody.
 */
export async function recognise(
  text: string,
  keys: KeySet,
  trust: TrustList | null,
  nowMs: number,
  rules: Rules,
): Promise<Recognised | { readonly refused: Refusal }> {
  const own = await verifyPresentation(text, keys, nowMs, rules)
  if ('ok' in own) return { ...own, by: null }
  if (own.refused !== 'issuer_unknown' || trust === null || nowMs >= trust.expiresMs) return own
  for (const issuer of trust.issuers) {
    const theirs = await verifyPresentation(text, issuer.keys, nowMs, rules)
    if ('ok' in theirs) return accepted(theirs.ok, issuer)
    if (theirs.refused !== 'issuer_unknown') return theirs
  }
  return own
}

function accepted(code: Verified, by: TrustedIssuer): Recognised | { readonly refused: Refusal } {
  if (!recognises(by, code.claims.issuer)) return { refused: 'wrong_issuer' }
  if (!hasList(by, code.claims.status.uri)) return { refused: 'claims' }
  return { ok: code, by }
}
