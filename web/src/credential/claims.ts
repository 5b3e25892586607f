// The claims of a credential: a CWT claims set (RFC 8392) in one order, every label of it. Labels and limits are
// those of `crates/credential/src/claims.rs`; what stands otherwise is no credential of ours.
import type { Bytes } from './bytes'
import { Reader, require } from './cbor'
import { readCoseKey } from './key'

const [ISS, EXP, NBF, IAT, CNF, STATUS, HEALTH] = [1, 4, 5, 6, 8, 65_535, -65_537] as const
const HOUR_S = 3_600
const DAY_MS = 86_400_000
/** The last day that a credential may name (the year 2149). */
const LAST_DAY = 65_535
const MOST_HOURS = 0xffff_ffff
const MOST_INDEX = 0xffff_ffff
/** The most bytes of a list's address, of a name fragment and of a name on paper. */
const [ADDRESS_BYTES, FRAGMENT_BYTES, PAPER_NAME_BYTES] = [48, 12, 150] as const

export const STATES = ['green', 'yellow', 'red', 'unconfirmed', 'none'] as const
export type State = (typeof STATES)[number]

export const KINDS = ['person', 'member', 'paper', 'channel'] as const
/** Whose code it is, and who can answer for it. */
export type Kind = (typeof KINDS)[number]

/** A list and the index of the entry in it (Token Status List). */
export interface StatusRef {
  readonly uri: string
  readonly index: number
}

/** What an issuer says of a code. */
export interface Claims {
  /** The jurisdiction whose decision it is, six digits. */
  readonly issuer: string
  /** The local date that it was rated for, `2022-07-14`. */
  readonly day: string
  readonly issuedMs: number
  /** The first moment in which it is good. */
  readonly beginsMs: number
  /** The first moment in which it is no longer good. */
  readonly expiresMs: number
  readonly status: StatusRef
  readonly state: State
  /** Whether a pop-up stands beside the state. */
  readonly popUp: boolean
  readonly kind: Kind
  /** The fragment to compare; on paper the name. */
  readonly name: string
  /** The end of the document's number, on paper alone. */
  readonly document: string | null
  /** The code key in its 65 raw bytes; `null` on paper. */
  readonly codeKey: Bytes | null
  /** Made by a demo: never passes at a real checkpoint. */
  readonly demo: boolean
}

/** Reads a claims set; one that we would write otherwise is none. */
export function readClaims(payload: Bytes): Claims {
  const reader = new Reader(payload)
  const entries = reader.map()
  reader.exactly(ISS)
  const issuer = readDivision(reader)
  reader.exactly(EXP)
  const expiresMs = readHour(reader)
  const laterMs = reader.next(NBF) ? readHour(reader) : null
  reader.exactly(IAT)
  const issuedMs = readHour(reader)
  const codeKey = reader.next(CNF) ? readConfirmation(reader) : null
  reader.exactly(STATUS)
  const status = readStatus(reader)
  reader.exactly(HEALTH)
  const health = readHealth(reader, codeKey !== null)
  reader.end()
  require(entries === 5 + Number(laterMs !== null) + Number(codeKey !== null))
  require(laterMs === null || laterMs > issuedMs)
  const beginsMs = laterMs ?? issuedMs
  require(beginsMs < expiresMs)
  return { issuer, issuedMs, beginsMs, expiresMs, status, codeKey, ...health }
}

/** A division code, six digits as text. */
export function readDivision(reader: Reader): string {
  const code = reader.text()
  require(/^[0-9]{6}$/.test(code))
  return code
}

/** A whole hour in seconds since 1970: its first moment in milliseconds. */
export function readHour(reader: Reader): number {
  const seconds = reader.uint()
  require(seconds % HOUR_S === 0 && seconds / HOUR_S <= MOST_HOURS)
  return seconds * 1_000
}

function readConfirmation(reader: Reader): Bytes {
  reader.mapOf(1)
  reader.exactly(1)
  return readCoseKey(reader)
}

function readStatus(reader: Reader): StatusRef {
  reader.mapOf(1)
  reader.word('status_list')
  reader.mapOf(2)
  reader.word('idx')
  const index = reader.uint()
  require(index <= MOST_INDEX)
  reader.word('uri')
  const uri = reader.text()
  require(uri.length >= 1 && uri.length <= ADDRESS_BYTES && /^[!-~]*$/.test(uri))
  return { uri, index }
}

type Health = Pick<Claims, 'day' | 'state' | 'name' | 'kind' | 'document' | 'popUp' | 'demo'>

function readHealth(reader: Reader, bound: boolean): Health {
  const entries = reader.map()
  reader.exactly(1)
  const days = reader.uint()
  require(days <= LAST_DAY)
  reader.exactly(2)
  const state = STATES[reader.uint()]
  reader.exactly(3)
  const name = reader.text()
  reader.exactly(4)
  const kind = KINDS[reader.uint()]
  require(state !== undefined && kind !== undefined)
  const document = reader.next(5) ? reader.text() : null
  const popUp = readFlag(reader, 6)
  const demo = readFlag(reader, 7)
  require(entries === 4 + Number(document !== null) + Number(popUp) + Number(demo))
  // Paper is bound to no key and shows the end of a document; everything else the other way round.
  const paper = kind === 'paper'
  require(paper !== bound && paper === (document !== null))
  require(document === null || /^[0-9A-Z]{4}$/.test(document))
  checkName(name, paper ? PAPER_NAME_BYTES : FRAGMENT_BYTES)
  const day = new Date(days * DAY_MS).toISOString().slice(0, 10)
  return { day, state, name, kind, document, popUp, demo }
}

function readFlag(reader: Reader, label: number): boolean {
  const there = reader.next(label)
  if (there) reader.true()
  return there
}

function checkName(name: string, most: number): void {
  const length = new TextEncoder().encode(name).length
  require(length >= 1 && length <= most && !/\p{Cc}/u.test(name))
}
