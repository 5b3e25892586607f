// The code of a venue: what a place puts up, and a person scans. It is no health code, and no address: it is read, or nothing is
// opened. The form is that of `crates/credential/src/venue.rs`.
import { fromBase45 } from './base45'
import { Reader, require } from './cbor'
import { readDivision, readHour } from './claims'
import { readTagged } from './cose'
import { orRefuse } from './credential'
import { checkIssuing } from './issuing'
import type { KeySet } from './key-set'
import { Refused, type Refusal } from './refusal'
import { MOST_CHARACTERS } from './text'

const PREFIX = 'HCV1:'
const [ISS, IAT, VENUE] = [1, 6, -65_540] as const
const NAME_BYTES = 90
const [MOST_LATITUDE, MOST_LONGITUDE] = [9_000_000, 18_000_000] as const
/** For how long the code of a screen is good, and how far ahead of the clock it may lie. */
const [SCREEN_MS, AHEAD_MS] = [120_000, 15_000] as const

/** What a venue may be, by the numbers in its code. */
export const VENUE_KINDS = [
  'restaurant',
  'canteen',
  'entertainment',
  'shop',
  'hotel',
  'library',
  'classroom',
  'office',
  'workshop',
  'ward',
] as const
export type VenueKind = (typeof VENUE_KINDS)[number]

/** What the code of a venue says, once it is believed. */
export interface VenueCode {
  readonly issuer: string
  readonly venue: string
  readonly edition: number
  readonly kind: VenueKind
  readonly name: string
  /** Hundred-thousandths of a degree. */
  readonly latitude: number
  readonly longitude: number
  /** When a screen showed it; `null` on paper. */
  readonly minuteMs: number | null
}

interface Read extends VenueCode {
  readonly issuedMs: number
  readonly demo: boolean
}

/** Whether a text claims to be the code of a venue. Anything else, a link above all, is left alone. */
export const isVenueText = (text: string): boolean => text.startsWith(PREFIX)

/** Verifies the text of a venue's code with the keys of the cities, as the server does. */
export async function verifyVenue(text: string, keys: KeySet, nowMs: number): Promise<{ ok: VenueCode } | { refused: Refusal }> {
  try {
    return { ok: await verified(text, keys, nowMs) }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal }
    throw error
  }
}

async function verified(text: string, keys: KeySet, nowMs: number): Promise<VenueCode> {
  if (new TextEncoder().encode(text).length > MOST_CHARACTERS) throw new Refused('too_long')
  if (!isVenueText(text)) throw new Refused('not_a_code')
  const bytes = fromBase45(text.slice(PREFIX.length))
  if (bytes === null) throw new Refused('garbled')
  const message = orRefuse('structure', () => readTagged(bytes, 'application/vnd.healthcode.venue+cwt'))
  const { issuedMs, demo, ...code } = orRefuse('claims', () => readClaims(new Reader(message.payload)))
  await checkIssuing({ issuer: code.issuer, issuedMs, demo }, message.kid, message, keys)
  if (code.minuteMs !== null && code.minuteMs > nowMs + AHEAD_MS) throw new Refused('from_the_future')
  if (code.minuteMs !== null && nowMs >= code.minuteMs + SCREEN_MS) throw new Refused('too_old')
  return code
}

function readClaims(reader: Reader): Read {
  reader.mapOf(3)
  reader.exactly(ISS)
  const issuer = readDivision(reader)
  reader.exactly(IAT)
  const issuedMs = readHour(reader)
  reader.exactly(VENUE)
  const entries = reader.map()
  reader.exactly(1)
  const venue = reader.wideUint().toString()
  reader.exactly(2)
  const edition = reader.uint()
  reader.exactly(3)
  const kind = VENUE_KINDS[reader.uint()]
  require(kind !== undefined)
  reader.exactly(4)
  const name = readName(reader)
  reader.exactly(5)
  const latitude = readDegrees(reader, MOST_LATITUDE)
  reader.exactly(6)
  const longitude = readDegrees(reader, MOST_LONGITUDE)
  const minuteMs = reader.next(7) ? reader.uint() * 1_000 : null
  const demo = reader.next(8)
  if (demo) reader.true()
  require(entries === 6 + Number(minuteMs !== null) + Number(demo))
  reader.end()
  return { issuer, issuedMs, venue, edition, kind, name, latitude, longitude, minuteMs, demo }
}

function readName(reader: Reader): string {
  const name = reader.text()
  const bytes = new TextEncoder().encode(name).length
  require(bytes > 0 && bytes <= NAME_BYTES && !/\p{Cc}/u.test(name))
  return name
}

function readDegrees(reader: Reader, most: number): number {
  const degrees = reader.int()
  require(Math.abs(degrees) <= most)
  return degrees
}
